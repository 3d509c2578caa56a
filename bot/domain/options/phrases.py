"""Options said in plain words: "in landscape format", "high quality", "on a transparent background".

Each row is one way to say one option; the group's name says which. A group `cut` is what goes, else the whole match.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.options import grammar as g
from bot.domain.options.mentions import Mention
from bot.domain.options.sizes import is_legal_size

ROWS: Final = (
    # shape: "in a landscape format", "square format", "a landscape format photo", "in portrait", "make it landscape"
    rf"\b(?:in|as|with|using|use|make\s+{g.IT}|draw\s+{g.IT})\s+{g.A}{g.SHAPE}[- ](?:{g.FORM}|mode\b|size\b)"
    rf"(?:\s+{g.PICTURE})?{g.OPEN}",
    rf"\b{g.A}{g.SHAPE}[- ]{g.FORM}{g.OPEN}",
    rf"\b{g.SHAPE}[- ]{g.FORM}(?=\s+{g.PICTURE})",
    rf"\b(?:(?:make|draw|render|redo|do)\s+{g.IT}\s+)?in\s+(?P<shape>landscape|portrait|widescreen)\b{g.END}",
    rf"\bmake\s+{g.IT}\s+{g.A}{g.TURNED_SHAPE}\b{g.END}",
    rf"^(?:please\s+|now\s+|but\s+|and\s+)*make\s+{g.IT}\s+square\b(?P<shape>){g.END}",
    rf"\bmake\s+(?:the|this|that)\s+(?:{g.PICTURE}|canvas|format)\s+(?:in\s+)?{g.SHAPE}\b{g.END}",
    rf"^{g.SURE_SHAPE},?\s+(?:please|pls|instead){g.LAST}",
    rf"{g.PART}{g.SURE_SHAPE}{g.LAST_BUT_WITHOUT}",
    rf"^(?:(?:the\s+)?same(?:\s+\w+)?|v[0-9]+[a-z]?|it|this|that)(?P<cut>,?\s+but\s+(?:in\s+)?{g.SURE_SHAPE}{g.LAST})",
    rf"\bbut\s+(?:in\s+)?(?P<shape>landscape|portrait|widescreen)\b{g.LAST}",
    rf"{g.PART}{g.A}{g.SHAPE}\s+(?:image|picture){g.LAST}",
    rf"[(\[]\s*{g.SURE_SHAPE}\s*[)\]]",
    rf"\bas\s+an?\s+{g.LOOK_SHAPE}\s+{g.PICTURE}{g.OPEN}",
    rf"{g.ASK}{g.A}(?P<cut>{g.LOOK_SHAPE}\s+)(?={g.PICTURE}(?:\s+(?:of|with|showing|for|about)\b|{g.STOP}))",
    rf"\b(?:orientation|shape|format|size|aspect)\s*[:=]\s*{g.SHAPE}\b{g.END}",
    # ratio: "16:9 format", "aspect ratio 16:9", "in 16:9", a last ", 16:9"
    rf"(?:\b(?:in|with|using|use|at)\s+{g.A})?{g.ANY_RATIO}\s+(?:aspect\s+ratio|aspect|ratio|format)\b{g.OPEN}",
    rf"\b(?:(?:in|with|using|use|at)\s+)?{g.A}aspect\s+ratio\s*(?:of\s+|:\s*|=\s*|is\s+)?{g.ANY_RATIO}{g.OPEN}",
    rf"\b(?:in|make\s+{g.IT}|draw\s+{g.IT}\s+in)\s+{g.RATIO}{g.END}",
    rf"(?:{g.PART}|\bin\s+)(?P<shaped>(?:landscape|portrait|square)\s+(?:{g.RATIO}|(?P<bare>{g.CROSS}))){g.END}",
    rf"{g.PART}{g.RATIO}{g.END}",
    rf"^{g.RATIO}{g.LAST}",
    rf"[(\[]\s*{g.RATIO}\s*[)\]]",
    rf"{g.ASK}{g.A}(?P<cut>{g.RATIO}\s+(?:format\s+)?)(?={g.PICTURE}(?:\s+(?:of|with|showing|for|about)\b|{g.STOP}))",
    rf"\bas\s+an?\s+{g.RATIO}\s+{g.PICTURE}{g.OPEN}",
    # size: "at 1536x864", "1536 by 864 pixels"; bare only where it can be drawn
    rf"\b(?:in|at)\s+(?P<size>{g.CROSS}|{g.BY})(?:{g.PIXELS})?{g.OPEN}",
    rf"\b(?:(?:in|at|with|of)\s+)?{g.A}(?:size|resolution)(?:\s+of|\s*[:=])?\s*(?P<size>{g.CROSS}|{g.BY})(?:{g.PIXELS})?{g.OPEN}",
    rf"(?P<size>{g.CROSS}|{g.BY}){g.PIXELS}{g.OPEN}",
    rf"(?P<bare>{g.CROSS}|{g.BY}){g.END}",
    rf"[(\[]\s*(?P<bare>{g.CROSS}|{g.BY})\s*[)\]]",
    rf"{g.ASK}{g.A}(?P<cut>(?P<bare>{g.CROSS})(?:{g.PIXELS})?\s+)(?={g.PICTURE})",
    rf"\b(?:in|at)\s+(?P<scale>2k|4k)\b{g.END}",
    rf"\b(?:(?:in|at)\s+)?{g.SCALE}\s+(?:resolution|size)\b{g.OPEN}",
    # quality: "in high quality", "quality: high", "a high-quality photo of"
    rf"\b(?:in|at|with|use|using|make\s+{g.IT}|draw\s+{g.IT}(?:\s+in)?)\s+{g.A}{g.QUALITY}[- ]quality\b"
    rf"(?:\s+{g.PICTURE})?{g.OPEN}",
    rf"\b{g.QUALITY}[- ]quality\b{g.END}",
    rf"[(\[]\s*{g.QUALITY}[- ]quality\s*[)\]]",
    rf"{g.ASK}{g.A}(?P<cut>{g.QUALITY}[- ]quality\s+)(?={g.PICTURE})",
    rf"(?:^|[,;.\n(]\s*|\b(?:with|at|in|and|set|use)\s+)(?P<cut>(?:(?:image|picture)\s+)?quality"
    rf"\s*(?:[:=]|to\b|at\b)?\s*{g.QUALITY}\b{g.OPEN})",
    # format: "as a JPEG", "in png format", "save it as webp", a last ", png"
    rf"\b(?:(?:save|export|output|deliver|send|return)(?:\s+{g.IT}|\s+me)?\s+)?(?:as|in)\s+(?:an?\s+)?{g.FORMAT}\b"
    rf"(?:\s+(?:format|file|image|picture)\b)?{g.OPEN}",
    rf"\b{g.FORMAT}\s+format\b{g.OPEN}",
    rf"\b{g.FORMAT}\s+format\s+(?=(?:image|picture|photo|file)\b)",
    rf"{g.PART}{g.FORMAT}{g.END}",
    rf"[(\[]\s*{g.FORMAT}\s*[)\]]",
    rf"\b(?:file\s+)?format\s*[:=]\s*{g.FORMAT}\b{g.END}",
    # background: "on a transparent background", "background: transparent"
    rf"(?:\b(?:on|with|against|over|in)\s+)?\b{g.A}{g.BACKGROUND}\s+(?:background|backdrop|bg)\b{g.OPEN}",
    rf"\b(?:make\s+)?{g.A}background\s*(?:[:=]\s*|to\s+be\s+|should\s+be\s+)?{g.BACKGROUND}\b{g.END}",
    # previews and count: "no previews", "with 3 previews", "3 variations of"
    rf"(?:\bwith\s+)?\b{g.PREVIEWS}{g.OPEN}",
    rf"\bwithout\s+(?:any\s+)?previews?\b(?P<previews>){g.OPEN}",
    rf"{g.ASK}(?P<cut>{g.TAKES}\s+of\s+)(?=\S)",
    rf"(?:{g.PART}|\b(?:in|with|give\s+me|make|draw|do)\s+){g.TAKES}{g.LAST}",
)  # fmt: skip
PHRASES: Final = tuple(re.compile(row, re.IGNORECASE) for row in ROWS)
OPTIONS: Final = {
    "shape": "size",
    "shaped": "size",
    "ratio": "size",
    "size": "size",
    "bare": "size",
    "scale": "size",
    "quality": "quality",
    "format": "output_format",
    "background": "background",
    "previews": "previews",
    "count": "count",
}
"""By group, the option's field."""
SILENT: Final = {"shape": "square", "previews": "0"}
"""What an empty group stands for."""
OTHER_WORDS: Final = {"widescreen": "16:9", "jpg": "jpeg"}
LOOK_BACK: Final = 40
QUOTING: Final = re.compile(
    r"\b(?:says?|saying|reads|reading|labell?ed|called|named|captioned|titled|written|spell(?:ed|ing)|shot|filmed|recorded"
    r"|png|jpe?g|webp|gif|svg|pdf|tiff?|bmp|psd)\s*:?\s*$",
    re.IGNORECASE,
)
"""After these, whatever follows belongs to what is drawn: words to be read, or a list of formats."""
BELONGING: Final = re.compile(
    r"\b(?:(?:texts?|words?|titles?|labels?|captions?|slogans?|lettering)\s*:?|tv|screen|monitor|display|of|is|are|was|were"
    r"|very|not|its|their|his|her|our|my|your|some|such|values?|than|air|water|sound)\s*$",
    re.IGNORECASE,
)
"""After these, words that bring no preposition of their own do."""
PREPOSITION: Final = re.compile(r"(?:in|at|as|with|without|on|against|using|use|make|draw)\b|[,;\n(]|\s", re.IGNORECASE)


def find(masked: str) -> Iterator[Mention]:
    """Yield the option phrases in *masked* text, overlapping ones included."""
    for phrase in PHRASES:
        for found in phrase.finditer(masked):
            if (mention := mention_of(found)) is not None:
                yield mention


def mention_of(found: re.Match[str]) -> Mention | None:
    """Return the mention that *found* is, None where its words belong to the picture after all."""
    groups = found.groupdict()
    kind = next(name for name, value in groups.items() if name != "cut" and value is not None)
    start, end = found.span("cut" if groups.get("cut") else 0)
    value = " ".join(groups[kind].lower().split()) or SILENT[kind]
    if kind == "bare" and not can_be_drawn(value):
        return None
    if belongs_to_picture(found.string, start):
        return None
    value = g.NUMBERS.get(value, OTHER_WORDS.get(value, value))
    return Mention(OPTIONS[kind], value, found.string[start:end].strip(" ,;()[]/|\n"), start, end)


def belongs_to_picture(text: str, start: int) -> bool:
    """Whether what stands before *start* makes what follows a part of what is drawn."""
    before = text[max(0, start - LOOK_BACK) : start]
    return bool(QUOTING.search(before) or (BELONGING.search(before) and not PREPOSITION.match(text, start)))


def can_be_drawn(size: str) -> bool:
    """Whether *size*, two numbers, is legal as it is: then it hardly measures anything in the picture."""
    width, height = (int(edge) for edge in re.findall("[0-9]+", size))
    return is_legal_size(width, height)
