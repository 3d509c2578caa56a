"""Accounts, addresses and proxies that take turns, by language, and what they are turned for.

Same form as `words`. Turning alone is certain only where it says whose accounts they are, or what is to be dodged.
"""

from bot.domain.refusing.searching import Words
from bot.domain.refusing.words import SERVICE

TURNING: Words = {
    "en": r"\brotate (?:\w+ ){0,3}(?:ips?|ip addresses|proxies|residential proxies)\b|\b(?:ban evasion|evade (?:the "
    r"|a )?bans?)\b",
    "de": r"\b(?:ips?|ip-adressen|proxys?) (?:\w+ ){0,2}rotier\w*|\brotierende proxys?\b",
    "fr": r"\b(?:rotation|faire tourner) (?:\w+ ){0,2}(?:ip|proxys?|adresses ip)\b",
    "es": r"\brota[rn]? (?:\w+ ){0,2}(?:ips?|proxies|proxys)\b",
    "zh": r"轮换(?:ip|代理)|(?:ip|代理)轮换|代理池",
    "ja": r"(?:ip|プロキシ)(?:アドレス)?を?(?:ローテーション|切り替え)",
}
ACCOUNTS_TURNING: Words = {
    "en": rf"\b(?:spread|distribut|balanc|split)\w* (?:the |our )?(?:load|requests|traffic|calls) (?:over|across"
    rf"|between|among) (?:\w+ ){{0,3}}(?:accounts|logins)\b|\b(?:rotate|cycle|round[- ]robin|pool|bundle|share|resell"
    rf"|account rotation|(?:set up|by|for|of|on|about|start|keep) (?:rotating|cycling|pooling|bundling"
    rf"|reselling))\b (?:\w+ ){{0,4}}(?:{SERVICE}"
    r"|plus|team) accounts\b|\b(?:rotate|cycle|switch) (?:(?:automatically )?(?:between|through|across"
    r"|among) (?:\w+ ){0,3}"
    r"|(?:\w+ )?(?:our|multiple|several|many|all|different|\d+) (?:\w+ )?)accounts\b(?! of\b)|\b(?:many|several"
    r"|multiple|\d+|ten|twenty) (?:\w+ )?accounts behind (?:one|an?|the|our) (?:proxy|api|relay|gateway|endpoint)\b",
    "de": r"\b(?:konten|accounts) (?:\w+ ){0,5}(?:rotier\w*|durchwechsel\w*|bundel\w*)\b"
    r"|\brotier\w* (?:\w+ ){0,3}(?:konten|accounts)\b|\bautomatisch zwischen (?:\w+ ){0,3}(?:\w+-)?(?:konten"
    r"|accounts)\b",
    "fr": r"\b(?:rotation|faire tourner|mutualiser|alterner) (?:\w+ ){0,4}comptes\b",
    "es": r"\b(?:rota[rn]?|alternar) (?:\w+ ){0,4}cuentas\b",
    "pt": r"\b(?:rotacionar|alternar|revezar) (?:\w+ ){0,4}contas\b",
    "it": r"\b(?:ruotare|alternare) (?:\w+ ){0,4}account\b",
    "zh": r"轮换.{0,14}[账帐]号|[账帐]号.{0,6}轮换|多个?(?:chatgpt|openai).{0,4}[账帐]号",
    "ja": r"アカウントを?.{0,6}(?:ローテーション|使い回|切り替え)",
    "ko": r"계정.{0,6}(?:돌려|로테이션|번갈아)",
}
PLAIN_TURNING: Words = {
    "en": r"\b(?:rotat(?:e|ing)|cycl(?:e|ing)(?: through)?|switch(?:ing)?(?: between)?|juggl(?:e|ing)|round[- ]robin"
    r"|load[- ]?balanc(?:e|ing)) (?:\w+ ){0,3}(?:accounts|logins)\b|\b(?:account|login) (?:rotation|switching"
    r"|cycling)\b",
    "de": r"\b(?:rotier\w*|wechs\w+) (?:\w+ ){0,3}(?:\w+-)?(?:konten|accounts)\b|\b(?:konten|account)-?(?:rotation"
    r"|wechsel)\b|\b(?:konten|accounts) (?:\w+ ){0,3}wechsel\w*\b",
    "fr": r"\b(?:faire|fai[st]|faites|faisons) tourner (?:\w+ ){0,3}comptes\b|\brotation (?:de|des) comptes\b",
    "es": r"\b(?:rota[rn]?|alterna[rn]?|rotacion de) (?:\w+ ){0,3}cuentas\b",
    "pt": r"\b(?:rotacion\w+|altern\w+|revez\w+|rodizio de|rotacao de) (?:\w+ ){0,3}contas\b",
    "it": r"\b(?:ruot\w+|altern\w+|rotazione (?:di|degli)) (?:\w+ ){0,3}account\b",
    "zh": r"(?:轮换|轮流|切换).{0,14}[账帐]号|[账帐]号.{0,4}(?:轮换|轮流)",
    "ja": r"アカウントを?.{0,6}(?:ローテーション|使い回|切り替え|入れ替え)",
    "ko": r"계정.{0,6}(?:돌려|돌리|로테이션|번갈아|바꿔)",
}
PROXY_TURNING: Words = {
    "en": r"\b(?:proxy|ip) (?:rotation|switching|cycling)\b|\b(?:rotat(?:e|ing)|cycling"
    r"|switching) (?:\w+ ){0,2}(?:proxies|ips)\b",
    "de": r"\b(?:proxy|ip)-?(?:rotation|wechsel)\b|\b(?:rotier\w*|wechs\w+) (?:\w+ ){0,3}(?:proxys?|ips?)\b",
    "fr": r"\b(?:faire|fai[st]|faites|rotation) (?:tourner )?(?:\w+ ){0,2}(?:proxys?|proxies|ips?)\b",
    "es": r"\b(?:rota[rn]?|rotacion) (?:\w+ ){0,2}(?:proxys?|proxies|ips?)\b",
    "pt": r"\b(?:rotacion\w+|rotacao|rodizio) (?:\w+ ){0,2}(?:proxys?|proxies|ips?)\b",
    "it": r"\b(?:ruot\w+|rotazione) (?:\w+ ){0,2}(?:proxy|ip)\b",
    "zh": r"(?:轮换|切换).{0,4}(?:代理|ip)|(?:代理|ip)(?:轮换|切换)",
    "ja": r"(?:プロキシ|ip)(?:アドレス)?を?の?(?:ローテーション|切り替え)",
    "ko": r"(?:프록시|ip)를? ?(?:돌려|돌리|로테이션|번갈아|바꿔)",
}
DODGED: Words = {
    "en": rf"\b(?:bans?|banned|blocks|blocked|limits?|rate[- ]?limit\w*|quotas?|detection|detected|429s?|throttl\w+"
    rf"|flagged|{SERVICE})\b",
    "de": r"\b(?:sperren?|sperrung\w*|gesperrt|limits?|rate-?limit\w*|kontingent\w*|chatgpt|openai)\b",
    "fr": r"\b(?:bannis?\w*|bloqu\w+|blocages?|limites?|quotas?|chatgpt|openai)\b",
    "es": r"\b(?:bane\w+|bloque\w+|limites?|cuota|chatgpt|openai)\b",
    "pt": r"\b(?:bani\w+|bloque\w+|limites?|cota|chatgpt|openai)\b",
    "it": r"\b(?:ban|bannat\w+|blocc\w+|limit[ei]|chatgpt|openai)\b",
    "zh": r"封|限速|限流|限制|额度|检测|chatgpt|openai",
    "ja": r"制限|ban|停止|凍結|検出|chatgpt|openai",
    "ko": r"제한|정지|차단|탐지|한도|chatgpt|openai",
}
