"""What is asked next: by purpose, a few at a time, nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.facts import Fact, Grade, Stated
from bot.domain.gates.route import Purpose
from bot.domain.reviews.asking import (
    AT_A_TIME,
    HOW_MANY,
    WHAT_FOR,
    WHY_NOT_OFFICIAL,
    is_not_known,
    missing,
    next_facts,
    questions,
)
from bot.domain.reviews.replies import gate_of
from tests.reviews.bringing import review

FIRST = [
    (None, Gate.OWNER),
    (Purpose.EXPERIMENTS, Gate.OWNER),
    (Purpose.INTERNAL, Gate.OWNER),
    (Purpose.PUBLIC, Gate.OWNER),
    (Purpose.CUSTOMER, Gate.MAPPING),
    (Purpose.SENSITIVE, Gate.MAPPING),
]


@pytest.mark.parametrize(("purpose", "gate"), FIRST)
def test_the_purpose_says_what_is_asked_first(purpose: Purpose | None, gate: Gate) -> None:
    """What customers' pictures hang on comes first where they are meant; everything is asked in the end."""
    order = missing({}, purpose)
    assert gate_of(order[0]) is gate
    assert set(order) == set(Fact)


def test_a_review_begins_with_why_what_for_and_how_many() -> None:
    """And one fact, so that it goes on."""
    asked = questions(review(reason="", purpose=None, volume=None), {})
    assert asked[:3] == (WHY_NOT_OFFICIAL, WHAT_FOR, HOW_MANY)
    assert len(asked) == AT_A_TIME + 1


def test_questions_name_the_route() -> None:
    """In plain language."""
    asked = questions(review(), {})
    assert asked[0] == "Which model does the provider say stands behind gpt-image-2, and which upstream?"
    assert len(asked) == AT_A_TIME


grades = st.dictionaries(st.sampled_from(Fact), st.sampled_from(Grade).map(Stated))


@given(grades, st.sampled_from([None, *Purpose]), st.frozensets(st.sampled_from(Fact)))
def test_nothing_is_asked_that_is_settled_or_was_asked(
    facts: dict[Fact, Stated], purpose: Purpose | None, asked: frozenset[Fact]
) -> None:
    """A few at a time, in the order of what is missing."""
    found = next_facts(review(purpose=purpose, asked=asked), facts)
    assert not set(found) & asked
    assert all(facts[fact].grade in {Grade.UNKNOWN, Grade.CLAIMED} for fact in found if fact in facts)
    assert len(found) <= AT_A_TIME
    assert [fact for fact in missing(facts, purpose) if fact in found] == list(found)


def test_a_dashboard_stands_in_for_usage_and_the_other_way() -> None:
    """They count as one; a claim stands in for nothing."""
    dashboard, usage = Fact.OBSERVABILITY_DASHBOARD, Fact.OBSERVABILITY_USAGE
    assert usage not in missing({dashboard: Stated(Grade.EVIDENCED)}, None)
    assert dashboard not in missing({usage: Stated(Grade.EVIDENCED)}, None)
    assert usage in missing({dashboard: Stated(Grade.CLAIMED)}, None)


def test_nothing_is_missing_where_everything_is_settled() -> None:
    """A failure is settled too: no answer brings it back but another one's withdrawal."""
    settled = {fact: Stated(Grade.FAILED if fact in facts_of(Gate.RIGHTS) else Grade.EVIDENCED) for fact in Fact}
    assert missing(settled, Purpose.CUSTOMER) == ()


NOT_KNOWN = ["don't know", "I don’t know.", "we do not know", "Sorry, I don't know", "no idea", "No clue!", "not sure",
             "unknown", "idk", "dunno", "Keine Ahnung", "Weiß ich nicht", "weiss ich leider nicht", "je ne sais pas",
             "aucune idée", "No sé", "no lo sé", "não sei", "不知道", "分からない", "わからない",
             "I don't know, ask Priya"]  # fmt: skip
KNOWN = ["Timeouts are not billed.", "I don't know whether it matters, but their terms say that timeouts are free of charge",
         "no", "yes", "unknown models are refused with a 404", "not sure it matters: retries are billed", ""]  # fmt: skip


@pytest.mark.parametrize("said", NOT_KNOWN)
def test_not_knowing_is_an_answer(said: str) -> None:
    """In several languages."""
    assert is_not_known(said)


@pytest.mark.parametrize("said", KNOWN)
def test_what_says_more_than_that_is_read(said: str) -> None:
    """It may hold an answer."""
    assert not is_not_known(said)
