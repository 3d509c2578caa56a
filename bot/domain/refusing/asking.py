"""What makes words an ask for help: a question, a request, a wish of one's own, or a command to begin with.

Where none of it is there, the same words describe a scene: "hackers steal session cookies, neon" is a picture. Same form
as `words`; a language that has none of these words is left to the mainline.
"""

from bot.domain.refusing import evasion, sessions, words
from bot.domain.refusing.searching import Words, any_of, search

REQUESTING: Words = {
    "any": r"[?？]",
    "en": r"\b(?:how|help|please|(?:i|we)(?:'d| would)? (?:want|need|like|have)|can (?:you|we|i)|could (?:you|we|i)"
    r"|where (?:to|can|do|could)|tell (?:me|us)|show (?:me|us)|give (?:me|us)|find (?:me|us)|for us|for me|let's"
    r"|ways? to|teach)\b",
    "de": r"\b(?:wie|bitte|hilf|helft|(?:ich|wir) (?:will|wollen|mochten?|brauchen?|mussen?)|kann (?:ich|man)"
    r"|konnen (?:wir|sie)|kannst du|konnt ihr|wo|zeig\w*|uns|mir)\b",
    "fr": r"\b(?:comment|aide[zr]?|s'il te plait|svp|je veux|nous voulons|je voudrais|peux-tu|pouvez-vous|montre)\b"
    r"|-(?:nous|moi)\b",
    "es": r"\b(?:como|ayuda(?:me|nos)?|por favor|quiero|queremos|puedes|necesit\w+|dime|ensena(?:me|nos))\b",
    "pt": r"\b(?:como|ajud\w+|por favor|quero|queremos|pode|precis\w+|ensin\w+)\b",
    "it": r"\b(?:come|aiuta\w*|per favore|voglio|vogliamo|puoi|dimmi)\b",
    "zh": r"怎么|怎样|如何|帮|请|给我|我想|我要|我们要|想要|教我|方法|能不能|可以|哪里|哪儿",
    "ja": r"方法|したい|ほしい|欲しい|どこで|たい(?=[。.!！]*$)|[てで](?=[。.!！]*$)|てください|でください|ください"
    r"|して欲しい|してほしい|教えて|やり方|作り方|には$",
    "ko": r"방법|어떻게|해 ?줘|해 ?주세요|만들어|고 싶|알려|[가-힣] ?줘|주세요|하려면|어디",
}
COMMANDING: Words = {
    "en": r"(?:write|keep|rotate|cycle|switch|pool|bundle|share|resell|sell|solve|auto-?solve|auto-?refresh"
    r"|round[- ]robin|load[- ]?balance|rewrite|rephrase|reword|scrape|lend|stop|beat|paste|copy|find|spread|fake"
    r"|jailbreak|use|put|add|connect|make|hide|generate|create|register|mass-?create|buy|rent|automate|spoof|forge"
    r"|refresh|renew|avoid|disable|trick|fool|defeat|outsmart|mask|disguise|log ?in|get|set up|reuse|import|inject"
    r"|split|turn|expose|wrap|farm|load|sneak|slip|contribute)\b|(?:residential |automatic )?(?:proxy|ip|account"
    r"|login) rotation (?:to|so|against)\b",
    "de": r"(?:rotier\w*|wechs\w+|teile?|verkauf\w*|kaufe?|nutze?|verwende|benutze|automatisier\w*|erneuer\w*"
    r"|erstelle?|erzeug\w*|generier\w*|registrier\w*|lege?|nimm|fuge?|schreib\w*|mache?|halte?|schalte?|uberliste?"
    r"|lose?|spoofe?|falsche?|(?:proxy|ip|konten|account)-?(?:rotation|wechsel) (?:um|gegen|damit))\b",
    "fr": r"(?:fai[st]|faites|partag\w+|(?:re)?vend\w+|achet\w+|utilis\w+|automatis\w+|rafraich\w+|renouvel\w+|cre\w+"
    r"|gener\w+|ecri\w+|ajout\w+|desactiv\w+|evit\w+|resou\w+|falsifi\w+|rends|connect\w+|rotation \w+)\b",
    "es": r"(?:rota\w*|compart\w+|(?:re)?vend\w+|compr\w+|usa|utiliza|automatiza|renueva|refresca|crea|genera"
    r"|escrib\w+|anad\w+|agreg\w+|desactiva|evita|resuelve|falsifica|haz|rotacion de)\b",
    "pt": r"(?:rotacion\w+|compartilh\w+|(?:re)?vend\w+|compr\w+|use|usa|utilize|automatiz\w+|renov\w+|cri[ae]\w*"
    r"|ger[ae]|escrev\w+|adicion\w+|desativ\w+|evit\w+|resolv\w+|falsifi\w+|faca|faz|rotacao de)\b",
    "it": r"(?:ruot\w+|condivid\w+|(?:ri)?vend\w+|compr\w+|usa|utilizza|automatizza|rinnova|crea|genera|scriv\w+"
    r"|aggiung\w+|disattiva|evita|risolvi|falsifica|rendi|fai|rotazione di)\b",
    "zh": r"(?:每(?:小时|天|分钟|日)|轮换|轮流|共享|出售|出|卖|买|把|用|使用|自动|刷新|注册|批量|大量|生成|关闭|关掉"
    r"|避开|伪造|伪装|写|骗过|越狱|隐藏|代理|ip|导入|让)",
    "several": any_of({**{f"get {name}": said for name, said in words.GETTING.items()}, **sessions.TAKING}),
    "more": any_of(evasion.BYPASSING),
}
"""What may stand at the beginning of an ask without any other sign of asking."""
ASKING = search(
    r"<requesting>|^(?:(?:darkroom|hey|ok|so|now|just|and|bitte|bot|me|nos)\W+)*<commanding>",
    requesting=REQUESTING,
    commanding=COMMANDING,
)
