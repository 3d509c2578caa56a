"""Alt text: one line about what the picture shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alt_text import alt_text


@pytest.mark.parametrize(
    ("revised", "asked", "line"),
    [
        ("A lighthouse at dusk", "lighthouse", "A lighthouse at dusk"),
        (None, "lighthouse", "lighthouse"),
        ("", "lighthouse", "lighthouse"),
        ("A  lighthouse\n\tat dusk ", "x", "A lighthouse at dusk"),
        ("x" * 250, "", "x" * 250),
        ("x" * 251, "", "x" * 249 + "…"),
        ("x" * 248 + " and a boat", "", "x" * 248 + "…"),
    ],
)
def test_it_says_what_was_really_drawn(revised: str | None, asked: str, line: str) -> None:
    """Or what was asked, where that is all that is known."""
    assert alt_text(revised, asked) == line


@given(st.one_of(st.none(), st.text(max_size=600)), st.text(max_size=600))
def test_it_is_one_short_line(revised: str | None, asked: str) -> None:
    """Short enough to listen to."""
    line = alt_text(revised, asked)
    assert len(line) <= 250
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
