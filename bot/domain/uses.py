"""What an attempt's money was for, once it has ended: a picture, words, or nothing to show for it."""

from enum import StrEnum


class Use(StrEnum):
    """What an attempt came to. `released` cost nothing."""

    PICTURE = "picture"
    WORDS = "words"
    FAILED = "failed"
    REFUSED = "refused"
    STOPPED = "stopped"
    RELEASED = "released"


WASTE = frozenset({Use.FAILED, Use.REFUSED, Use.STOPPED})
"""Paid for, with nothing to show."""


def use_of(*, released: bool, pictures: int, stopped: bool, refused: bool, words: bool) -> Use:
    """Return what an ended attempt came to; a picture that is here outweighs whatever happened afterwards."""
    rules = (
        (released, Use.RELEASED),
        (pictures > 0, Use.PICTURE),
        (stopped, Use.STOPPED),
        (refused, Use.REFUSED),
        (words, Use.WORDS),
    )
    return next((use for applies, use in rules if applies), Use.FAILED)
