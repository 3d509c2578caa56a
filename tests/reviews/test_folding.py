"""Folding: what answers come to. A claim never allows; only what the right author says is evidenced; nothing else counts."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.permissions import Permission
from bot.domain.gates.route import RouteClass
from bot.domain.gates.seen import Effect
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, EvidenceKind
from bot.domain.reviews.folding import contradictions, fold, judge, worth
from bot.domain.reviews.replies import Reply, choices, denies
from tests.reviews.bringing import TODAY, answer, days, dossier, proven, said, signal, text

FAILED, UNKNOWN, CLAIMED, EVIDENCED = Grade.FAILED, Grade.UNKNOWN, Grade.CLAIMED, Grade.EVIDENCED
TIMEOUT, PROOF, CLAIM = Fact.BILLING_TIMEOUT, Fact.MAPPING_PROOF, Fact.MAPPING_CLAIM
YES, NO = Reply.NOT_BILLED, Reply.BILLED
Pair = tuple[Answer, Evidence]


def grade(*pairs: Pair, fact: Fact = TIMEOUT) -> Grade:
    """What a fact comes to."""
    known = fold(dossier(*pairs), TODAY).get(fact)
    return known.grade if known else UNKNOWN


def allowed(found: Dossier) -> set[Permission]:
    """What may be done."""
    verdict = judge(found, TODAY)
    return {permission for permission in Permission if verdict.allows(permission)}


def billed(reply: Reply, author: Author = Author.SOMEBODY, *, number: int = 1, by: str = "U1", **more: Any) -> Pair:
    """An answer about timeouts."""
    return said(TIMEOUT, reply, author, number=number, by=by, **more)


WORLDS = list(product([YES, NO, Reply.REFUSED], [Author.SOMEBODY, Author.PROVIDER, Author.BILL], ["U1", "U2"]))


@pytest.mark.parametrize(("first", "second"), list(product(WORLDS, WORLDS)))
def test_two_answers_come_to_what_the_rules_say(
    first: tuple[Reply, Author, str], second: tuple[Reply, Author, str]
) -> None:
    """Every pair of them: overtaken claims are gone, disagreement and denial fail, else the better author counts."""
    pairs = [billed(reply, author, number=at, by=by) for at, (reply, author, by) in enumerate((first, second), 1)]
    overtaken = first[1] is second[1] is Author.SOMEBODY and first[2] == second[2]
    standing = [second] if overtaken else [first, second]
    replies = {reply for reply, _, _ in standing}
    if len(replies) > 1 or Reply.REFUSED in replies:
        assert grade(*pairs) is FAILED
    else:
        assert grade(*pairs) is max(
            (EVIDENCED if author is not Author.SOMEBODY else CLAIMED for _, author, _ in standing),
            key=lambda one: one.rank,
        )


def test_without_an_answer_a_fact_is_unknown() -> None:
    """Absent is not no."""
    assert grade() is UNKNOWN
    assert fold(dossier()) == {}


def test_withdrawing_a_contradiction_restores_what_stood() -> None:
    """Also where the other answer was only a claim."""
    terms, claim = billed(YES, Author.PROVIDER, number=1), billed(NO, number=2, by="U2")
    assert grade(terms, claim) is FAILED
    assert list(contradictions(dossier(terms, claim))) == [TIMEOUT]
    assert grade(terms) is EVIDENCED
    assert contradictions(dossier(terms)) == {}


def test_a_person_s_later_claim_overtakes_their_earlier_one_and_nobody_else_s() -> None:
    """They corrected themselves."""
    assert grade(billed(NO, number=1), billed(YES, number=2)) is CLAIMED
    assert grade(billed(NO, number=1), billed(YES, number=2, by="U2")) is FAILED
    assert grade(billed(NO, Author.PROVIDER, number=1), billed(YES, Author.PROVIDER, number=2)) is FAILED


NOT_COUNTING = [
    {"superseded": True},
    {"kind": EvidenceKind.SCREENSHOT},
    {"kind": EvidenceKind.SCREENSHOT, "confirmed_by": "U2", "superseded": True},
]


@pytest.mark.parametrize("of_text", NOT_COUNTING)
@pytest.mark.parametrize("reply", [YES, Reply.REFUSED])
def test_what_is_overtaken_or_not_confirmed_counts_for_nothing(of_text: dict[str, Any], reply: Reply) -> None:
    """Neither for nor against."""
    assert grade(billed(reply, Author.PROVIDER, **of_text)) is UNKNOWN
    assert grade(billed(YES, Author.PROVIDER), billed(NO, Author.PROVIDER, number=2, **of_text)) is EVIDENCED


def test_a_confirmed_screenshot_counts() -> None:
    """As much as any text of its author."""
    assert grade(billed(YES, Author.BILL, kind=EvidenceKind.SCREENSHOT, confirmed_by="U2")) is EVIDENCED


@pytest.mark.parametrize("claim", [None, *Author])
@pytest.mark.parametrize("also", [None, Author.DASHBOARD, Author.SOMEBODY, Author.PROVIDER])
def test_a_probe_proves_the_mapping_only_beside_an_evidenced_claim(claim: Author | None, also: Author | None) -> None:
    """But never takes away what the team's own project proves."""
    pairs = [said(PROOF, Reply.SHOWN, Author.PROBE)]
    pairs += [said(CLAIM, Reply.NAMED, claim, number=2)] if claim else []
    pairs += [said(PROOF, Reply.SHOWN, also, number=3)] if also else []
    proves = claim is Author.PROVIDER or also is Author.DASHBOARD
    assert grade(*pairs, fact=PROOF) is (EVIDENCED if proves else CLAIMED)


def test_a_verdict_on_a_probe_lasts_thirty_days_and_says_consistent() -> None:
    """Never proven."""
    found = judge(dossier(*proven(proof=Author.PROBE)), TODAY)
    assert found.valid_until == days(30)
    assert "consistent with the claim" in found.headline
    assert judge(dossier(*proven()), TODAY).valid_until == days(90)


@pytest.mark.parametrize(("read", "left"), [(0, 90), (-30, 60), (-90, 0)])
def test_a_verdict_never_outlives_its_evidence(read: int, left: int) -> None:
    """Counted from the day on which it was read."""
    assert judge(dossier(*proven(read_on=days(read))), TODAY).valid_until == days(left)


def test_evidence_that_ran_out_supports_nothing() -> None:
    """From the day after its last."""
    assert grade(billed(YES, Author.PROVIDER, read_on=days(-90))) is EVIDENCED
    found = judge(dossier(*proven(read_on=days(-91))), TODAY)
    assert {graded.grade for graded in found.gates.values()} == {UNKNOWN}


def test_evidence_that_was_renewed_counts_again() -> None:
    """The old reading of the same words does not pull the new one down."""
    old, new = billed(YES, Author.PROVIDER, read_on=days(-200)), billed(YES, Author.PROVIDER, number=2)
    assert judge(dossier(old, new), TODAY).facts[TIMEOUT].grade is EVIDENCED
    assert judge(dossier(old, new), TODAY).facts[TIMEOUT].until == days(90)


def test_what_disagreed_once_disagrees_though_it_ran_out() -> None:
    """A failure stays one until somebody withdraws it."""
    old, new = billed(NO, Author.PROVIDER, read_on=days(-200)), billed(YES, Author.PROVIDER, number=2)
    assert judge(dossier(old, new), TODAY).facts[TIMEOUT].grade is FAILED


def test_everything_proven_allows_everything() -> None:
    """And any one fact left out takes production away."""
    assert allowed(dossier(*proven())) == set(Permission)
    for fact in set(Fact) - {Fact.OBSERVABILITY_DASHBOARD, Fact.OBSERVABILITY_USAGE}:
        assert Permission.PRODUCTION not in allowed(dossier(*proven(but=frozenset({fact}))))


def test_an_account_pool_is_allowed_nothing_whatever_is_proven() -> None:
    """By its signals or by what somebody states."""
    pairs = proven()
    pool = signal(Effect.ACCOUNT_POOL, pairs[0][1])
    assert allowed(dossier(*pairs, signals=(pool,))) == set()
    stated = replace(dossier().review.route, stated=RouteClass.ACCOUNT_POOL)
    assert allowed(dossier(*pairs, route=stated)) == set()


def test_a_signal_of_a_text_that_does_not_count_does_nothing() -> None:
    """Overtaken pages show nothing."""
    old = text(50, superseded=True)
    found = dossier(*proven(), signals=(signal(Effect.ACCOUNT_POOL, old),))
    found = replace(found, evidence=(*found.evidence, old))
    assert allowed(found) == set(Permission)


facts = st.sampled_from(Fact)
replied = facts.flatmap(lambda fact: st.tuples(st.just(fact), st.sampled_from([one.reply for one in choices(fact)])))
rows = st.tuples(replied, st.sampled_from(Author), st.sampled_from(["U1", "U2"]), st.integers(-120, 0))


def made(drawn: Sequence[tuple[tuple[Fact, Reply], Author, str, int]], start: int = 1) -> list[Pair]:
    """Answers of what was drawn, each with its text."""
    return [
        said(fact, reply, author, number=start + at, by=by, read_on=days(age))
        for at, ((fact, reply), author, by, age) in enumerate(drawn)
    ]


@given(st.lists(rows, max_size=12), st.booleans(), st.lists(replied, min_size=1, max_size=4))
def test_a_claim_of_somebody_new_never_adds_a_permission(
    drawn: list[tuple[tuple[Fact, Reply], Author, str, int]], full: bool, claims: list[tuple[Fact, Reply]]
) -> None:
    """However many there are, and whatever else is known."""
    pairs = [*(proven() if full else ()), *made(drawn)]
    claimed = [said(fact, reply, number=500 + at, by=f"new{at}") for at, (fact, reply) in enumerate(claims)]
    assert allowed(dossier(*pairs, *claimed)) <= allowed(dossier(*pairs))


@given(st.lists(rows, max_size=12), st.booleans())
def test_nothing_is_evidenced_but_by_words_that_prove_it(
    drawn: list[tuple[tuple[Fact, Reply], Author, str, int]], full: bool
) -> None:
    """And every denial of somebody who stands by it is a failure."""
    pairs = [*(proven() if full else ()), *made(drawn)]
    known = fold(dossier(*pairs), TODAY)
    for fact, stated in known.items():
        about = [pair for pair in pairs if pair[0].fact is fact]
        if stated.grade is EVIDENCED:
            assert any(worth(*pair) is EVIDENCED for pair in about)
        if any(denies(fact, one.reply) and text.author is not Author.SOMEBODY for one, text in about):
            assert stated.grade is FAILED


@given(st.lists(rows, max_size=10), rows)
def test_withdrawing_brings_back_what_was_there_before(
    drawn: list[tuple[tuple[Fact, Reply], Author, str, int]],
    one: tuple[tuple[Fact, Reply], Author, str, int],
) -> None:
    """An answer that is withdrawn leaves no trace in what is decided."""
    pairs, [more] = made(drawn), made([one], start=100)
    whole = dossier(*pairs, more)
    without = replace(whole, answers=tuple(a for a in whole.answers if a.id != more[0].id))
    assert fold(without, TODAY) == fold(dossier(*pairs), TODAY)


def test_a_note_is_short_and_in_one_line() -> None:
    """Quotes may be long."""
    of = text(1)
    pair = (answer(1, TIMEOUT, YES, of, quote="long words\n" * 60), of)
    note = fold(dossier(pair))[TIMEOUT].note
    assert len(note) <= 200
    assert "\n" not in note
