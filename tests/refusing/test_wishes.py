"""Wishes for pictures that stand elsewhere in this project, its pages and its tests: none of them is refused.

Left out are the stories that are about refusing; what they ask for is meant to be.
"""

import re
from pathlib import Path

import pytest

from bot.domain.refusing.asks import Category
from bot.domain.refusing.rules import decide

ROOT = Path(__file__).parents[2]
ABOUT_REFUSING = {"test_refusals.py", "test_review_turns.py"}
ASKED = re.compile(r"@darkroom (?!/)([^\"`{}\n\\]{4,})")
SUGGESTED = re.compile(r"^\s*(?:- )?message: (.+)$", re.MULTILINE)


def wishes() -> list[str]:
    """Return what is said to the bot anywhere, each once."""
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.py")]
    read = [page.read_text(encoding="utf-8") for page in pages if page.name not in ABOUT_REFUSING]
    asked = [said for text in read for said in ASKED.findall(text)]
    return sorted({*asked, *SUGGESTED.findall((ROOT / "manifest.yml").read_text(encoding="utf-8"))})


def test_there_are_wishes_to_look_at() -> None:
    """The search for them finds what it is for."""
    assert len(wishes()) >= 40
    assert "a lighthouse at dusk" in wishes()


@pytest.mark.parametrize("wish", wishes())
def test_no_wish_of_anybody_here_is_refused(wish: str) -> None:
    """Pictures are drawn, commands and questions about routes are answered."""
    assert not isinstance(decide(wish), Category)
