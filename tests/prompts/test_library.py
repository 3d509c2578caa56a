"""Prompt texts: read as they stand, each known by the digest of its bytes."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from prompts import library

FOLDER = Path(str(prompts.__file__)).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_is_the_text_of_its_file(name: str) -> None:
    """And its digest can be checked with any tool, so that an attempt's record leads back to the words."""
    prompt = library.load(name)
    assert prompt.text == (FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()
    assert hashlib.sha256(prompt.text.encode()).hexdigest().startswith(prompt.digest)
    assert len(prompt.digest) >= 16


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_holds_no_blanks_to_be_filled_in(name: str) -> None:
    """It is sent as it stands: braces would be sent too."""
    assert not set(library.load(name).text) & set("{}")


@given(st.text(), st.text())
def test_other_words_have_another_digest(one: str, other: str) -> None:
    """However little they differ."""
    assert (library.digest(one) == library.digest(other)) is (one == other)


def test_a_prompt_that_is_not_there_is_an_error() -> None:
    """Never an empty text."""
    with pytest.raises(FileNotFoundError):
        library.load("nobody-wrote-this")
