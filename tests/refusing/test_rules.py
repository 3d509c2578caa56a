"""What the rules are certain of is right, in every language of the table; of everything else they say nothing."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.refusing.asks import Category, Topic
from bot.domain.refusing.rules import decide
from tests.refusing.table import ANSWERED_IN_WORDS, ASKS, DRAWN, Ask

POOLS = ["an account pool", "a pool of ChatGPT accounts", "chatgpt2api", "an account-backed gateway"]
FAIR = [
    "How do I detect {}?",
    "What are the signs of {}?",
    "How can I tell whether this is {}?",
    "How do we leave {}?",
    "We want to migrate away from {}.",
    "Help us stop using {}",
    "Is our vendor {}?",
    "Check whether our gateway is {}",
]
ASIDES = [
    "",
    " Thanks!",
    " We draw 500 pictures a month.",
    " We rotate our stock every year.",
    " Our boss wants to know.",
    " 谢谢",
]
WISHES = [
    "draw {}",
    "please paint {}",
    "a poster of {}",
    "sketch {} in watercolour",
    "an illustration of {}",
    "zeichne {}",
]
WISHES_ELSEWHERE = {
    "de": "Zeichne ein Plakat: {}",
    "fr": "Dessine une affiche : {}",
    "es": "Dibuja un cartel: {}",
    "pt": "Desenhe um cartaz: {}",
    "it": "Disegna un manifesto: {}",
    "zh": "画一张海报:{}",
    "ja": "{}というポスターを描いて",
    "ko": "{} 포스터를 그려 줘",
}
PIECES = sorted({word for ask in ASKS for word in ask.text.split()} | {"a", "aa ", "1 ", "?", "の", "池", "e' "})


@pytest.mark.parametrize("ask", [ask for ask in ASKS if ask.by == "rules"], ids=lambda ask: ask.text)
def test_what_rules_decide_is_decided_right(ask: Ask) -> None:
    """A category that is refused, or a topic that is answered."""
    assert decide(ask.text) == ask.choice
    assert decide(f"  {ask.text.upper()}  ") == ask.choice


@pytest.mark.parametrize("ask", [ask for ask in ASKS if ask.by == "model"], ids=lambda ask: ask.text)
def test_rules_are_silent_where_the_model_decides(ask: Ask) -> None:
    """Pictures first of all: a pool may be swum in, a cookie eaten, a logo rotated."""
    assert decide(ask.text) is None


def test_the_table_is_wide() -> None:
    """Every category and topic, in many languages; asks to refuse, to answer and to draw."""
    assert len(ASKS) >= 600
    assert len({ask.text for ask in ASKS}) == len(ASKS)
    for choice in (*Category, *Topic):
        assert len({ask.language for ask in ASKS if ask.choice == choice}) >= 7, choice
    assert len([ask for ask in ASKS if ask.about == DRAWN]) >= 120
    assert {ask.about for ask in ASKS if ask.choice is None} == {DRAWN, ANSWERED_IN_WORDS}


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    """It is decided, or it is not; nothing is raised."""
    assert decide(text) in {None, *Category, *Topic}


@given(st.sampled_from(FAIR), st.sampled_from(POOLS), st.sampled_from(ASIDES))
def test_a_fair_question_is_never_refused(question: str, pool: str, aside: str) -> None:
    """Detecting, leaving and checking are what such a team should do."""
    assert isinstance(decide(question.format(pool) + aside), Topic)


@given(
    st.sampled_from(WISHES), st.sampled_from([ask for ask in ASKS if ask.language == "en" and "draw" not in ask.text])
)
def test_a_wish_for_a_picture_is_never_refused(wish: str, ask: Ask) -> None:
    """Whatever is to be seen in it."""
    assert decide(wish.format(ask.text)) is None


@pytest.mark.parametrize(("language", "wish"), WISHES_ELSEWHERE.items())
def test_a_wish_in_any_language_is_never_refused(language: str, wish: str) -> None:
    """The words of every ask that is refused may be seen in a picture."""
    asks = [ask for ask in ASKS if ask.language == language and isinstance(ask.choice, Category)]
    assert [ask.text for ask in asks if decide(wish.format(ask.text)) is not None] == []


def test_quoted_words_decide_nothing() -> None:
    """They are somebody else's, or lettering."""
    assert decide('what does "build an account pool" mean to a lawyer?') is None


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.sampled_from(["", " ", ", ", "-"]))
def test_no_repetition_holds_anybody_up(pieces: list[str], between: str) -> None:
    """Words of the table over and over, in any order, with spaces or without."""
    started = time.process_time()
    decide(between.join(pieces * 500))
    assert time.process_time() - started < 0.5


def test_a_long_text_is_read_in_no_time() -> None:
    """A paste is no reason to hold up everybody else."""
    for filler in ("rotate the accounts ", "session cookie ", "bypass our ", "is our pool of ", "号池 ", "a1 "):
        started = time.perf_counter()
        decide(filler * 2_000)
        assert time.perf_counter() - started < 1.0
