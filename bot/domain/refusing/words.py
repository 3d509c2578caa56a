"""The words that the rules are made of, by language. Lower case, Latin letters without accents (`reading.read`).

A language is added by a row. Chinese, Japanese and Korean have no spaces to hold a word's ends, so they get none.
"""

from bot.domain.refusing.searching import Words

SERVICE = r"(?:chat ?gpt|openai|codex|gpt(?:-?\w+)?)"
SOFTWARE = r"(?<![a-z0-9])(?:chatgpt2api|gpt2api|sub2api|cliproxyapi|codex2api|chat2api|codex-lb)(?![a-z0-9])"

POOL: Words = {
    "software": SOFTWARE,
    "en": rf"\b(?:accounts?[ -]?pools?|(?:pools?|farm|fleet) of (?:\w+[ -]){{0,3}}accounts|{SERVICE} accounts"
    r"|account-backed (?:route|gateway|relay)s?)\b",
    "de": rf"\b(?:(?:konten|konto|account)s?-?pools?|pool (?:aus|von|mit) (?:\S+ ){{0,2}}\S*(?:konten|accounts)"
    rf"|{SERVICE}-(?:konten|accounts))\b",
    "fr": rf"\b(?:pools? de (?:\w+ )?comptes|comptes {SERVICE})\b",
    "es": rf"\b(?:pools? de cuentas|cuentas (?:de )?{SERVICE})\b",
    "pt": rf"\b(?:pools? de contas|contas (?:do |da |de )?{SERVICE})\b",
    "it": rf"\b(?:pool di account|account {SERVICE})\b",
    "zh": r"号池|[账帐賬]号池|[账帐賬][户戶號]池|號池|逆向接口",
    "ja": r"アカウント(?:の)?プール",
    "ko": r"계정 ?풀",
}
GETTING: Words = {
    "en": r"\b(?:build|set ?up|create|make(?! sure)|join|(?<!we )(?<!they )(?<!i )run(?! on)|deploy|install|configure"
    r"|hide|disguise|conceal|buy(?! from)|rent|sell|recommend|assemble|hook up|automat(?:e|ing) (?:the )?(?:creat\w+"
    r"|registr\w+)(?: of)?|(?:which|what)\b.{0,60}\b(?:best|cheapest))\b",
    "de": r"\b(?:(?:auf)?bau(?:en|e|t)?|aufzubauen|erstell(?:en|e|t)?|richte|einrichten|einzurichten|betreib(?:en|e)"
    r"|miet(?:en|e)|kauf(?:en|e)|rotier(?:en|e)|versteck(?:en|e)|tarn(?:en|e)|beitreten|beizutreten|empfiehl"
    r"|empfehlen)\b",
    "fr": r"\b(?:construi(?:re|s)|cree[rz]?|monte[rz]?|mettre en place|rejoindre|achete[rz]?|loue[rz]?|cache[rz]?"
    r"|dissimule[rz]?|deploye[rz]?|installe[rz]?|configure[rz]?)\b",
    "es": r"\b(?:construi[rd]|constru[iy][aeo]?|crea[rs]?|monta[rs]?|unir(?:me|nos|se)|compra[rs]?|alquila[rs]?"
    r"|oculta[rs]?|rota[rs]?|despliega|desplegar|instala[rs]?|configura[rs]?)\b",
    "pt": r"\b(?:constru(?:ir|a)|cria[rs]?|crie|monta[rs]?|monte|entrar|participar|compra[rs]?|aluga[rs]?"
    r"|esconde[rs]?|rotaciona[rs]?|configura[rs]?|configure)\b",
    "it": r"\b(?:costrui(?:re|sci)|crea(?:re)?|monta(?:re)?|unirmi|unirci|compra(?:re)?|affitta(?:re)?"
    r"|nasconde(?:re)?)\b",
    "zh": r"搭建|建立|建一个|构建|部署|加入|购买|轮换|隐藏|做一个|自建|怎么建|怎么搭|配置",
    "ja": r"構築|作り方|作って|作る|作りたい|作成|参加|購入|隠し|隠す|導入|立ち上げ",
    "ko": r"구축|만들|가입|참여하|구매|숨기",
}
DETECTING: Words = {
    "en": r"\b(?:detect\w*|recogni[sz]e\w*|spot(?:ting)?|identify\w*|tell (?:if|whether|that|when)|know (?:if"
    r"|whether)|red flags?|find out|verify|signs?|signals?|give(?:s)? away|prove|proof)\b",
    "de": r"\b(?:erkenn\w*|entdeck\w*|woran|feststell\w*|herausfind\w*|anzeichen|nachweis\w*)\b",
    "fr": r"\b(?:detect\w*|reconnai\w*|reper\w*|identifi\w*|savoir si|signes?)\b",
    "es": r"\b(?:detect\w*|reconoc\w*|identific\w*|saber si|senales?)\b",
    "pt": r"\b(?:detect\w*|reconhec\w*|identific\w*|saber se|sinais)\b",
    "it": r"\b(?:riconosc\w*|rilev\w*|individu\w*|capire se|segnali)\b",
    "zh": r"检测|识别|判断|辨别|看出|分辨|鉴别|特征|檢測|識別",
    "ja": r"見分け|検出|判別|見抜|気づ|検知|兆候",
    "ko": r"감지|탐지|구별|알아내|징후",
}
LEAVING: Words = {
    "en": r"\b(?:leav(?:e|ing)|quit(?:ting)?|exit(?:ing)?|get(?:ting)? (?:out|off|away|rid)|mov(?:e|ing) (?:away|off)"
    r"|migrat(?:e|ing|ion) (?:away|off|out|from)|switch(?:ing)? (?:away|off|from)|stop(?:ping)? using|replac(?:e|ing)"
    r"|abandon(?:ing)?|wants? out|way out|phas(?:e|ing) out|shut(?:ting)? down)\b",
    "de": r"\b(?:verlass\w*|wegkomm\w*|wegzukommen|aussteig\w*|auszusteigen|steigen .{0,60}\baus|loswerden|abschalten"
    r"|ablosen|ersetzen|weg von|komm(?:e|en|t) .{0,60}\bweg\b|umsteigen)\b",
    "fr": r"\b(?:quitter|quittons|sortir|abandonner|remplacer|arreter d'utiliser|migrer (?:hors )?d[eu'])",
    "es": r"\b(?:dejar|dejamos|salir|abandonar|sustituir|reemplazar|migrar (?:fuera )?de)\b",
    "pt": r"\b(?:sair|saimos|deixar|abandonar|substituir|migrar (?:para fora )?d[eoa])\b",
    "it": r"\b(?:lasciare|uscire|abbandonare|sostituire|migrare (?:via )?da)\b",
    "zh": r"退出|离开|迁移|脱离|停用|摆脱|替换|離開",
    "ja": r"抜け|離れ|移行|脱却|やめる|やめたい|使うのをやめ",
    "ko": r"벗어나|그만|떠나|이전하|중단",
}
OURS: Words = {
    "en": r"\b(?:is|are|whether|if|check|could|be)\b.{0,40}\b(?:ours?|my|mine|we|us|this|that|(?:the|an?|any"
    r"|some) (?:vendor|provider|gateway|route|seller|reseller|supplier|relay|proxy|api|endpoint))\b|\bis (?:it"
    r"|\S+) an?\b"
    rf"|\bis {SOFTWARE}|^(?:is|are|could) (?:https?://)?[\w.-]+\.[a-z]{(2,)}",
    "de": r"\b(?:ist|sind|ob|hinter|pruf\w*)\b.{0,40}\b(?:unser\w*|mein\w*|wir|dieser?s?|der anbieter|das gateway)\b",
    "fr": r"\b(?:est|sont|si|verifie\w*)\b.{0,40}\b(?:notre|nos|mon|ma|nous|ce|cette)\b|\b(?:notre"
    r"|nos)\b.{0,40}\best\b",
    "es": r"\b(?:es|son|si|esta|comprueba|verifica\w*)\b.{0,40}\b(?:nuestr\w*|mi|nosotros|este|esta)\b"
    r"|\bnuestr\w*\b.{0,40}\bes\b",
    "pt": r"\b(?:e|sao|se|verifi\w*)\b.{0,40}\b(?:noss[oa]|meu|minha|nos|este|esta)\b|\bnoss[oa]\b.{0,40}\be\b",
    "it": r"\b(?:e|se|sono|verifica\w*)\b.{0,40}\b(?:nostr[oa]|mi[oa]|noi|quest[oa])\b|\bnostr[oa]\b.{0,40}\be\b",
    "zh": r"(?:我们|我的|我方|这个|这家).{0,30}(?:是不是|是否|是.{0,20}吗|算)|(?:是不是|是否).{0,20}(?:我们|这个)",
    "ja": r"(?:うち|私たち|我々|弊社|当社|この).{0,40}(?:か|でしょうか|ですか|かどうか)",
    "ko": r"(?:우리|저희|이).{0,40}(?:인가요|입니까|인지|야\?|일까)",
}
WHICH_OFFICIAL: Words = {
    "en": r"^(?:and )?(?:what(?:'s| is| are| counts as| does)|which|is there"
    r"|where is)\b.{0,40}\bofficial\b.{0,40}\?*$",
    "de": r"^(?:was (?:ist|gilt|heisst|bedeutet)|welche\w*|wo ist)\b.{0,40}\boffiziell\w*\b.{0,40}$",
    "fr": r"^(?:qu'est-ce qui|qu'est-ce que|quel(?:le)?s?|c'est quoi)\b.{0,40}\bofficiel\w*\b.{0,40}$",
    "es": r"^¿?(?:que (?:es|cuenta)|cual)\b.{0,40}\boficial(?:es)?\b.{0,40}$",
    "pt": r"^(?:o que (?:e|conta)|qual)\b.{0,40}\boficia(?:l|is)\b.{0,40}$",
    "it": r"^(?:che cosa|cosa|qual)\b.{0,40}\bufficial[ei]\b.{0,40}$",
    "zh": r"(?:什么|哪个|哪些|哪条).{0,10}官方|官方(?:接口|渠道|路线|地址)?(?:是什么|是哪)",
    "ja": r"公式(?:ルート|api|経路|ホスト)?(?:とは|は(?:どれ|何|どこ))|何が公式",
    "ko": r"공식.{0,12}(?:뭐|무엇|어디|어느)|(?:무엇|어떤).{0,10}공식",
}
DRAWING: Words = {
    "en": r"^(?:(?:please|now|can you|could you|would you|hey|darkroom) )*(?:draw|paint|sketch|illustrate|render"
    r"|depict|design)\b|^(?:(?:please|now|and) )*(?:add|remove|replace|change|swap|turn|put) (?:an?|the|some|it)\b"
    r"|\bshow (?!(?:me |us )?(?:how|where|ways?|an? way)\b)|\b(?:make|let|have) (?:the|this|that|his|her|its|it|him"
    r"|them|every)\b|(?<!-)\b(?:picture|image|photo|drawing|painting|illustration|cartoon|comic|poster|logo|icon"
    r"|banner|sticker|flyer|infographic|wallpaper|mural|cover|scene|meme)s?\b(?: of\b| with\b| showing\b| about\b"
    r"| where\b| in which\b|:)|(?<!-)\b(?:picture|image|(?:photo|drawing|painting|illustration|cartoon|comic|poster"
    r"|logo|icon|banner|sticker|flyer|infographic|wallpaper|mural|cover|scene|meme)s?)\b(?: for\b|$|[,.!])"
    r"|\b(?:degrees|clockwise|watercolou?r|pixel art|diagrams?|mock-?ups?|storyboards?|moodboards?|visuals?|clip ?art"
    r"|thumbnails?|slides?|caption|in the style of|background|foreground)\b|\d°",
    "de": r"^(?:bitte )?(?:zeichne|male?|skizziere|illustriere)\b|\b(?:bild|foto|plakat|poster|zeichnung|illustration"
    r"|logo|comic)\b",
    "fr": r"\bdessine\w*\b|\bpein(?:s|dre)\b|\b(?:affiche|dessin|illustration|logo|poster)s?\b|\b(?:image"
    r"|photo)s? (?:d[eu']|avec)",
    "es": r"\bdibuja\w*\b|\bpinta\b|\b(?:cartel|dibujo|ilustracion|logo|poster)\b|\b(?:imagen|foto) (?:del?|con)\b",
    "pt": r"\bdesenh\w*\b|\bpinte\b|\b(?:cartaz|ilustracao|logo|poster)\b|\b(?:imagem|foto) (?:d[eoa]|com)\b",
    "it": r"\bdisegn\w*\b|\bdipingi\b|\b(?:manifesto|illustrazione|logo|poster)\b|\b(?:immagine|foto) (?:di|con)\b",
    "zh": r"^(?:请|帮我|给我)?(?:画|绘制|绘)|海报|插画|一张|一幅|图标|漫画",
    "ja": r"描い|描く|イラスト|ポスター|絵を|画像を|アイコン|漫画",
    "ko": r"그려|그림|포스터|일러스트|아이콘",
}
