"""What somebody in a review wants of the bot, where rules are sure of it; everything else is an answer."""

import re
from enum import StrEnum

LONG, MANY_LINES = 280, 4
QUOTED = re.compile(r"```|^\s*>|^\s*[{\[<]", re.MULTILINE)


class Wish(StrEnum):
    """What is wanted."""

    STATUS = "status"
    PROVISIONAL = "provisional"
    VERDICT = "verdict"
    LETTER = "letter"


PLEASE = (
    r"^\W*(?:(?:ok|okay|so|now|please|and|can you|could you|show(?: me)?|give(?: me)?|what(?:'s| is)|where|how)\W+)*"
    r"(?:the |a |an |our )?"
)
END = r"(?:\W+(?:please|now|then|thanks))*\W*$"
WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (
        Wish.PROVISIONAL,
        re.compile(PLEASE + r"(?:verdict so far|provisional verdict|current verdict)" + END, re.IGNORECASE),
    ),
    (Wish.VERDICT, re.compile(PLEASE + r"(?:final )?verdict" + END, re.IGNORECASE)),
    (
        Wish.STATUS,
        re.compile(PLEASE + r"(?:status(?: card)?|review stand(?:ing)?|do we stand|missing)" + END, re.IGNORECASE),
    ),
    (
        Wish.LETTER,
        re.compile(
            PLEASE + r"(?:draft |write )*(?:the |a |an )?(?:vendor )?(?:e-?mail|letter)"
            r"(?: to (?:the )?(?:vendor|provider|them))?" + END,
            re.IGNORECASE,
        ),
    ),
)


def wish(text: str) -> Wish | None:
    """Return what *text* asks for, None where it is something else."""
    said = text.replace("’", "'").strip()
    return next((wish for wish, words in WISHES if words.match(said)), None)


def is_pasted(text: str) -> bool:
    """Whether *text* reads as brought from elsewhere, so that it matters whose words it is."""
    return len(text) >= LONG or text.strip().count("\n") >= MANY_LINES - 1 or QUOTED.search(text) is not None
