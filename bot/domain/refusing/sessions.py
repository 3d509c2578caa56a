"""Logins that are taken, stolen, kept alive or made by a machine, by language. Same form as `words`."""

from bot.domain.refusing.searching import Words
from bot.domain.refusing.words import SERVICE

TAKING: Words = {
    "en": r"\b(?:(?:that|which|to) (?:extract|harvest|grab|steal|dump|scrape|collect|export)s|harvest|steal|extract"
    r"|scrape|dump|grab|sniff|collect|hijack|exfiltrate|phish|export|pull|(?:on|of|by|for|about) (?:harvesting"
    r"|stealing|extracting|grabbing))\b",
    "de": r"\b(?:abgreif\w*|abzugreifen|stehlen|stehle|klau(?:e|en|t)|auslesen|auszulesen|extrahier\w*|sammeln"
    r"|abfang\w*|exportier\w*)\b",
    "fr": r"\b(?:vol(?:er|ons)|extrai\w*|recuper\w*|collect\w*|aspir\w*|exporter)\b",
    "es": r"\b(?:rob(?:ar\w*|amos|ando|a|o)|extra(?:er|igo|e)\w*|captur\w+|recolect\w+|exportar)\b",
    "pt": r"\b(?:roub\w+|extra(?:ir|ia|i)\w*|captur\w+|colet\w+|exportar)\b",
    "it": r"\b(?:rub(?:are|ando|iamo|a|o)|estra\w+|raccogli\w+|cattur\w+|esportare)\b",
    "zh": r"抓取|拿到|弄到|提取|窃取|盗取|采集|获取|导出|收割",
    "ja": r"抜き取|盗|抽出|収集|取得|抜き出",
    "ko": r"추출|훔치|수집|탈취|빼내",
}
SESSIONS: Words = {
    "en": rf"\b(?:session[ -]?(?:cookies?|tokens?|ids?)|sessiontokens?|login cookies?|refresh[ _-]tokens?"
    rf"|{SERVICE}(?:'s)? (?:web )?(?:session |access |refresh |login )?(?:cookies?|tokens?|sessions?)|(?:cookies?"
    rf"|(?:access )?tokens?) (?:from|out of|of) (?:\w+ )?{SERVICE}(?![\w-])|__secure-next-auth)\b",
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
OBTAINING: Words = {
    "en": r"\b(?:get|getting|obtain|fetch|read|copy|take|lift|pull|export)\b",
    "de": r"\b(?:hol\w*|bekomm\w*|komm\w* .{0,20}an|zieh\w*|kopier\w*|auslesen)\b",
    "fr": r"\b(?:obtenir|obtiens|sortir|prendre|copier|recuperer)\b",
    "es": r"\b(?:sacar|saco|sacamos|obtener|obtengo|conseguir|copiar)\b",
    "pt": r"\b(?:tirar|tiro|obter|obtenho|pegar|pego|copiar)\b",
    "it": r"\b(?:ottenere|ottengo|prendere|prendo|tirare fuori|copiare)\b",
    "zh": r"拿到|获取|弄到|取出|导出|扒",
    "ja": r"取得|取り出|抜き|手に入",
    "ko": r"얻|가져오|꺼내|빼내|추출",
}
WEB_TOKENS: Words = {
    "en": r"\b(?:tokens?|cookies?|sessions?) (?:\w+ )?out of (?:\w+ ){0,2}(?:chatgpt|chat\.openai)|\b(?:tokens?"
    r"|cookies?|sessions?) (?:\w+ )?from (?:\w+ ){0,2}(?:chatgpt\.com|chat\.openai\.com|chatgpt(?:'s)? (?:web|browser"
    r"|session|tab|website|login))",
    "de": r"\b(?:\w+-)?(?:tokens?|cookies?) (?:aus|von) (?:\w+ )?(?:chatgpt\.com|chat\.openai\.com|chatgpt-web\w*)",
    "fr": r"\b(?:jetons?|tokens?|cookies?) (?:d'acces )?(?:de|depuis|sur) (?:chatgpt\.com|chat\.openai\.com)",
    "es": r"\b(?:tokens?|cookies?) (?:de acceso )?(?:de|desde) (?:chatgpt\.com|chat\.openai\.com)",
    "pt": r"\b(?:tokens?|cookies?) (?:de acesso )?(?:do|de) (?:chatgpt\.com|chat\.openai\.com)",
    "it": r"\b(?:tokens?|cookies?) (?:di accesso )?(?:da|di) (?:chatgpt\.com|chat\.openai\.com)",
    "zh": r"chatgpt(?:\.com|网页版|网站)(?:上|里)?的? ?(?:access ?)?(?:token|令牌|cookie)",
    "ja": r"chatgpt(?:\.com|のサイト)(?:から|の)(?:アクセス)?(?:トークン|クッキー)",
    "ko": r"chatgpt(?:\.com| ?웹)(?:의|에서)? ?(?:액세스 ?|세션 ?)?(?:토큰|쿠키)",
}
WEB_LOGIN: Words = {
    "en": r"\b(?:logs?|logging|signs?|signing) ?(?:in|on) ?to (?:\w+ ){0,2}(?:chatgpt|chat\.openai)"
    r"|\bchatgpt(?:\.com)?(?:'s)? (?:(?:web|site|website|browser) )?(?:log-?in|sign-?in)\b",
    "de": r"\b(?:bei|in) chatgpt(?:\.com)? (?:einlogg\w*|anmeld\w*)|\bchatgpt(?:\.com)?-?(?: "
    r"|web-)?(?:web-?)?log-?in\b|\blog-?in (?:bei|von) chatgpt\b",
    "fr": r"\bconnect\w* (?:a|sur) chatgpt|\bconnexion (?:web )?(?:a|de|sur) chatgpt|\blogin (?:de )?chatgpt",
    "es": r"\b(?:inici\w+ (?:de )?sesion|entr\w+|login|acced\w+) (?:web )?(?:en|a|de) chatgpt",
    "pt": r"\b(?:login|entr\w+|acess\w+) (?:web )?(?:no|do|ao|de) chatgpt",
    "it": r"\b(?:accesso|acced\w+|login) (?:web )?(?:a|di|su) chatgpt",
    "zh": r"登[录陆] ?chatgpt|chatgpt.{0,6}登[录陆]",
    "ja": r"chatgpt.{0,8}ログイン",
    "ko": r"chatgpt.{0,6}로그인",
}
MACHINE: Words = {
    "en": r"\b(?:(?:write|build|make|code|create|need|want|have|give (?:me|us)) (?:\w+ ){0,3}(?:script|bot|program"
    r"|tool)|automat(?:e|es|ing|ically)|headless|playwright|puppeteer|selenium)\b",
    "de": r"\b(?:(?:schreib\w*|bau\w*|brauch\w*) (?:\w+ ){0,3}s[ck]ript|automatisier\w*|automatisch)\b",
    "fr": r"\b(?:(?:ecri\w+|besoin d'un|fais) (?:\w+ ){0,3}script|automatis\w*|automatiquement)\b",
    "es": r"\b(?:(?:escrib\w+|necesit\w+|haz\w*) (?:\w+ ){0,3}script|automatiz\w*|automaticamente)\b",
    "pt": r"\b(?:(?:escrev\w+|precis\w+|faca) (?:\w+ ){0,3}script|automatiz\w*|automaticamente)\b",
    "it": r"\b(?:(?:scriv\w+|serve|fai) (?:\w+ ){0,3}script|automatizz\w*|automaticamente)\b",
    "zh": r"脚本|自动",
    "ja": r"スクリプト|自動",
    "ko": r"스크립트|자동",
}
KEEPING_ALIVE: Words = {
    "en": r"\b(?:auto-?)?(?:refresh(?:es|ing)?|renew(?:s|ing)?)\b|\bkeep\b.{0,40}\balive\b",
    "de": r"\b(?:erneuer\w*|auffrisch\w*|aktualisier\w*)\b",
    "fr": r"\b(?:rafraich\w*|renouvel\w*|actualis\w*)\b",
    "es": r"\b(?:renov\w*|renuev\w*|refresc\w*|actualiz\w*)\b",
    "pt": r"\b(?:renov\w*|atualiz\w*)\b",
    "it": r"\b(?:rinnov\w*|aggiorn\w*)\b",
    "zh": r"刷新|更新|续期|保活",
    "ja": r"更新|リフレッシュ|延長",
    "ko": r"갱신|새로 ?고침|연장",
}
SESSION_TOKENS: Words = {
    "en": r"\b(?:session|web|browser|chatgpt(?:'s)?(?: session| access| login)?) (?:tokens?|cookies?)\b",
    "de": r"\b(?:session|sitzungs|chatgpt)-?(?:tokens?|cookies?)\b",
    "fr": r"\b(?:jetons?|tokens?|cookies?) de session\b",
    "es": r"\b(?:tokens?|cookies?) de sesion\b",
    "pt": r"\b(?:tokens?|cookies?) de sessao\b",
    "it": r"\b(?:tokens?|cookies?) di sessione\b",
    "zh": r"(?:会话|session|chatgpt).{0,6}(?:cookie|token|令牌)",
    "ja": r"(?:セッション|chatgpt)の?(?:クッキー|トークン)",
    "ko": r"(?:세션|chatgpt)의? ?(?:쿠키|토큰)",
}
USING: Words = {
    "en": r"\b(?:use|reuse|import|load|inject|paste|plug in|log ?in with|sign in with|buy|(?:by|for|about|on"
    r"|of) (?:using|reusing|importing|buying))\b",
    "de": r"\b(?:nutz\w*|verwend\w*|benutz\w*|einspiel\w*|importier\w*|kauf\w*)\b",
    "fr": r"\b(?:utilis\w*|import\w*|achet\w*)\b",
    "es": r"\b(?:us(?:ar|a|o|amos|emos)|utiliz\w*|import\w*|compr\w*)\b",
    "pt": r"\b(?:us(?:ar|a|e|o|amos)|utiliz\w*|import\w*|compr\w*)\b",
    "it": r"\b(?:us(?:are|a|o|iamo)|utilizz\w*|import\w*|compr\w*)\b",
    "zh": r"用|导入|买",
    "ja": r"使|利用|購入",
    "ko": r"사용|이용|써|쓰|구매",
}
STOLEN: Words = {
    "en": r"\b(?:stolen|leaked|hacked|phished|harvested|hijacked|cracked) (?:\w+ ){0,2}(?:cookies?|tokens?|sessions?"
    r"|accounts?|(?:api )?keys?|logins?|credentials?)\b(?! (?:as|in|on) (?:the|an?) )",
    "de": r"\b(?:gestohlene[nrms]?|geklaute[nrms]?|gehackte[nrms]?|geleakte[nrms]?) (?:\S+ )?\S*(?:cookies?|tokens?"
    r"|konten|accounts?|zugange\w*|schlussel\w*|logins?)\b",
    "fr": r"\b(?:cookies?|jetons?|tokens?|comptes?|cles?|sessions?) (?:\w+ )?(?:vole|pirate|derobe)e?s?\b",
    "es": r"\b(?:cookies?|tokens?|cuentas?|claves?|sesion(?:es)?) (?:\w+ )?(?:robad|hackead|filtrad)[oa]s?\b",
    "pt": r"\b(?:cookies?|tokens?|contas?|chaves?|sess(?:ao|oes)) (?:\w+ )?(?:roubad|hackead|vazad)[oa]s?\b",
    "it": r"\b(?:cookies?|tokens?|account|chiav[ei]|session[ei]) (?:\w+ )?(?:rubat|hackerat)[oaie]\b",
    "zh": r"(?:被盗|盗取|偷来|盗来|泄露)的? ?(?:chatgpt|openai)? ?(?:的)?(?:cookie|token|[账帐]号|密钥|令牌)",
    "ja": r"盗(?:まれた|んだ|難)の?(?:クッキー|cookie|トークン|アカウント|キー)",
    "ko": r"(?:훔친|도난(?:된|당한)?|탈취한) ?(?:쿠키|토큰|계정)",
}
INSTEAD_OF_KEY: Words = {
    "en": r"\b(?:instead of|in place of|rather than|as) (?:an?|the|our|my) (?:openai )?(?:api )?keys?\b",
    "de": r"\b(?:statt|anstatt|anstelle|als) (?:\w+ ){0,2}(?:\w+-)?(?:api-?)?(?:schlussels?|keys?)\b",
    "fr": r"\b(?:au lieu|a la place) d'une cle\b",
    "es": r"\ben (?:lugar|vez) de (?:una |la )?(?:clave|api key)\b",
    "pt": r"\bem vez d[eao] (?:uma )?(?:chave|api key)\b",
    "it": r"\b(?:invece|al posto) d(?:i una|ella) (?:chiave|api key)\b",
    "zh": r"(?:代替|而不是|当作?) ?api ?(?:key|密钥)",
    "ja": r"api ?キーの代わり",
    "ko": r"api ?키 ?대신",
}
TAKEN_KEYS: Words = {
    "en": r"\bphish (?:\w+ ){0,3}(?:logins?|credentials|accounts|passwords)\b|\b(?:scrape"
    r"|harvest) (?:\w+ ){0,3}api[ -]?keys?\b|\bsteal (?:an?|some|other people's|someone's"
    r"|openai) (?:\w+ )?(?:api[ -]?)?keys?\b",
}
PASSED_ON: Words = {
    "en": r"\b(?:copy|put|paste|feed|plug|export|import) (?:\w+ ){0,2}(?:chatgpt|session"
    r"|browser) (?:\w+ )?(?:cookies?|tokens?) (?:in|into|to) (?:\w+ ){1,2}(?:bot|proxy|relay|gateway|api|server"
    r"|script|config)\b"
    r"|\b(?:refresh|session|access) tokens? of (?:a|an|another|my|our|some) (?:colleague|friend|user|person|customer"
    r"|employee)s?\b",
}
