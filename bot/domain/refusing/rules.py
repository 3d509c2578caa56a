"""What an ask is about, where its words leave no doubt; in doubt nobody decides here, and the mainline chooses.

    a wish for a picture ─▶ nothing      whatever its words are, it is drawn
    a fair question      ─▶ its topic    detecting, leaving or checking a pool wins over everything it mentions;
                                         nothing, where it asks for a pool as well
    an ask from a row    ─▶ its category      only where it asks at all, and asks for it rather than about it
    anything else        ─▶ nothing

The rows (`fair`, `refused`) are tried first, since they let most texts go at once. A hidden pool is no fair question: "so
that nobody detects it" is hiding.
"""

from bot.domain.refusing import evasion, words
from bot.domain.refusing.asking import ASKING
from bot.domain.refusing.asks import Choice
from bot.domain.refusing.doubting import DOUBTFUL
from bot.domain.refusing.fair import FAIR
from bot.domain.refusing.reading import read
from bot.domain.refusing.refused import ASKS
from bot.domain.refusing.rows import Reader, first
from bot.domain.refusing.searching import search, seen

HIDING = seen(evasion.HIDING)
PICTURE = seen(words.DRAWING)
THING = search(r"^(?:an?|the|two|three|four|ein|eine|zwei|une?|des|una?|um|uma|unos?|unas?)\s[^?？]*$")
GETS_ONE = search(
    r"<gets>\s?(?:\S+ ){0,2}\S{0,4}?<pool>|<pool>\S{0,3}\s?<gets>",
    gets=words.GETTING,
    pool=words.POOL,
)
"""A pool as the very thing to be had: beside it, no question is certain to be fair."""


def decide(text: str) -> Choice | None:
    """Return what *text* is about; None where the rules are not certain."""
    reader = Reader(read(text))
    finds = reader.finds
    fair, refused = first(FAIR, reader), first(ASKS, reader)
    if (fair or refused) is None or finds(PICTURE) or finds(THING):
        return None
    hidden = finds(HIDING)
    if fair is not None and not hidden:
        return None if finds(GETS_ONE) else fair
    return refused if finds(ASKING) and (hidden or not finds(DOUBTFUL)) else None
