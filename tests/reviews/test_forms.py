"""Forms of a review: what they say, and what is wrong with them, beside the field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose, RouteClass
from bot.domain.refusing.volume import MOST
from bot.domain.reviews.authors import Author
from bot.domain.reviews.forms import ANSWER, BASICS, CORRECT, EXCEPTION, WHOSE, Entered, problems
from bot.domain.reviews.replies import Reply, choices, possible
from tests.reviews.bringing import TODAY

GOOD = {"fact": "billing.timeout", "reply": "not billed", "quote": "Timeouts are not billed.", "author": "provider",
        "where": "https://example.ai/terms", "read_on": "2026-11-24"}  # fmt: skip
WRONG: list[tuple[str, dict[str, str], set[str]]] = [
    (ANSWER, {}, set()),
    (ANSWER, {"reply": "allowed"}, {"reply"}),
    (ANSWER, {"reply": ""}, {"reply"}),
    (ANSWER, {"quote": "  "}, {"quote"}),
    (ANSWER, {"where": " "}, {"where"}),
    (ANSWER, {"where": "", "author": "somebody"}, set()),
    (ANSWER, {"where": "", "author": "bill"}, set()),
    (ANSWER, {"read_on": "2026-11-25"}, {"read_on"}),
    (ANSWER, {"read_on": ""}, set()),
    (ANSWER, {"read_on": "yesterday"}, set()),
    (
        ANSWER,
        {"reply": "shown", "quote": "", "where": "", "read_on": "2027-01-01"},
        {"reply", "quote", "where", "read_on"},
    ),
    (WHOSE, {}, set()),
    (WHOSE, {"where": ""}, {"where"}),
    (WHOSE, {"read_on": "2026-12-01"}, {"read_on"}),
    (BASICS, {"volume": ""}, set()),
    (BASICS, {"volume": "400"}, set()),
    (BASICS, {"volume": "12,000"}, set()),
    (BASICS, {"volume": "12.000"}, set()),
    (BASICS, {"volume": "0"}, {"volume"}),
    (BASICS, {"volume": "-3"}, {"volume"}),
    (BASICS, {"volume": "many"}, {"volume"}),
    (BASICS, {"volume": "４００"}, {"volume"}),
    (BASICS, {"volume": str(MOST + 1)}, {"volume"}),
    (CORRECT, {"reply": "withdraw"}, set()),
    (EXCEPTION, {"until": "2026-12-01"}, set()),
]


@pytest.mark.parametrize(("form", "changed", "fields"), WRONG)
def test_what_is_wrong_is_said_beside_its_field(form: str, changed: dict[str, str], fields: set[str]) -> None:
    """And nothing else is."""
    found = problems(form, Entered({**GOOD, **changed}), TODAY)
    assert set(found) == fields
    assert all(sentence.endswith(".") for sentence in found.values())


def test_an_answer_that_does_not_fit_is_told_what_fits() -> None:
    """By the question that was chosen."""
    told = problems(ANSWER, Entered({**GOOD, "reply": "allowed"}), TODAY)["reply"]
    assert told == "That does not answer this question. Possible here: billed, not billed, refused to say."


@pytest.mark.parametrize("fact", Fact)
@pytest.mark.parametrize("reply", Reply)
def test_every_answer_of_a_question_is_taken_and_no_other(fact: Fact, reply: Reply) -> None:
    """As the tables say."""
    entered = Entered({**GOOD, "fact": fact.value, "reply": reply.value})
    assert (entered.reply is reply) is any(one.reply is reply for one in choices(fact))
    assert entered.reply is possible(fact, reply.value)


def test_a_form_without_a_choice_claims_nothing() -> None:
    """Words of which nobody said whose they are are somebody's."""
    empty = Entered({})
    assert (empty.fact, empty.reply, empty.purpose, empty.route_class, empty.volume) == (None,) * 5
    assert empty.author is Author.SOMEBODY
    assert Entered({"author": "openai"}).author is Author.SOMEBODY
    assert empty.day("until") is None


def test_what_was_chosen_is_read() -> None:
    """By its name."""
    entered = Entered({"purpose": "public content", "class": "account_pool", "volume": "1 200"})
    assert entered.purpose is Purpose.PUBLIC
    assert entered.route_class is RouteClass.ACCOUNT_POOL
    assert entered.volume == 1200


@given(st.dictionaries(st.text(), st.text()))
def test_a_form_is_kept_and_read_again_as_it_was(fields: dict[str, str]) -> None:
    """Whatever was typed."""
    assert Entered.read(Entered(fields).write()) == Entered(fields)
