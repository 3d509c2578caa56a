"""When a text overtakes another from the same address: a page that changed does, another part of it does not."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.reviews.dossier import Evidence
from bot.domain.reviews.revising import in_order, revises
from tests.reviews.bringing import text

FIRST = "Terms.\nTimeouts are not billed.\nOutputs are yours.\nRetries are billed."
CHANGED = FIRST.replace("not billed", "billed")
PART = "Support answers within a day.\nRate limits are sent in headers."
QUOTE = "Timeouts are not billed."


def page(words: str, *, read_on: date = date(2026, 11, 24), number: int = 1) -> Evidence:
    """Words that stood at the address on a day."""
    return replace(text(number, words=words), read_on=read_on, sha256=str(hash(words)).rjust(64, "0")[:64])


CASES: list[tuple[str, date, bool]] = [
    (CHANGED, date(2026, 11, 24), True),
    (CHANGED, date(2026, 12, 24), True),
    (PART, date(2026, 11, 24), False),
    (PART, date(2026, 12, 24), True),
    (FIRST, date(2026, 12, 24), False),
    (f"{FIRST}\nMore.", date(2026, 12, 24), False),
]


@pytest.mark.parametrize(("words", "day", "overtakes"), CASES)
def test_a_changed_page_overtakes_what_it_was(words: str, day: date, overtakes: bool) -> None:
    """On the same day only where most of it is the same page; what still stands is never overtaken."""
    assert revises(page(words, read_on=day, number=2), page(FIRST), [QUOTE]) is overtakes


def test_where_nothing_was_quoted_nothing_is_overtaken() -> None:
    """Nobody rests on it."""
    assert not revises(page(CHANGED, number=2), page(FIRST), [])


def test_the_newer_is_what_was_read_later() -> None:
    """Whenever it was brought; on one day, what came later."""
    old, late = page(FIRST, read_on=date(2026, 10, 1), number=2), page(CHANGED)
    assert in_order(old, late) == (late, old)
    second = page(CHANGED, number=2)
    assert in_order(page(FIRST), second)[0] is second
