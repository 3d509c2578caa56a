"""Pools that are joined, hidden, suspected or left without being named in full: "the pool", "our relay's accounts".

Same form as `words`. A bare pool may be full of water: it counts only beside a word that no bather needs.
"""

from bot.domain.refusing.searching import Words

JOINING: Words = {
    "en": r"\b(?:add|put|connect|plug|enter|include|contribute|register|donate|link|feed)\b (?:\w+ ){0,5}(?:accounts?"
    r"|logins?|subscriptions?) (?:in|to|into) (?:the|an?|our|your|this|that) (?:\w+ )?pool\b",
    "de": r"(?:konto|konten|accounts?) (?:\w+ )?(?:in den|in unseren|in euren|in einen|zum|dem) (?:\w+-?)?pool\b",
    "fr": r"\b(?:ajout\w+|mets|mettre|connect\w+|inscri\w*) .{0,20}comptes? .{0,12}(?:au|dans le|a votre"
    r"|a notre) pool\b",
    "es": r"\b(?:anad\w+|agreg\w+|met\w+|pon\w*|sum\w+) .{0,20}cuentas? .{0,8}(?:al|en el|a tu|a nuestro"
    r"|a vuestro) pool\b",
    "pt": r"\b(?:adicion\w+|coloc\w+|inclu\w+|por) .{0,20}contas? .{0,8}(?:ao|no|a) pool\b",
    "it": r"\b(?:aggiung\w+|inseri\w+|mett\w+) .{0,20}account .{0,8}(?:al|nel) pool\b",
    "zh": r"把.{0,12}(?:[账帐]号|[账帐]户).{0,4}(?:加入|加进|加到|放进|导入|添加到).{0,8}池",
    "ja": r"アカウントを.{0,8}プールに.{0,4}(?:追加|入れ|登録|加え)",
    "ko": r"계정을? ?.{0,6}풀에 ?(?:추가|넣|등록)",
}
BARE: Words = {
    "en": r"\b(?:our|my|the|an?|your|this|that) (?:\w+ )?pool\b",
    "de": r"\b(?:unser\w*|mein\w*|den|der|dem|ein\w*) (?:\w+-)?pool\b",
    "fr": r"\b(?:notre|mon|le|du|un) pool\b",
    "es": r"\b(?:nuestro|mi|el|del|al|un) pool\b",
    "pt": r"\b(?:nosso|meu|o|do|ao|um) pool\b",
    "it": r"\b(?:nostro|mio|il|del|un) pool\b",
    "zh": r"(?:我们的?|我的?|这个)池子?",
    "ja": r"プール(?=が|を|の|に)",
    "ko": r"(?:우리|저희|내) ?풀",
}
UNSEEN: Words = {
    "en": r"\bundetect\w+\b|\b(?:from|without|avoid|never|not) (?:be|get|being|getting) (?:detected|banned|flagged)\b"
    r"|\b(?:avoid|evad|escap|dodg)\w* (?:\w+ ){0,2}(?:detection|bans?)\b",
    "de": r"\b(?:unentdeckbar|unerkennbar|unentdeckt)\b|\b(?:nicht|nie) (?:erkannt|entdeckt|gesperrt) (?:wird"
    r"|werden)\b",
    "fr": r"\b(?:indetectable|(?:sans|pour ne pas|eviter d)['e ]*(?:etre|se faire) (?:detect|bann)\w*)",
    "es": r"\b(?:indetectable|(?:sin|evitar|para no) (?:ser|que (?:lo|la|nos)) (?:detect|bane)\w*)",
    "pt": r"\b(?:indetectavel|(?:sem|evitar|para nao) ser (?:detect|bani)\w*)",
    "it": r"\b(?:irrilevabile|(?:senza|evitare di|per non) essere (?:rilev|bann)\w*)",
    "zh": r"(?:不被|避免被|防止被|躲避|规避|逃避).{0,6}(?:检测|封)|无法(?:被)?检测",
    "ja": r"(?:検出|検知|ban)(?:されない|されず|を回避)",
    "ko": r"(?:감지|탐지|적발)(?:되지 않|를 피|을 피)",
}
RELAY_ACCOUNTS: Words = {
    "en": r"\b(?:relay|pool|proxy|proxies|shared|plus)(?:'s|s')? accounts\b|\baccounts (?:behind|of|in|on) (?:the|our"
    r"|my) (?:\w+ )?(?:relay|pool|proxy)\b",
    "de": r"\b(?:relay|pool|proxy)-?(?:konten|accounts)\b|\b(?:konten|accounts) (?:unseres|des|im"
    r"|hinter dem) (?:relays?|pools?|proxys?)\b",
    "fr": r"\bcomptes (?:du|de notre|de nos|derriere le|derriere notre) (?:relais|pool|proxy)\b",
    "es": r"\bcuentas (?:del|de nuestro|tras el) (?:relay|pool|proxy)\b",
    "pt": r"\bcontas (?:do|do nosso|atras do) (?:relay|pool|proxy)\b",
    "it": r"\baccount (?:del|del nostro|dietro il) (?:relay|pool|proxy)\b",
    "zh": r"(?:中转|代理|池)(?:子|里|站)?的?[账帐]号",
    "ja": r"(?:中継|プール|プロキシ)の?アカウント",
    "ko": r"(?:중계|풀|프록시)의? ?계정",
}
HIDDEN_TRAFFIC: Words = {
    "en": r"\b(?:hide|hiding|conceal|disguise|mask|obscure|cloak)\b[^.?!]{0,60}\b(?:our traffic|requests|calls"
    r"|that we)\b[^.?!]{0,30}\b(?:from|through|via|over|behind|use|using) (?:an?|the|our|many|shared"
    r"|several) (?:\w+ )?(?:pool|accounts|relay)\b",
    "de": r"\b(?:traffic|anfragen|verkehr)\b.{0,30}\bpool\b.{0,30}\b(?:verberg|verbirg|versteck|verschleier|tarn)\w*"
    r"|\b(?:verberg|verbirg|versteck|verschleier|tarn)\w*\b.{0,30}\b(?:traffic|anfragen|verkehr)\b.{0,40}\bpool\b",
    "fr": r"\b(?:cach|dissimul|masqu)\w+ .{0,20}\b(?:trafic|requetes)\b.{0,40}\bpool\b",
    "es": r"\b(?:ocult|escond|disimul)\w+ .{0,20}\b(?:trafico|peticiones|solicitudes)\b.{0,40}\bpool\b",
    "pt": r"\b(?:escond|ocult|disfarc)\w+ .{0,20}\b(?:trafego|requisicoes|pedidos)\b.{0,40}\bpool\b",
    "it": r"\b(?:nascond|mascher|occult)\w+ .{0,20}\b(?:traffico|richieste)\b.{0,40}\bpool\b",
    "zh": r"(?:隐藏|掩盖|伪装|掩饰).{0,10}(?:流量|请求).{0,12}池",
    "ja": r"(?:トラフィック|リクエスト|通信).{0,12}プール.{0,16}(?:隠|ごまか)",
    "ko": r"(?:트래픽|요청).{0,12}풀.{0,16}(?:숨기|감추)",
}
LEAVING: Words = {
    "en": r"\b(?:stop|quit|stopping|quitting) using (?:an?|the|our|this|that|your) pool\b|\b(?:leave|leaving|quit"
    r"|get (?:off|out of|rid of)|mov(?:e|ing) (?:off|away from)|migrat(?:e|ing) (?:off|away from|from)"
    r"|switch(?:ing)? (?:off|away from|from)) (?:an?|the|our|this|that) pool\b[^.]{0,80}\b(?:official|api|openai"
    r"|vendor|provider|keys?)\b",
    "de": r"\bpool (?:nicht )?mehr (?:zu )?(?:nutz|verwend|benutz)\w*",
    "fr": r"\b(?:arreter|arretons|cesser) d'utiliser (?:un|le|notre|ce) pool\b",
    "es": r"\bdejar de usar (?:un|el|nuestro|este) pool\b",
    "pt": r"\b(?:parar|deixar) de usar (?:um|o|nosso|este) pool\b",
    "it": r"\bsmettere di usare (?:un|il|nostro|questo) pool\b",
    "zh": r"(?:停止使用|不再使用|不想再用|不想用).{0,6}池子?.{0,16}(?:迁移|官方)",
    "ja": r"プールの?(?:使用|利用)?をやめ.{0,20}(?:移行|公式)",
    "ko": r"풀(?:을|의)? ?(?:사용|이용)을? ?(?:그만|중단).{0,20}(?:옮|이전|공식)",
}
SOMEBODY: Words = {
    "en": r"\b(?:providers?|vendors?|(?:re)?sellers?|suppliers?|gateways?|relays?)\b",
    "de": r"\b(?:anbieter\w*|(?:wieder)?verkaufer\w*|handler\w*|gateways?)\b",
    "fr": r"\b(?:fournisseurs?|(?:re)?vendeurs?|passerelle)\b",
    "es": r"\b(?:proveedor(?:es)?|(?:re)?vendedor(?:es)?|pasarela)\b",
    "pt": r"\b(?:fornecedor(?:es)?|provedor(?:es)?|(?:re)?vendedor(?:es)?)\b",
    "it": r"\b(?:fornitor[ei]|(?:ri)?venditor[ei])\b",
    "zh": r"供应商|商家|卖家|服务商|提供商",
    "ja": r"業者|プロバイダ|ベンダー|提供元",
    "ko": r"업체|공급자|공급업체|판매자|제공자",
}
THEIR_ACCOUNTS: Words = {
    "en": r"\b(?:us(?:es?|ing)|shar(?:es|ing)|rotat(?:es|ing)|pool(?:s|ing)|run(?:s|ning) on|resell(?:s|ing)|built on"
    r"|backed by) (?:\w+ ){0,3}(?:accounts|logins|session tokens|cookies)\b",
    "de": r"\b(?:gestohlene|geteilte|fremde|gekaufte|gehackte|private)n? (?:konten|accounts|zugange)\b",
    "fr": r"\bcomptes (?:voles|partages|pirates|prives)\b",
    "es": r"\bcuentas (?:robadas|compartidas|hackeadas|ajenas)\b",
    "pt": r"\bcontas (?:roubadas|compartilhadas|hackeadas|de terceiros)\b",
    "it": r"\baccount (?:rubati|condivisi|hackerati|altrui)\b",
    "zh": r"(?:被盗|盗来|偷来|共享|盗用)的? ?[账帐]号",
    "ja": r"(?:盗まれた|盗んだ|盗難|共有|不正な?)アカウント",
    "ko": r"(?:도난(?:된|당한)?|훔친|공유|도용한?) ?계정",
}
