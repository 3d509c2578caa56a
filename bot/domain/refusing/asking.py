"""What makes words an ask for help: a question, a request, a wish of one's own, or a command to begin with.

Where none of it is there, the same words describe a scene: "hackers steal session cookies, neon" is a picture. Same form
as `words`; a language that has none of these words is left to the mainline.
"""

import re

from bot.domain.refusing import evasion, words
from bot.domain.refusing.words import Words, any_of

REQUESTING: Words = {
    "any": r"[?？]",
    "en": r"\b(?:how|help|please|(?:i|we)(?:'d| would)? (?:want|need|like|have)|can (?:you|we|i)|could (?:you|we|i)"
    r"|tell (?:me|us)|show (?:me|us)|give (?:me|us)|find (?:me|us)|for us|for me|let's|ways? to|teach)\b",
    "de": r"\b(?:wie|bitte|hilf|helft|(?:ich|wir) (?:will|wollen|mochten?|brauchen?|mussen?)|kann (?:ich|man)|konnen wir"
    r"|zeig\w*|uns|mir)\b",
    "fr": r"\b(?:comment|aide[zr]?|s'il te plait|svp|je veux|nous voulons|je voudrais|peux-tu|pouvez-vous|montre)\b"
    r"|-(?:nous|moi)\b",
    "es": r"\b(?:como|ayuda(?:me|nos)?|por favor|quiero|queremos|puedes|necesit\w+|dime|ensena(?:me|nos))\b",
    "pt": r"\b(?:como|ajud\w+|por favor|quero|queremos|pode|precis\w+|ensin\w+)\b",
    "it": r"\b(?:come|aiuta\w*|per favore|voglio|vogliamo|puoi|dimmi)\b",
    "zh": r"怎么|怎样|如何|帮|请|我想|我要|我们要|想要|教我|方法|能不能|可以",
    "ja": r"方法|したい|たい$|して$|してください|ください|して欲しい|してほしい|教えて|やり方|作り方|には$",
    "ko": r"방법|어떻게|해 ?줘|해 ?주세요|만들어|하고 싶|알려",
}
COMMANDING: Words = {
    "en": r"(?:write|keep|rotate|cycle|switch|pool|bundle|share|resell|solve|auto-?solve|fake|jailbreak|use|put|add|connect)\b",
    "several": any_of({**{f"get {name}": said for name, said in words.GETTING.items()}, **evasion.TAKING}),
    "more": any_of(evasion.BYPASSING),
}
ASKING = re.compile(rf"{any_of(REQUESTING)}|^(?:darkroom )?{any_of(COMMANDING)}")
