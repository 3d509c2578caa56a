"""Quotes that say the opposite: no model's answer gets past words that plainly deny it."""

import pytest

from bot.domain.gates.facts import Fact
from bot.domain.reviews.quoting import Finding, hold_against
from bot.domain.reviews.replies import Reply, choices, denies
from bot.domain.reviews.saying_so import says_otherwise
from tests.reviews.bringing import good, text
from tests.reviews.test_speaking import SPEAKS
from tests.stories.reviewing import IN_TERMS, OWN_DASHBOARD, OWN_PROJECT

OTHERWISE = [
    (Reply.BILLED, "Requests that time out are not billed."),
    (Reply.BILLED, "Timeouts are free of charge."),
    (Reply.BILLED, "A timed-out call costs nothing."),
    (Reply.BILLED, "Failed generations are refunded."),
    (Reply.BILLED, "Abgelehnte Anfragen werden nicht berechnet."),
    (Reply.BILLED, "超时的请求不计费"),
    (Reply.NOT_BILLED, "Timeouts are billed at the full rate."),
    (Reply.NOT_BILLED, "You pay for each attempt."),
    (Reply.NOT_BILLED, "Retries are charged as new requests."),
    (Reply.NOT_BILLED, "Timeouts cost $0.04."),
    (Reply.ALLOWED, "You may not sell outputs."),
    (Reply.ALLOWED, "Outputs must never be used commercially and may in no case, and must not, be sold."),
    (Reply.ALLOWED, "Commercial use of outputs is prohibited."),
    (Reply.ALLOWED, "Outputs are for personal use only."),
    (Reply.ALLOWED, "You cannot store outputs."),
    (Reply.ALLOWED, "Redistribution of images is strictly forbidden."),
    (Reply.ALLOWED, "Bilder dürfen nicht gespeichert werden."),
    (Reply.ALLOWED, "禁止商用"),
    (Reply.AVAILABLE, "Responses do not report token usage."),
    (Reply.AVAILABLE, "There is no dashboard."),
    (Reply.AVAILABLE, "Responses come without a request id."),
    (Reply.NAMED, "We do not disclose our upstream account."),
    (Reply.NAMED, "We cannot name the company behind it."),
    (Reply.SHOWN, "Our project lists no request of theirs."),
    (Reply.SHOWN, "The requests do not appear: none of them is there."),
]


@pytest.mark.parametrize(("reply", "words"), OTHERWISE)
def test_words_that_say_the_opposite_carry_no_answer(reply: Reply, words: str) -> None:
    """Neither a permission nor a price."""
    assert says_otherwise(reply, words)


SO = [
    (Reply.BILLED, "Timeouts are billed at the full rate."),
    (Reply.NOT_BILLED, "Requests that time out are not billed."),
    (Reply.NOT_BILLED, "Timeouts are free."),
    (Reply.NOT_BILLED, "We refund failed generations."),
    (Reply.NOT_BILLED, "A timed-out call costs $0.00."),
    (Reply.ALLOWED, "You may store outputs without a time limit."),
    (Reply.ALLOWED, "Outputs are yours: sell them, no royalties are due."),
    (Reply.NAMED, "The model is never substituted."),
    (Reply.NAMED, "Example AI GmbH, Berlin, operates it."),
    (Reply.SHOWN, "A probe of 22 November found nothing against it."),
    (Reply.AVAILABLE, "Every response carries a request id."),
]


@pytest.mark.parametrize(("reply", "words"), SO)
def test_words_that_say_so_are_taken(reply: Reply, words: str) -> None:
    """In the usual ways of saying it."""
    assert not says_otherwise(reply, words)


@pytest.mark.parametrize(("fact", "words"), SPEAKS, ids=[words for _, words in SPEAKS])
def test_every_plain_sentence_carries_some_answer_that_is_no_denial(fact: Fact, words: str) -> None:
    """None of the sentences that speak of a fact is lost."""
    hoped = [one.reply for one in choices(fact) if not one.denies]
    assert good(fact) in hoped
    assert any(not says_otherwise(reply, words) for reply in hoped)


@pytest.mark.parametrize(("fact", "reply", "quote"), IN_TERMS)
def test_honest_terms_lose_nothing(fact: str, reply: str, quote: str) -> None:
    """Every sentence of them counts for what it says."""
    supported, _ = hold_against([Finding(Fact(fact), reply, quote)], [text(1, words=quote)])
    assert len(supported) == 1


def test_the_own_records_are_taken() -> None:
    """As people write them into the form."""
    assert not says_otherwise(Reply.SHOWN, OWN_PROJECT["quote"])
    assert not says_otherwise(Reply.AVAILABLE, OWN_DASHBOARD["quote"])


def test_a_denial_is_never_held_back() -> None:
    """What can only make things worse is taken as it comes."""
    denials = {choice.reply for fact in Fact for choice in choices(fact) if denies(fact, choice.reply)}
    for _, words in (*OTHERWISE, *SO):
        assert not any(says_otherwise(reply, words) for reply in denials)


TWO = "Requests that time out are not billed. Retries are billed as new requests."


@pytest.mark.parametrize(
    ("fact", "reply", "held"),
    [
        (Fact.BILLING_TIMEOUT, "not billed", True),
        (Fact.BILLING_TIMEOUT, "billed", False),
        (Fact.BILLING_RETRY, "billed", True),
        (Fact.BILLING_RETRY, "not billed", False),
    ],
)
def test_of_two_sentences_the_one_that_speaks_of_the_fact_counts(fact: Fact, reply: str, held: bool) -> None:
    """A no about something else is no no."""
    supported, dropped = hold_against([Finding(fact, reply, TWO)], [text(1, words=TWO)])
    assert bool(supported) is held
    assert [one.why for one in dropped] == ([] if held else [f"the quoted words do not say “{reply}”"])
