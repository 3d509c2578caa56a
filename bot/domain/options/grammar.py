"""The pieces that option phrases are made of, as regular expressions without regard to case.

The rule behind them: a word is an option only where a person would not say it of the things in the picture. So every
phrase needs a sign (a word such as "format", a place such as the end of the message) and what follows must not be a
noun that it could describe.
"""

from typing import Final

from bot.domain.options.sizes import RATIOS, SHAPE_WORDS

NUMBERS: Final = {"no": "0", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
NUMBER: Final = rf"(?:{'|'.join(NUMBERS)}|[0-9]{{1,2}})"

SHAPE: Final = rf"(?P<shape>{'|'.join(SHAPE_WORDS)}|widescreen)"
SURE_SHAPE: Final = r"(?P<shape>landscape|portrait|square|widescreen)"
"""Words that stand for the picture's shape even without the word "format", at the end of a message."""
TURNED_SHAPE: Final = r"(?P<shape>landscape|portrait|widescreen|vertical|horizontal)"
"""Words that "make it …" cannot mean of a thing in the picture."""
LOOK_SHAPE: Final = r"(?P<shape>square|wide|widescreen|tall|vertical|horizontal)"
"""Words that before "picture" are no genre, as "landscape" and "portrait" are."""
KNOWN_RATIOS: Final = sorted(
    {f"{a}:{b}" for pair in RATIOS for a, b in (pair, pair[::-1])} | {"8:5", "5:8", "7:3", "3:7"}
)
RATIO: Final = rf"(?P<ratio>(?<![0-9:.])(?:{'|'.join(reversed(KNOWN_RATIOS))})(?![0-9:]))"
ANY_RATIO: Final = r"(?P<ratio>(?<![0-9:.])[0-9]{1,2}:[0-9]{1,2}(?![0-9:]))"
PIXELS: Final = r"\s?(?:px|pixels?)\b"
CROSS: Final = r"(?<![0-9])[0-9]{3,5}\s?[x×]\s?[0-9]{3,5}(?![0-9])"
BY: Final = r"(?<![0-9])[0-9]{3,5}\s+by\s+[0-9]{3,5}(?![0-9])"
SCALE: Final = r"(?P<scale>2k|4k|full hd|hd|1080p)"
QUALITY: Final = r"(?P<quality>low|medium|high)"
FORMAT: Final = r"(?P<format>png|jpe?g|webp|gif|svg)"
BACKGROUND: Final = r"(?P<background>transparent|opaque)"
PREVIEWS: Final = rf"(?P<previews>{NUMBER})\s+previews?(?:\s+images?)?\b"
TAKES: Final = rf"(?P<count>{NUMBER})\s+(?:different\s+)?(?:versions|variations|variants|takes|alternatives)"

A: Final = r"(?:an?\s+|the\s+)?"
IT: Final = r"(?:it|this|that)"
FORM: Final = r"(?:format|orientation|aspect\s+ratio|aspect|ratio)\b"
PICTURE: Final = (
    r"(?:image|picture|photo|photograph|pic|drawing|illustration|painting|render|rendering|poster|banner|version)s?\b"
)
STOP: Final = r"\s*(?:$|[,.;:!?)\]\n]|[-–—/|]\s)"
POLITE: Final = rf"(?:,?\s+(?:please|pls|instead)(?={STOP}))?"
MORE: Final = (
    r"\s+(?:and\s+)?(?:(?:in|at|as|with|on|of)\s+)?(?:an?\s+)?(?:(?:low|medium|high)[- ]quality|quality\b"
    r"|(?:transparent|opaque)\s+b|(?:no|[0-9])\s+preview|without\s+preview|[0-9]+\s?[x×:]\s?[0-9]|png\b|jpe?g\b|webp\b"
    r"|[24]k\b|(?:landscape|portrait|square)\b(?!\s+(?:of|with))|--)"
)
"""What follows is another option."""
CLAUSE: Final = r"\s+(?:please|pls|thanks|and|but|with|without|in|as|at|for|on|showing)\b"
END: Final = rf"{POLITE}(?={STOP}|{MORE})"
"""Nothing may follow but the end of the clause or another option."""
OPEN: Final = rf"{POLITE}(?={STOP}|{MORE}|{CLAUSE})"
"""A new part of the sentence may follow, but no noun."""
LAST: Final = rf"{POLITE}(?=\s*[.!]?\s*$)"
LAST_BUT_WITHOUT: Final = rf"{POLITE}(?=(?:\s*,\s*(?:no|without)\s[^,\n]*)*\s*[.!]?\s*$)"
"""What should not be in the picture may still follow."""
PART: Final = r"(?:[,;\n]\s*|\s[-–—/|]\s+)(?:and\s+|but\s+)?"
"""Where a part of the sentence of its own begins."""
ASK: Final = (
    r"^(?:(?:please|now|hey|hi|can|could|would|you|i|we|want|need|would\s+like|i'd\s+like|i’d\s+like|make|draw|create|generate"
    r"|paint|render|show|give|design|do|me|us)[\s,]+)*+"
)
"""The start of a message, up to what is wanted."""
