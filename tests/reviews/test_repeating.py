"""When a verdict is written down anew, and when a new fact puts one out of force."""

from dataclasses import replace

from bot.domain.gates.facts import Fact
from bot.domain.gates.record import VerdictState
from bot.domain.reviews.dossier import ReviewState
from bot.domain.reviews.folding import graded, judge, repeats, undermines
from bot.domain.reviews.replies import Reply
from tests.reviews.bringing import TODAY, days, dossier, good, proven, record, said

TIMEOUT, YES, NO = Fact.BILLING_TIMEOUT, Reply.NOT_BILLED, Reply.BILLED


def test_a_new_fact_that_changes_nothing_reopens_nothing() -> None:
    """One more text that says the same, or a claim where there is proof."""
    given_on = record(dossier(*proven()))
    assert not undermines(dossier(*proven(), said(TIMEOUT, YES, by="U2")), given_on, TODAY)
    assert undermines(dossier(*proven(), said(TIMEOUT, NO, by="U2")), given_on, TODAY)
    assert undermines(dossier(*proven(but=frozenset({TIMEOUT}))), given_on, TODAY)


def test_what_only_improves_reopens_nothing() -> None:
    """A fact that was missing and is proven now takes nothing away from what was decided without it."""
    before = record(dossier(*proven(but=frozenset({TIMEOUT}))))
    assert not undermines(dossier(*proven()), before, TODAY)


def test_only_the_same_verdict_by_the_same_person_repeats() -> None:
    """A second reviewer's is written down, and so is one that ends on another day or came after a new fact."""
    found = dossier(*proven(), state=ReviewState.DECIDED)
    verdict, before = judge(found, TODAY), record(found)
    assert repeats(before, found, verdict, "U1")
    assert not repeats(before, found, verdict, "U2")
    assert not repeats(replace(before, state=VerdictState.REVOKED), found, verdict, "U1")
    assert not repeats(replace(before, valid_until=days(5)), found, verdict, "U1")
    assert not repeats(before, dossier(*proven()), verdict, "U1")


def test_a_verdict_rests_with_who_supplied_each_fact() -> None:
    """Everybody, once."""
    found = dossier(*proven(), said(TIMEOUT, YES, by="U2"), said(TIMEOUT, YES, number=2, by="U2"))
    assert graded(found, judge(found, TODAY))[TIMEOUT].by == "U1 U2"
    assert graded(found, judge(found, TODAY))[TIMEOUT].says == good(TIMEOUT)
