"""What of long texts a model gets to read: bounded, in order, the paragraphs that speak of a fact first.

Whatever is left out stays in the review and can still be quoted by a person.
"""

import re
from collections.abc import Sequence

from bot.domain.reviews.questions import QUESTIONS

MOST = 48_000
PARAGRAPHS = re.compile(r"\n\s*\n|(?<=\n)(?=#)")
PIECE = 1_500


def excerpt(text: str, most: int = MOST) -> tuple[str, bool]:
    """Return *text* within *most* characters, and whether something was left out."""
    if len(text) <= most:
        return text, False
    pieces = _pieces(text)
    ranked = sorted(range(len(pieces)), key=lambda index: (-_speaks(pieces[index]), index))
    kept: set[int] = set()
    room = most
    for index in ranked:
        if len(pieces[index]) + 2 <= room:
            kept.add(index)
            room -= len(pieces[index]) + 2
    return "\n\n".join(pieces[index] for index in sorted(kept)), True


def share(texts: Sequence[str], most: int = MOST) -> tuple[list[str], bool]:
    """Return several texts that fit into *most* together, each with a fair share."""
    if not texts:
        return [], False
    each = max(most // len(texts), 1)
    cut = [excerpt(text, each) for text in texts]
    return [text for text, _ in cut], any(shortened for _, shortened in cut)


def _pieces(text: str) -> list[str]:
    paragraphs = [piece.strip() for piece in PARAGRAPHS.split(text) if piece.strip()]
    return [piece[at : at + PIECE] for piece in paragraphs for at in range(0, len(piece), PIECE)]


def _speaks(piece: str) -> int:
    return sum(bool(question.speaks.search(piece)) for question in QUESTIONS.values())
