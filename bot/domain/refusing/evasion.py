"""What is got around and how, by language: limits, verification, moderation; and whose sessions are taken.

Same form as `words`: lower case, Latin letters without accents.
"""

from bot.domain.refusing.words import SERVICE, Words

BYPASSING: Words = {
    "en": r"\b(?:bypass|circumvent|get (?:around(?! to)|past)|dodge|evade|sneak past"
    r"|(?:on|of|by|for|about) (?:bypassing|circumventing|evading|dodging|getting (?:around|past)))\b",
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
    r"|quotas?|caps?)|quotas?"
    r"|account bans?|throttling)\b",
    "de": r"\b(?:rate[n-]?-?limits?|ratenbegrenzung|nutzungs(?:limits?|grenzen?)|kontingent\w*|kontosperr\w*)\b",
    "fr": r"\b(?:limites? (?:de (?:debit|taux|requetes)|d'(?:usage|utilisation))|quotas?)\b",
    "es": r"\b(?:limites? de (?:uso|velocidad|peticiones|tasa|solicitudes)|cuotas?)\b",
    "pt": r"\b(?:limites? de (?:uso|taxa|requisicoes|velocidade)|cotas?)\b",
    "it": r"\b(?:limit[ei] di (?:utilizzo|frequenza|richieste)|quot[ae])\b",
    "zh": r"速率限制|限速|限流|频率限制|额度限制|使用限制|封号|配额",
    "ja": r"レート ?制限|利用制限|使用制限|回数制限|利用上限|クォータ",
    "ko": r"속도 ?제한|사용량? ?제한|요청 ?제한|할당량",
}
TURNING: Words = {
    "en": r"\brotate (?:\w+ ){0,3}(?:ips?|ip addresses|proxies|residential proxies)\b|\b(?:ban evasion"
    r"|evade (?:the |a )?bans?)\b",
    "de": r"\b(?:ips?|ip-adressen|proxys?) (?:\w+ ){0,2}rotier\w*|\brotierende proxys?\b",
    "fr": r"\b(?:rotation|faire tourner) (?:\w+ ){0,2}(?:ip|proxys?|adresses ip)\b",
    "es": r"\brota[rn]? (?:\w+ ){0,2}(?:ips?|proxies|proxys)\b",
    "zh": r"轮换(?:ip|代理)|(?:ip|代理)轮换|代理池",
    "ja": r"(?:ip|プロキシ)(?:アドレス)?を?(?:ローテーション|切り替え)",
}
ACCOUNTS_TURNING: Words = {
    "en": rf"\b(?:rotate|cycle|round[- ]robin|pool|bundle|share|resell|account rotation)\b (?:\w+ ){{0,4}}(?:{SERVICE}"
    r"|plus|team) accounts\b|\b(?:rotate|cycle|switch) (?:(?:automatically )?(?:between|through|across|among) (?:\w+ ){0,3}"
    r"|(?:\w+ )?(?:our|multiple|several|many|all|different|\d+) (?:\w+ )?)accounts\b",
    "de": r"\b(?:konten|accounts) (?:\w+ ){0,3}(?:rotier\w*|durchwechsel\w*|bundel\w*)\b"
    r"|\brotier\w* (?:\w+ ){0,3}(?:konten|accounts)\b",
    "fr": r"\b(?:rotation|faire tourner|mutualiser|alterner) (?:\w+ ){0,4}comptes\b",
    "es": r"\b(?:rota[rn]?|alternar) (?:\w+ ){0,4}cuentas\b",
    "pt": r"\b(?:rotacionar|alternar|revezar) (?:\w+ ){0,4}contas\b",
    "it": r"\b(?:ruotare|alternare) (?:\w+ ){0,4}account\b",
    "zh": r"轮换.{0,10}[账帐]号|[账帐]号.{0,6}轮换|多个?(?:chatgpt|openai).{0,4}[账帐]号",
    "ja": r"アカウントを?.{0,6}(?:ローテーション|使い回|切り替え)",
    "ko": r"계정.{0,6}(?:돌려|로테이션|번갈아)",
}
VERIFICATION: Words = {
    "en": r"\b(?:(?:organi[sz]ation|org|identity|id|phone|sms|age|email)[ -]verification|kyc|captchas?|recaptchas?"
    r"|cloudflare"
    r"|(?:region|country|geo)[ -]?(?:locks?|blocks?|restrictions?)|bot (?:checks?|detection)|openai sentinel)\b",
    "de": r"\b(?:(?:organisations|identitats|telefon)?verifizierung|identitatsprufung|kyc|captchas?|landersperre"
    r"|geoblocking)\b",
    "fr": r"\b(?:verification (?:d'organisation|de l'organisation|d'identite|de telephone)|kyc|captchas?"
    r"|blocage geographique)\b",
    "es": r"\b(?:verificacion (?:de (?:la )?organizacion|de identidad|telefonica)|kyc|captchas?|bloqueo (?:regional"
    r"|geografico))\b",
    "pt": r"\b(?:verificacao (?:da organizacao|de organizacao|de identidade|por telefone)|kyc|captchas?"
    r"|bloqueio (?:regional|geografico))\b",
    "it": r"\b(?:verifica (?:dell'organizzazione|d'identita|dell'identita)|kyc|captcha|blocco geografico)\b",
    "zh": r"组织验证|组织认证|身份验证|身份认证|实名|验证码|人机验证|地区限制|kyc",
    "ja": r"組織認証|組織の認証|本人確認|身元確認|captcha|キャプチャ|地域制限|kyc",
    "ko": r"조직 ?인증|본인 ?(?:확인|인증)|캡차|지역 ?제한|kyc",
}
SOLVING: Words = {
    "en": r"\b(?:auto-?solve|solve|solving|buy|purchase) (?:\w+ ){0,4}(?:captchas?|turnstile"
    r"|verified (?:organi[sz]ations?|accounts?))\b"
    r"|\bverified accounts? (?:to buy|for sale)\b|\bfak(?:e|ing) (?:\w+ ){0,2}kyc\b",
    "zh": r"(?:自动)?(?:打码|过验证码|过人机)|购买.{0,6}实名",
}
MODERATION: Words = {
    "en": r"\b(?:moderation|(?:content|safety|nsfw) (?:filters?|polic(?:y|ies)|checks?|systems?)"
    r"|(?:safety|model|ai|openai) guardrails?"
    r"|censorship)\b",
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
    "en": rf"\bjailbreak(?:ing)? (?:the |this |your )?(?:image )?(?:{SERVICE}|models?|prompts?|filters?"
    rf"|dall-?e)(?![\w-])",
}
TAKING: Words = {
    "en": r"\b(?:(?:that|which|to) (?:extract|harvest|grab|steal|dump|scrape|collect|export)s"
    r"|harvest|steal|extract|scrape|dump|grab|sniff|collect|hijack|exfiltrate|phish|export|pull"
    r"|(?:on|of|by|for|about) (?:harvesting|stealing|extracting|grabbing))\b",
    "de": r"\b(?:abgreif\w*|abzugreifen|stehlen|klauen|auslesen|auszulesen|extrahier\w*|sammeln|abfang\w*"
    r"|exportier\w*)\b",
    "fr": r"\b(?:vol(?:er|ons)|extrai\w*|recuper\w*|collect\w*|aspir\w*|exporter)\b",
    "es": r"\b(?:rob\w+|extra(?:er|igo|e)\w*|captur\w+|recolect\w+|exportar)\b",
    "pt": r"\b(?:roub\w+|extra(?:ir|ia|i)\w*|captur\w+|colet\w+|exportar)\b",
    "it": r"\b(?:rub\w+|estra\w+|raccogli\w+|cattur\w+|esportare)\b",
    "zh": r"抓取|提取|窃取|盗取|采集|获取|导出|收割",
    "ja": r"抜き取|盗|抽出|収集|取得|抜き出",
    "ko": r"추출|훔치|수집|탈취|빼내",
}
SESSIONS: Words = {
    "en": rf"\b(?:session[ -]?(?:cookies?|tokens?|ids?)|sessiontokens?|login cookies?|refresh[ _-]tokens?"
    rf"|{SERVICE}(?:'s)? (?:web )?"
    rf"(?:session |access |refresh |login )?(?:cookies?|tokens?|sessions?)|(?:cookies?|(?:access )?tokens?) (?:from"
    rf"|out of|of) (?:\w+ )?"
    rf"{SERVICE}(?![\w-])|__secure-next-auth)\b",
    "de": rf"\b(?:session-?(?:cookies?|tokens?)|sitzungs(?:cookies?|token)|refresh-?tokens?|{SERVICE}-(?:cookies?"
    rf"|tokens?|sitzung\w*))\b",
    "fr": rf"\b(?:(?:cookies?|jetons?) de session|jetons? {SERVICE}|(?:cookies?|jetons?) de {SERVICE})\b",
    "es": rf"\b(?:(?:cookies?|tokens?) de (?:sesion|{SERVICE}))\b",
    "pt": rf"\b(?:(?:cookies?|tokens?) (?:de sessao|d[oae] {SERVICE}))\b",
    "it": rf"\b(?:(?:cookie|token) di (?:sessione|{SERVICE}))\b",
    "zh": r"(?:会话|登录|session|chatgpt|openai).{0,6}(?:cookie|token|令牌|凭证)|(?:access|refresh)[ _]?token",
    "ja": r"(?:セッション|ログイン|chatgpt|openai)の?(?:クッキー|cookie|トークン|token)|リフレッシュトークン",
    "ko": r"(?:세션|로그인|chatgpt|openai)의? ?(?:쿠키|토큰)",
}
HIDING: Words = {
    "en": r"\b(?:from|without|avoid|avoiding|prevent|preventing|escape|never|not) (?:be|get|being"
    r"|getting) (?:detected|noticed|caught"
    r"|banned|flagged|recogni[sz]ed|spotted|identified)\b|\b(?:avoid|evad|escap|dodg)\w* (?:\w+ ){0,2}detection\b"
    r"|\bundetect\w+\b"
    r"|\b(?:won't|can't|doesn't|don't) (?:be|get) (?:detected|noticed|caught|banned|flagged|spotted)\b"
    r"|\b(?:nobody|no one|openai (?:never|doesn't|does not|won't|can't)) (?:can )?(?:detects?|notices?|sees?|bans?)\b",
    "de": r"\b(?:nicht|nie) (?:erkannt|entdeckt|gesperrt) (?:wird|werden)\b|\bunentdeckt\b|\bohne (?:erkannt"
    r"|entdeckt|gesperrt) zu"
    r"|\bvor (?:der )?(?:entdeckung|erkennung) (?:\w+ )?(?:verstecken|schutzen|verbergen)",
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
