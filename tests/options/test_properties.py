"""What holds for every message there is."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.options.image_options import ImageOptions
from bot.domain.options.parsing import parse
from bot.domain.options.sizes import is_legal_size
from tests.options.test_sentences import OPTIONS, PICTURE_WORDS, USUAL

PIECES = [text for text, _, _ in OPTIONS] + PICTURE_WORDS
WORDS = [
    *sorted({word for text in PIECES for word in text.split()}),
    ", landscape",
    "in",
    "format",
    "high",
    "quality",
    "and",
    "but",
    "as",
    "16:9",
    "--size",
    "--n",
    "—quality",
    '"',
    "“",
    "”",
    "'",
    "\n",
    "  ",
    ".",
    ",",
    "(",
    ")",
    "/",
    "please",
    "1536x1024",
]
messages = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=3).map(", ".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map("".join),
)
CHOICES: dict[str, set[str | int]] = {
    "quality": {"low", "medium", "high"},
    "output_format": {"png", "jpeg", "webp"},
    "background": {"transparent", "opaque", "auto"},
    "moderation": {"auto", "low"},
    "previews": {0, 1, 2, 3},
    "count": {1, 2, 3, 4},
}
NAMES = {"size", *CHOICES, ""}


@given(messages)
@settings(max_examples=1500, deadline=None)
@example("high high high quality quality quality")
@example("a --n 2 --n 2")
def test_every_message_gives_legal_options_and_a_shorter_prompt(text: str) -> None:
    """Nothing raises, nothing is added, and what comes out can be drawn."""
    request = parse(text, USUAL)
    assert len(request.prompt) <= len(text.strip())
    assert is_legal_size(*map(int, request.options.size.split("x")))
    assert all(getattr(request.options, name) in values for name, values in CHOICES.items())
    assert request.stated <= NAMES
    assert all(problem.sentence and problem.option in NAMES for problem in request.problems)
    assert not (request.options.background == "transparent" and request.options.output_format == "jpeg")


@given(messages)
@settings(max_examples=1500, deadline=None)
def test_reading_the_prompt_again_finds_nothing_more(text: str) -> None:
    """What is left is the picture's."""
    prompt = parse(text, USUAL).prompt
    again = parse(prompt, USUAL)
    assert again.stated == frozenset()
    assert again.prompt == prompt


@given(messages)
@settings(max_examples=500, deadline=None)
def test_a_message_without_options_is_left_to_the_letter(text: str) -> None:
    """Spaces and line breaks included."""
    request = parse(text, USUAL)
    if not request.stated and not request.problems:
        assert request.prompt == text.strip()
        assert request.options == USUAL


quoted = st.sampled_from(PIECES).filter(lambda text: not set(text) & set("\"“”„‘’'`«»\n"))


@given(before=st.sampled_from(["a sign that says ", "", "a mug, "]), inside=quoted, after=st.sampled_from(OPTIONS))
@settings(max_examples=400, deadline=None)
def test_quoted_words_survive_verbatim(before: str, inside: str, after: tuple[str, str, dict[str, object]]) -> None:
    """In whatever marks people quote with."""
    for left, right in ("“”", "„“", '""', "«»", "``", "‘’"):
        text = f"{before}{left}{inside}{right}, {after[0]}"
        request = parse(text, USUAL)
        assert f"{left}{inside}{right}" in request.prompt
        assert not request.stated or request.stated <= set(after[2])


@given(messages, st.sampled_from([USUAL, ImageOptions("1536x864", "low", "webp", "transparent", "low", 0, 2)]))
@settings(max_examples=300, deadline=None)
def test_what_is_not_said_stays_as_it_was(text: str, defaults: ImageOptions) -> None:
    """Only a stated option changes, but for the background that a stated JPEG cannot have and the other way round."""
    request = parse(text, defaults)
    tied = {"background", "output_format"} if {"background", "output_format"} & request.stated else set()
    for name in NAMES - {""} - request.stated - tied:
        assert getattr(request.options, name) == getattr(defaults, name)


HEAVY = [" " * 32_000 + "x", ", landscape" * 3000, "high quality " * 2500, "--n " * 8000, '"' * 32_000, "'a" * 16_000]
HEAVY += [
    "in a " * 6000,
    "please " * 4500,
    "1536x1024 " * 3200,
    "(" * 32_000,
    "quality " * 4000,
    ", no x" * 5000,
    "‘" * 32_000,
]
HEAVY += [
    "\n" * 32_000 + "x",
    "high " * 3000 + "quality " * 3000,
    "16:9" * 8000,
    "9" * 32_000,
    "--" * 16_000,
    "<!-- " * 6000,
]


@pytest.mark.parametrize("text", HEAVY, ids=range(len(HEAVY)))
def test_no_message_is_slow_to_read(text: str) -> None:
    """Thirty thousand characters of anything take a moment, not minutes."""
    started = time.process_time()
    parse(text, USUAL)
    assert time.process_time() - started < 2
