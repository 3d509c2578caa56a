"""Accounts and keys that change hands, are shared, made by the dozen or put in the place of an API, by language.

Same form as `words`. Buying an account is certain only with a word that no shop of OpenAI's would use: cheap, used, bulk.
"""

from bot.domain.refusing.searching import Words
from bot.domain.refusing.words import SERVICE

ACCOUNT: Words = {
    "en": rf"\b(?:{SERVICE} (?:plus |pro |team |business )?(?:accounts?|logins?)|(?:plus|team) accounts?)\b",
    "de": rf"\b(?:{SERVICE}(?:[- ](?:plus|pro|team))?[- ](?:konto|konten|accounts?|zugang|zugange)"
    r"|(?:plus|team)-(?:konto|konten|accounts?))\b",
    "fr": rf"\bcomptes? (?:plus |{SERVICE})",
    "es": rf"\bcuentas? (?:de )?(?:plus\b|{SERVICE})",
    "pt": rf"\bcontas? (?:do |da |de )?(?:plus\b|{SERVICE})",
    "it": rf"\baccount (?:di )?(?:plus\b|{SERVICE})",
    "zh": r"(?:chatgpt|openai|plus|gpt).{0,4}(?:[账帐]号|[账帐]户|会员|成品号)",
    "ja": r"(?:chatgpt|openai|plus).{0,4}アカウント",
    "ko": r"(?:chatgpt|openai|plus|플러스).{0,4}계정",
}
KEY: Words = {
    "en": r"\bapi[ -]?keys?\b",
    "de": r"\bapi[ -]?(?:schlussel|keys?)\b",
    "fr": r"\bcles? (?:d')?(?:api|openai)\b",
    "es": r"\b(?:claves? (?:de )?(?:la )?api|api keys?)\b",
    "pt": r"\b(?:chaves? (?:de |da )?api|api keys?)\b",
    "it": r"\b(?:chiav[ei] (?:delle |dell'|di )?api|api keys?)\b",
    "zh": r"api ?(?:密钥|key)|openai.{0,3}(?:密钥|key)",
    "ja": r"api ?キー",
    "ko": r"api ?키",
}
SELLING: Words = {
    "en": r"\b(?:re)?sell(?:ing)?\b(?! point)|\b(?:rent|lend|lease) out\b",
    "de": r"\b(?:weiter)?(?:zu)?verkauf(?:e|en|t)?\b",
    "fr": r"\b(?:re)?vend(?:s|re|ez|ons)\b",
    "es": r"\b(?:re)?vend(?:er|e|o|eme|enos|emos|erme)\b",
    "pt": r"\b(?:re)?vend(?:er|a|e|o|emos)\b",
    "it": r"\b(?:ri)?vend(?:ere|i|o|imi|ici|iamo)\b",
    "zh": r"出售|转卖|倒卖|卖",
    "ja": r"転売|販売|売",
    "ko": r"판매|팔",
}
BUYING: Words = {
    "en": r"\b(?:buy|buying|purchase|rent|renting|(?:find|get) (?:me|us))\b",
    "de": r"\b(?:kauf(?:e|en)|erwerben|miet(?:e|en)|besorg(?:e|en))\b",
    "fr": r"\b(?:achet(?:er|e|ez|ons)|lou(?:er|ons))\b",
    "es": r"\b(?:comprar(?:me)?|compro|compramos|alquilar)\b",
    "pt": r"\b(?:comprar|compro|compramos|alugar)\b",
    "it": r"\b(?:comprare|compro|acquist(?:are|o)|affittare)\b",
    "zh": r"购买|买|租",
    "ja": r"購入|買|借り",
    "ko": r"구매|구입|살 수|사고 싶|빌릴",
}
CHEAP: Words = {
    "en": r"\b(?:cheap(?:er|est|ly)?|bulk|wholesale|telegram|second[- ]?hand|used|aged|black market)\b",
    "de": r"\b(?:billig\w*|gunstig\w*|gebraucht\w*|telegram)\b",
    "fr": r"\b(?:pas cher|moins cher|bon marche|d'occasion|telegram)\b",
    "es": r"\b(?:barat\w+|segunda mano|telegram)\b",
    "pt": r"\b(?:barat\w+|segunda mao|telegram)\b",
    "it": r"\b(?:poco prezzo|buon mercato|economic\w+|usat[oi]|telegram)\b",
    "zh": r"便宜|低价|批发|二手|成品号|telegram",
    "ja": r"安く|安い|格安|まとめ買い|中古|telegram",
    "ko": r"싸게|싼|저렴|중고|텔레그램|telegram",
}
SHARING: Words = {
    "en": r"\b(?:share|sharing|split|splitting|lend|lending)\b",
    "de": r"\b(?:teil(?:e|en|t)?|aufteilen|verleih\w*)\b",
    "fr": r"\b(?:partag(?:e|er|eons|ez)|mutualis\w*)\b",
    "es": r"\b(?:compart(?:ir|e|imos|amos)|reparti\w*)\b",
    "pt": r"\b(?:compartilh\w+|partilh\w+|dividir)\b",
    "it": r"\b(?:condivid\w+|divid\w+)\b",
    "zh": r"共享|共用|合租|拼车|分享",
    "ja": r"共有|使い回|シェア",
    "ko": r"공유|나눠",
}
RELAY: Words = {
    "en": r"\b(?:prox(?:y|ies)|relays?|(?:through|via|behind|as) (?:an?|one|the|our) (?:\w+ )?(?:api|gateway"
    r"|backend))\b",
    "de": r"\b(?:proxys?|relays?|(?:als|uber|hinter) (?:eine[nmr]? )?(?:api|schnittstelle|gateway))\b",
    "fr": r"\b(?:proxys?|relais|passerelle|(?:comme|via) (?:une )?api)\b",
    "es": r"\b(?:proxys?|relay|pasarela|(?:como|via) (?:una )?api)\b",
    "pt": r"\b(?:proxys?|relay|(?:como|via) (?:uma )?api)\b",
    "it": r"\b(?:proxy|relay|(?:come|tramite) (?:una? |un')?api)\b",
    "zh": r"代理|中转|反代",
    "ja": r"プロキシ|中継|リレー",
    "ko": r"프록시|중계|릴레이",
}
ONE_FOR_MANY: Words = {
    "en": r"\b(?:shar(?:e|ing)|split(?:ting)?) (?:one|a single|the same|1) (?:\w+ ){0,3}accounts? (?:among|between"
    r"|with|across|for) (?:\w+ ){0,2}(?:people|users|colleagues|friends|employees|clients|customers)\b",
}
PLAN_AS_API: Words = {
    "en": r"\b(?:use|using|turn|expose|wrap|convert|offer|serve) (?:\w+ ){0,3}?chatgpt(?:\.com)?(?:[- ](?:plus|pro"
    r"|team|web|website|subscription|account|login|ui|session)){1,3} (?:as|into|like) (?:an?|our|the|my"
    r"|one) (?:\w+ )?(?:api|backend)\b",
    "de": r"\bchatgpt(?:[- ](?:plus|pro|team|web|abo|konto|account)){1,3} (?:als|in eine) (?:\w+ )?(?:api"
    r"|schnittstelle)\b",
    "fr": r"\bchatgpt (?:plus|pro|team|web) (?:comme|en) (?:une )?api\b",
    "es": r"\bchatgpt (?:plus|pro|team|web) (?:como|en) (?:una )?api\b",
    "pt": r"\bchatgpt (?:plus|pro|team|web) (?:como|em) (?:uma )?api\b",
    "it": r"\bchatgpt (?:plus|pro|team|web) (?:come|in) (?:una? |un')?api\b",
    "zh": r"chatgpt ?(?:plus|pro|网页版|会员) ?(?:[账帐]号|订阅)?(?:当作?|当成|转成?|变成|做成|作为|封装成) ?(?:api"
    r"|接口)",
    "ja": r"chatgpt ?(?:plus|pro|web版|有料版)(?:アカウント)?(?:を|の)?api(?:として|化|代わり)",
    "ko": r"chatgpt ?(?:plus|pro|플러스|웹)(?: ?계정)?(?:을|를)? ?api(?:로|처럼)",
}
MAKING: Words = {
    "en": r"\b(?:generat(?:e|ing)|creat(?:e|ing)|regist(?:er|ering)|mak(?:e|ing)|open(?:ing)?"
    r"|sign(?:ing)? up(?: for)?|farm(?:ing)?|mass-?(?:create|register|produce)|get)\b",
    "de": r"\b(?:erstell\w*|erzeug\w*|generier\w*|anleg\w*|anzulegen|registrier\w*|leg\w* .{0,60} an)\b",
    "fr": r"\b(?:cre(?:er|e|ez|ons)|gener\w+|ouvr\w+)\b",
    "es": r"\b(?:crea\w*|genera\w*|registra\w*|abrir)\b",
    "pt": r"\b(?:cria\w*|crie|gera\w*|gere|registr\w*|abrir)\b",
    "it": r"\b(?:crea\w*|genera\w*|registra\w*|aprire)\b",
    "zh": r"批量|大量|一批|几百个|几十个|自动注册",
    "ja": r"作|生成|登録|量産",
    "ko": r"만들|생성|등록|가입",
}
MANY_TRIALS: Words = {
    "en": r"\b(?:many|multiple|(?:hundreds|dozens|thousands|lots) of|unlimited|endless|several|\d+|ten|twenty|fifty"
    r"|a hundred"
    rf"|more and more) (?:new )?(?:(?:free[- ]trial|trial|free[- ]tier|free|burner|throwaway|disposable"
    rf"|{SERVICE}) ){{1,3}}"
    r"accounts\b(?! (?:as|in|on) (?:the|an?) )",
    "de": r"\b(?:viele|massenhaft|dutzende|hunderte|mehrere|zig|\d+) (?:neue )?(?:kostenlose |gratis )?(?:test|probe"
    r"|gratis|wegwerf|trial-?)(?:konten|accounts|zugange)\b|\b(?:viele|massenhaft|hunderte|\d+) (?:kostenlose"
    r"|gratis) (?:konten|accounts)\b",
    "fr": r"\b(?:plein de|beaucoup de|des (?:dizaines|centaines) de|plusieurs|\d+) comptes (?:d'essai|gratuits"
    r"|jetables)\b",
    "es": r"\b(?:muchas|(?:cientos|decenas) de|varias|\d+) cuentas (?:de prueba|gratuitas|gratis|desechables)\b",
    "pt": r"\b(?:muitas|(?:centenas|dezenas) de|varias|\d+) contas (?:de teste|gratuitas|gratis|descartaveis)\b",
    "it": r"\b(?:molti|tanti|(?:centinaia|decine) di|\d+) account (?:di prova|gratuiti|usa e getta)\b",
    "zh": r"(?:免费|试用).{0,4}[账帐]号(?!形|图|的)|小号(?!形|图|的)",
    "ja": r"(?:大量|たくさん|何十|何百).{0,4}(?:無料|試用|トライアル|捨て)アカウント|(?:無料|試用|トライアル"
    r"|捨て)アカウントを?(?:大量|たくさん|量産)",
    "ko": r"(?:무료|체험|평가판)(?: ?체험)? ?계정을? ?(?:많이|대량|여러)|(?:많은|대량의|수십 개의|여러) ?(?:무료"
    r"|체험)(?: ?체험)? ?계정",
}
