"""Wishes in a review's thread: sure of what they want, or they are answers."""

import pytest

from bot.domain.reviews.wishes import Wish, is_pasted, wish

WISHES = [
    ("status", Wish.STATUS),
    ("Status?", Wish.STATUS),
    ("status card please", Wish.STATUS),
    ("show me the status", Wish.STATUS),
    ("where do we stand", Wish.STATUS),
    ("What's missing?", Wish.STATUS),
    ("what’s missing", Wish.STATUS),
    ("how does our review stand?", None),
    ("verdict", Wish.VERDICT),
    ("the verdict, please", Wish.VERDICT),
    ("give me the final verdict now!", Wish.VERDICT),
    ("Verdict so far?", Wish.PROVISIONAL),
    ("what is the current verdict", Wish.PROVISIONAL),
    ("provisional verdict", Wish.PROVISIONAL),
    ("letter to the provider", Wish.LETTER),
    ("draft an e-mail to the vendor", Wish.LETTER),
    ("Can you write a letter to them?", Wish.LETTER),
    ("vendor letter", Wish.LETTER),
    ("the verdict of their court case was harsh", None),
    ("their support sent a letter", None),
    ("status codes are documented", None),
    ("Timeouts are not billed.", None),
    ("we are missing the terms", None),
    ("", None),
]


@pytest.mark.parametrize(("said", "wanted"), WISHES)
def test_a_wish_is_taken_only_where_it_is_certain(said: str, wanted: Wish | None) -> None:
    """A sentence that only speaks of verdicts and letters is brought into the review instead."""
    assert wish(said) is wanted


PASTED = [
    ("Timeouts are not billed.", False),
    ("x" * 279, False),
    ("x" * 280, True),
    ("one\ntwo\nthree", False),
    ("one\ntwo\nthree\nfour", True),
    ("```code```", True),
    ("> they wrote that", True),
    ('{"usage": {}}', True),
    ("<html>", True),
    ("see [1]", False),
]


@pytest.mark.parametrize(("said", "pasted"), PASTED)
def test_what_reads_as_brought_from_elsewhere_is_asked_whose_it_is(said: str, pasted: bool) -> None:
    """Long, of many lines, quoted, or a document."""
    assert is_pasted(said) is pasted
