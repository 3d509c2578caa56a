"""What is got around and how, by language: limits, verification, moderation, and being noticed.

Same form as `words`: lower case, Latin letters without accents.
"""

from bot.domain.refusing.searching import Words
from bot.domain.refusing.words import SERVICE

BYPASSING: Words = {
    "en": r"\b(?:(?:that|which) (?:bypasses|evades|circumvents|dodges|gets (?:around|past))|bypass|circumvent"
    r"|get (?:around(?! to)|past)|dodge|evade|sneak past|(?:on|of|by|for|about) (?:bypassing|circumventing|evading"
    r"|dodging|getting (?:around|past)))\b",
    "de": r"\b(?:umgeh\w*|umgangen|auszutricksen|austricks\w*|aushebel\w*|auszuhebeln|falsch\w*)\b",
    "fr": r"\b(?:contourn\w*|dejou\w*|tromper|falsifi\w*)\b",
    "es": r"\b(?:elud\w*|evadir|saltar(?:me|nos|se)?|saltarnos|salto|burlar|enganar|falsificar)\b",
    "pt": r"\b(?:burlar|contornar|driblar|fugir d[oae]s?|enganar|falsificar)\b",
    "it": r"\b(?:aggirare|eludere|ingannare|falsificare)\b",
    "zh": r"绕过|绕开|突破|规避|躲避|伪造|繞過|破解",
    "ja": r"回避|すり抜け|突破|迂回|偽造|かいくぐ",
    "ko": r"우회|회피|뚫|위조",
}
LIMITS: Words = {
    "en": r"\b(?:rate[- ]?limit(?:s|ing|er)?|usage (?:limits?|caps?)|(?:request|daily|message|image) (?:limits?"
    r"|quotas?|caps?)|quotas?|(?:openai(?:'s)?|chatgpt(?:'s)?|api|generation|free[- ]tier|plan) limits?|(?:account"
    r"|ip) bans?|(?:our|my|an?|the) (?:bans?(?! on\b)|suspension(?! bridge))|throttling)\b",
    "de": r"\b(?:rate[n-]?-?limits?|ratenbegrenzung|nutzungs(?:limits?|grenzen?)|kontingent\w*|kontosperr\w*)\b",
    "fr": r"\b(?:limites? (?:de (?:debit|taux|requetes)|d'(?:usage|utilisation))|quotas?)\b",
    "es": r"\b(?:limites? de (?:uso|velocidad|peticiones|tasa|solicitudes)|cuotas?)\b",
    "pt": r"\b(?:limites? de (?:uso|taxa|requisicoes|velocidade)|cotas?)\b",
    "it": r"\b(?:limit[ei] di (?:utilizzo|frequenza|richieste)|quot[ae])\b",
    "zh": r"速率限制|限速|限流|频率限制|额度限制|使用限制|封号|配额",
    "ja": r"レート ?制限|利用制限|使用制限|回数制限|利用上限|クォータ",
    "ko": r"속도 ?제한|사용량? ?제한|요청 ?제한|할당량",
}
VERIFICATION: Words = {
    "en": r"\b(?:(?:organi[sz]ation|org|identity|id|phone|sms|age|email)[ -]verification|kyc|captchas?|recaptchas?"
    r"|cloudflare|(?:region|country|geo)[ -]?(?:locks?|blocks?|restrictions?)|bot (?:checks?|detection)"
    r"|openai sentinel)\b",
    "de": r"\b(?:(?:organisations|identitats|telefon)?verifizierung|identitatsprufung|kyc|captchas?|landersperre"
    r"|geoblocking)\b",
    "fr": r"\b(?:verification (?:d'organisation|de l'organisation|d'identite|de telephone)|kyc|captchas?"
    r"|blocage geographique)\b",
    "es": r"\b(?:verificacion (?:de (?:la )?organizacion|de identidad|telefonica)|kyc|captchas?|bloqueo (?:regional"
    r"|geografico))\b",
    "pt": r"\b(?:verificacao (?:da organizacao|de organizacao|de identidade|por telefone)|kyc|captchas?"
    r"|bloqueio (?:regional|geografico))\b",
    "it": r"\b(?:verifica (?:dell'organizzazione|d'identita|dell'identita)|kyc|captcha|blocco geografico)\b",
    "zh": r"组织验证|组织认证|身份验证|身份认证|实名|验证码|人机验证|地区限制|kyc|cloudflare",
    "ja": r"組織認証|組織の認証|本人確認|身元確認|captcha|キャプチャ|地域制限|kyc|cloudflare",
    "ko": r"조직 ?인증|본인 ?(?:확인|인증)|캡차|지역 ?제한|kyc|cloudflare|클라우드플레어",
}
SOLVING: Words = {
    "en": r"\b(?:auto-?solve|solve|solving|buy|purchase) (?:\w+ ){0,4}(?:captchas?|turnstile"
    r"|verified (?:openai )?(?:organi[sz]ations?|accounts?))\b|\bmake (?:cloudflare|turnstile|the captcha"
    r"|sentinel) (?:think|believe)\b|\bverified accounts? (?:to buy|for sale)\b|\bfak(?:e|ing) (?:\w+ ){0,2}kyc\b",
    "several": r"\b(?:los(?:e|en)|resou[ds]\w*|resolv\w+|resuelv\w+|risolv\w+) (?:\S+ ){0,2}captchas?\b"
    r"|\bcaptchas? (?:\w+ ){0,2}losen\b",
    "zh": r"(?:自动)?(?:打码|过验证码|过人机)|购买.{0,6}实名",
    "ja": r"(?:captcha|キャプチャ)を?.{0,6}(?:解|突破)",
    "ko": r"캡차를? ?.{0,6}(?:풀|해결)",
}
MODERATION: Words = {
    "en": r"\b(?:moderation|(?:content|safety|nsfw) (?:filters?|polic(?:y|ies)|checks?|systems?)|(?:safety|model|ai"
    r"|openai) guardrails?|censorship)\b",
    "de": r"\b(?:moderation|inhaltsfilter|inhaltsprufung|sicherheitsfilter|inhaltsrichtlinie\w*|zensur)\b",
    "fr": r"\b(?:moderation|filtres? de (?:contenu|securite)|censure)\b",
    "es": r"\b(?:moderacion|filtros? de (?:contenido|seguridad)|censura)\b",
    "pt": r"\b(?:moderacao|filtros? de (?:conteudo|seguranca)|censura)\b",
    "it": r"\b(?:moderazione|filtr[oi] (?:di sicurezza|dei contenuti)|censura)\b",
    "zh": r"审核|审查|内容过滤|安全过滤|敏感词|審查",
    "ja": r"モデレーション|検閲|コンテンツ(?:フィルター|ポリシー)|安全フィルター",
    "ko": r"검열|모더레이션|콘텐츠 ?(?:필터|정책)|안전 ?필터",
}
JAILBREAK: Words = {
    "en": rf"\bjailbreak(?:ing)? (?:the |this |your |its |openai's |image )*(?:{SERVICE}|models?|prompts?|filters?"
    rf"|moderation"
    r"|guardrails?|safety (?:system|filters?|checks?)|content (?:filters?|policy)|dall-?e)(?![\w-])|\b(?:trick|fool"
    r"|coax)(?:ing)? (?:the |this |your )?(?:image )?(?:{SERVICE}|dall-?e|model|bot|ai) into\b",
    "several": rf"\bjailbreak\w* (?:fur|pour|para|per|de|do|di) (?:(?:das|le|la|el|o|il) )?(?:{SERVICE}"
    rf"|modell?[eo]?\b)"
    r"|\bjailbreak-prompts?\b",
    "zh": r"越狱.{0,4}(?:提示词|模型|chatgpt|gpt|审核)|(?:模型|gpt|审核).{0,4}越狱",
    "ja": r"(?:脱獄|ジェイルブレイク).{0,4}(?:プロンプト|モデル|gpt)|(?:モデル|gpt|モデレーション).{0,3}(?:脱獄"
    r"|ジェイルブレイク)",
    "ko": r"탈옥.{0,3}(?:프롬프트|모델|gpt)|(?:모델|gpt).{0,3}탈옥",
}
HIDING: Words = {
    "en": r"\b(?:from|without|avoid|avoiding|prevent|preventing|escape|never|not) (?:be|get|being"
    r"|getting) (?:detected|noticed|caught|banned|flagged|recogni[sz]ed|spotted|identified)\b|\b(?:avoid|evad|escap"
    r"|dodg)\w* (?:\w+ ){0,2}detection\b|\bundetect\w+\b|\b(?:stop|keep|prevent) openai from (?:noticing|seeing"
    r"|detecting|finding|knowing)\b|\b(?:won't|can't|doesn't|don't) (?:be|get) (?:detected|noticed|caught|banned"
    r"|flagged|spotted)\b|\b(?:nobody|no one|openai (?:never|doesn't|does not|won't|can't)) (?:can )?(?:detects?"
    r"|notices?|sees?|bans?)\b",
    "de": r"\b(?:nicht|nie) (?:erkannt|entdeckt|gesperrt) (?:wird|werden)\b|\bunentdeckt\b|\bohne (?:erkannt|entdeckt"
    r"|gesperrt) zu|\bvor (?:der )?(?:entdeckung|erkennung) (?:\w+ )?(?:verstecken|schutzen|verbergen)",
    "fr": r"\b(?:sans|pour ne pas|eviter d)['e ]*(?:etre|se faire) (?:detect|reper|banni|bloqu)\w*|\b(?:eviter"
    r"|echapper a) la detection",
    "es": r"\b(?:sin|evitar|para no) (?:ser|que (?:lo|la|nos) |que nos )(?:detect|bane|bloque)\w*"
    r"|\bevitar la deteccion",
    "pt": r"\b(?:sem|evitar|para nao) (?:ser|serem) (?:detect|bani|bloque)\w*|\bevitar a deteccao",
    "it": r"\b(?:senza|evitare di|per non) (?:essere) (?:rilev|scopert|bannat|bloccat)\w*",
    "zh": r"(?:不被|避免被|防止被|躲避|规避|逃避).{0,10}(?:检测|发现|封|识别)",
    "ja": r"(?:検出|検知|発見)(?:されない|されず|を回避|を避け)|(?:バレ|ばれ|見つから)(?:ない|ず)",
    "ko": r"(?:감지|탐지|발각|적발)(?:되지 않|를 피|을 피)|들키지 않",
}
TRICKING: Words = {
    "en": r"\b(?:trick|fool|defeat|outsmart|outwit|deceive|slip (?:past|by)|(?:get|sneak|slip) (?:\w+ ){1,3}past"
    r"|(?:it|this|they|that) (?:gets?|slips?|sneaks?) (?:past|by)|beat|(?:by|of|at) (?:tricking|fooling|defeating"
    r"|outsmarting))\b",
    "de": r"\b(?:uberlist\w*|tausch(?:en|e)|hereinleg\w*)\b",
    "fr": r"\b(?:dup(?:er|e)|pieg(?:er|e))\b",
    "es": r"\b(?:engan(?:ar|a|o)|burl(?:ar|a|o))\b",
    "pt": r"\b(?:engan(?:ar|a|o)|burl(?:ar|a|o)|ludibriar)\b",
    "it": r"\b(?:ingann(?:are|a|o)|raggirare)\b",
    "zh": r"欺骗|骗过|蒙混",
    "ja": r"騙|だま(?:す|し)|欺",
    "ko": r"속이|속여",
}
SWITCHING_OFF: Words = {
    "en": r"\b(?:avoid|without triggering|turn(?:ing)? off|switch(?:ing)? off|disable|remove|skip|ignore|evade)\b",
    "de": r"\b(?:vermeid\w*|ab(?:zu)?schalt\w*|aus(?:zu)?schalt\w*|deaktivier\w*|schalte?)\b",
    "fr": r"\b(?:evit\w*|desactiv\w*|coup(?:er|e))\b",
    "es": r"\b(?:evit\w*|desactiv\w*|quita\w*|apaga\w*)\b",
    "pt": r"\b(?:evit\w*|desativ\w*|desliga\w*)\b",
    "it": r"\b(?:evit\w*|disattiv\w*|spegn\w*)\b",
    "zh": r"避开|避免|关闭|关掉|躲过",
    "ja": r"避け|オフ|無効|切って",
    "ko": r"피해|피하|끄고|꺼",
}
UNSAFE: Words = {
    "en": r"\b(?:nud(?:e|es|ity)|naked|nsfw|porn\w*|gore|uncensored|sexual\w*|topless|erotic\w*)\b",
    "de": r"\b(?:nackt\w*|aktbilder|porno\w*|nsfw|unzensiert\w*)\b",
    "fr": r"\b(?:nus?|nues?|nudites?|porno\w*|nsfw)\b",
    "es": r"\b(?:desnud\w*|porno\w*|nsfw)\b",
    "pt": r"\b(?:nus|nuas?|nudez|nudes|porno\w*|nsfw)\b",
    "it": r"\b(?:nud[oiae]|nudita|porno\w*|nsfw)\b",
    "zh": r"裸|色情|黄图|nsfw",
    "ja": r"ヌード|裸|エロ|nsfw",
    "ko": r"누드|나체|야한|nsfw",
}
SPOOFING: Words = {
    "en": r"\b(?:spoof(?:ing)?|fak(?:e|ing)|forg(?:e|ing)|randomi[sz]e|impersonate)\b",
    "de": r"\b(?:falsch\w*|zu falschen|spoofe?n?|vortausch\w*|vorzutauschen)\b",
    "fr": r"\b(?:falsifi\w*|usurp\w*|simul\w*)\b",
    "es": r"\b(?:falsific\w*|falsear|suplant\w*)\b",
    "pt": r"\b(?:falsific\w*|forj\w*)\b",
    "it": r"\b(?:falsific\w*|contraffar\w*)\b",
    "zh": r"伪造|伪装|冒充",
    "ja": r"偽装|偽造|なりすま",
    "ko": r"위조|위장|속여",
}
FINGERPRINT: Words = {
    "en": r"\b(?:device[ -]?ids?|fingerprints?|user[ -]?agents?|client[ -]?ids?|tls|browser headers?|mac address)\b",
    "de": r"\b(?:gerate-?ids?|gerate-?kennung|device-?ids?|fingerabdruck\w*|user-?agents?)\b",
    "fr": r"\b(?:(?:id|identifiant) (?:de l'appareil|d'appareil)|empreinte\w*|user-?agent)\b",
    "es": r"\b(?:(?:id|identificador) (?:del|de) dispositivo|huella\w*|user-?agent)\b",
    "pt": r"\b(?:(?:id|identificador) (?:do|de) dispositivo|impressao digital|user-?agent)\b",
    "it": r"\b(?:(?:id|identificativo) (?:del )?dispositivo|impronta\w*|user-?agent)\b",
    "zh": r"设备(?:id|指纹|标识)|浏览器指纹|指纹",
    "ja": r"デバイスid|端末id|フィンガープリント|ユーザーエージェント",
    "ko": r"기기 ?id|디바이스 ?id|핑거프린트|지문",
}
GUARD: Words = {
    "any": r"cloudflare|openai|chatgpt|turnstile|sentinel|captcha|\bbot (?:check|detection)",
}
BORROWED: Words = {
    "en": r"\b(?:fake|borrowed|rented|forged|someone else's|somebody else's|another person's) (?:\w+ ){0,2}(?:ids?"
    r"|passports?|identity|phone numbers?|documents?|selfies?)\b",
}
