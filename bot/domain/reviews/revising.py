"""Whether one text is a newer version of another from the same address, so that the older no longer counts.

Two parts of a long page stand beside each other; a page that was changed overtakes what it was. Words that still stand
in the newer text are not overtaken by it.
"""

from collections.abc import Iterable

from bot.domain.reviews.dossier import Evidence
from bot.domain.reviews.quoting import flat

ALIKE = 0.5


def in_order(one: Evidence, other: Evidence) -> tuple[Evidence, Evidence]:
    """Return the newer of two texts first: the one read later, on the same day the one brought later."""
    newer_first = sorted((one, other), key=lambda text: (text.read_on, text.given_at_ms, text.number), reverse=True)
    return newer_first[0], newer_first[1]


def revises(newer: Evidence, older: Evidence, quotes: Iterable[str]) -> bool:
    """Whether *newer* is another version of *older* in which some of the *quotes* from it no longer stand."""
    if newer.sha256 == older.sha256:
        return False
    text = flat(newer.text)
    gone = any(flat(quote) not in text for quote in quotes)
    return gone and (newer.read_on > older.read_on or _alike(newer.text, older.text))


def _alike(newer: str, older: str) -> bool:
    """Whether most of *older*, line by line and by length, stands in *newer* still."""
    before, now = _lines(older), _lines(newer)
    return sum(map(len, before & now)) >= ALIKE * sum(map(len, before))


def _lines(text: str) -> frozenset[str]:
    return frozenset(flat(line) for line in text.splitlines() if line.strip())
