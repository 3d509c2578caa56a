"""The status card's values: gate by gate what is known, who could know the rest, and what disagrees."""

from dataclasses import replace

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.seen import Effect
from bot.domain.reviews.authors import Author
from bot.domain.reviews.replies import Reply
from bot.domain.reviews.status import status
from tests.reviews.bringing import TODAY, dossier, proven, said, signal, text

TIMEOUT, YES, NO = Fact.BILLING_TIMEOUT, Reply.NOT_BILLED, Reply.BILLED


def test_a_fresh_review_knows_nothing_and_says_who_could() -> None:
    """Every fact once, under whoever could know it."""
    card = status(dossier(), TODAY)
    assert card.headline == "Not for production: not proven yet"
    assert (card.answered, card.facts) == (0, 20)
    assert [who for who, _ in card.missing] == ["the provider", "an engineer who uses it", "whoever pays its bill"]
    named = [word for _, gates in card.missing for gate in gates for word in gate.split("(")[1].split(", ")]
    assert len(named) == 20
    assert [gate.gate for gate in card.gates] == list(Gate)


def test_everything_proven_leaves_nothing_missing() -> None:
    """Twenty of twenty, and the headline of its verdict."""
    card = status(dossier(*proven()), TODAY)
    assert card.headline == "For production and scale-up"
    assert card.answered == 20
    assert card.missing == ()
    assert {line.grade for gate in card.gates for line in gate.facts} == {Grade.EVIDENCED}


def test_a_claim_is_told_but_is_no_answer_yet() -> None:
    """Its words stand in the card, and it stays missing."""
    card = status(dossier(said(TIMEOUT, YES)), TODAY)
    [line] = [line for gate in card.gates for line in gate.facts if line.fact is TIMEOUT]
    assert (line.grade, line.says) == (Grade.CLAIMED, "not billed")
    assert card.answered == 0
    assert any(gate.startswith("failed-call billing (timeout") for _, gates in card.missing for gate in gates)


def test_answers_that_disagree_stand_side_by_side() -> None:
    """Each with its words and who gave it."""
    pairs = [said(TIMEOUT, YES, Author.PROVIDER), said(TIMEOUT, NO, number=2, by="U2")]
    [beside] = status(dossier(*pairs), TODAY).disagreeing
    assert beside.label == "failed-call billing: timeout"
    assert [(says, by) for _, says, _, by in beside.answers] == [("not billed", "U1"), ("billed", "U2")]


def test_signals_are_told_once_and_only_of_what_counts() -> None:
    """A page that was overtaken shows nothing any more."""
    pair, old = said(TIMEOUT, YES), text(50, superseded=True)
    seen = (signal(Effect.QUESTION, pair[1], "13", "flat price"),) * 2 + (signal(Effect.ACCOUNT_POOL, old, "1"),)
    card = status(replace(dossier(pair, signals=seen), evidence=(pair[1], old)), TODAY)
    assert card.signals == (("13", "flat price"),)
    assert "account pool" not in card.headline


def test_contributors_are_named_once() -> None:
    """In the order in which they first answered."""
    pairs = [
        said(TIMEOUT, YES, by="U2"),
        said(Fact.RIGHTS_STORE, Reply.ALLOWED, number=2),
        said(TIMEOUT, YES, number=3, by="U2"),
    ]
    assert status(dossier(*pairs), TODAY).contributors == ("U2", "U1")
