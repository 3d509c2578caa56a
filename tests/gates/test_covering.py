"""Whether a fallback is covered: by a verdict's permissions on that day, or by an exception; an account pool never."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fallbacks import FailedCalls, Fallback
from bot.domain.gates.acceptance import Gate
from bot.domain.gates.covering import Covered, NotCovered, cover
from bot.domain.gates.exception import OPENS, ExceptionState, RiskException
from bot.domain.gates.facts import Fact, Grade, Stated
from bot.domain.gates.permissions import NEEDED_FOR, Permission
from bot.domain.gates.record import STANDING, GradedFact, VerdictRecord, VerdictState
from bot.domain.gates.route import Purpose, Route, RouteClass
from bot.domain.gates.seen import SignalSeen
from bot.domain.money import NanoUsd
from tests.gates.asking import ALL_EVIDENCED, POOL, TODAY, graded, route, verdict

ACME = Fallback(
    name="acme",
    provider="Acme",
    base_url="https://api.example.ai/v1",
    model="gpt-image-2",
    endpoint="images/generations",
    key_group="default",
    key_env="ACME_API_KEY",
    prices={"low": NanoUsd(1), "medium": NanoUsd(1), "high": NanoUsd(1)},
    failed_calls=FailedCalls.UNKNOWN,
    output_rights="ours",
    stop_rule="stop when a bill differs.",
)
WAITING, IN_FORCE = VerdictState.WAITING, VerdictState.IN_FORCE
Facts = dict[Fact, Stated]


def record(
    facts: Facts | None = None,
    *signals: SignalSeen,
    state: VerdictState = IN_FORCE,
    until: date = TODAY + timedelta(days=90),
    stated: RouteClass | None = RouteClass.PROVIDER_GATEWAY,
    why: str = "",
) -> VerdictRecord:
    """The record of what is decided from *facts*."""
    known = ALL_EVIDENCED if facts is None else facts
    decided = verdict(known, *signals, asked=route(stated))
    return VerdictRecord(
        id="d1",
        review_id="w1",
        team="T1",
        route=decided.route,
        purpose=None,
        route_class=decided.route_class,
        headline=decided.headline,
        why="",
        gates={gate: one.grade for gate, one in decided.gates.items()},
        permissions={use: decided.allows(use) for use in Permission},
        facts={fact: GradedFact(stated_fact.grade) for fact, stated_fact in known.items()},
        signals=(),
        stop_rule=decided.stop_rule,
        valid_until=until,
        decided_by="U1",
        decided_at_ms=1,
        state=state,
        ended_why=why,
    )


def exception(until: date = TODAY, state: ExceptionState = ExceptionState.IN_FORCE) -> RiskException:
    """One that stands today."""
    asked = Route(ACME.base_url, ACME.model, ACME.endpoint, ACME.key_group)
    return RiskException("x1", "w1", "T1", asked, "U1", "drafts", "a migration", until, "U1", 1, state, "U2")


@pytest.mark.parametrize("purpose", list(Purpose))
def test_all_evidenced_covers_everything(purpose: Purpose) -> None:
    """Without a note."""
    assert cover(ACME, purpose, record(), None, TODAY) == Covered()


@pytest.mark.parametrize("purpose", list(Purpose))
def test_nothing_evidenced_covers_experiments_alone(purpose: Purpose) -> None:
    """Manual tests need no gate."""
    covered = isinstance(cover(ACME, purpose, record({}), None, TODAY), Covered)
    assert covered is (purpose is Purpose.EXPERIMENTS)


DAYS = [(TODAY - timedelta(days=1), False), (TODAY, True), (TODAY + timedelta(days=1), True)]


@pytest.mark.parametrize(("until", "covered"), DAYS)
def test_the_last_day_is_the_last(until: date, covered: bool) -> None:
    """It covers through it."""
    assert isinstance(cover(ACME, Purpose.PUBLIC, record(until=until), None, TODAY), Covered) is covered


@pytest.mark.parametrize(("state", "purpose"), list(product(VerdictState, Purpose)))
def test_only_a_verdict_that_stands_covers_and_a_waiting_one_experiments_alone(
    state: VerdictState, purpose: Purpose
) -> None:
    """However good it is."""
    covered = isinstance(cover(ACME, purpose, record(state=state), None, TODAY), Covered)
    assert covered is (state is IN_FORCE or (state is WAITING and purpose is Purpose.EXPERIMENTS))


@pytest.mark.parametrize("purpose", list(Purpose))
def test_an_exception_opens_experiments_and_internal_use_with_its_label(purpose: Purpose) -> None:
    """With a verdict that is too weak, one that has expired, or none yet."""
    for weak in (record({}), record({}, until=TODAY - timedelta(days=1)), None):
        found = cover(ACME, purpose, weak, exception(), TODAY)
        if weak is not None and isinstance(cover(ACME, purpose, weak, None, TODAY), Covered):
            assert found == Covered()
        elif purpose in OPENS:
            assert found == Covered(("under a risk exception until 2026-11-24",))
        else:
            assert isinstance(found, NotCovered)


@pytest.mark.parametrize("state", [VerdictState.REVOKED, VerdictState.REOPENED])
def test_what_was_revoked_or_reopened_no_exception_opens(state: VerdictState) -> None:
    """Somebody has just said stop."""
    assert isinstance(cover(ACME, Purpose.EXPERIMENTS, record(state=state), exception(), TODAY), NotCovered)


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (TODAY - timedelta(days=1), ExceptionState.IN_FORCE),
        (TODAY, ExceptionState.WAITING),
        (TODAY, ExceptionState.DECLINED),
        (TODAY, ExceptionState.REVOKED),
    ],
)
def test_an_exception_that_does_not_stand_opens_nothing(until: date, state: ExceptionState) -> None:
    """Nor one whose last day is over."""
    assert isinstance(cover(ACME, Purpose.INTERNAL, record({}), exception(until, state), TODAY), NotCovered)


grades = st.fixed_dictionaries({gate: st.sampled_from(Grade) for gate in Gate})
purposes, states = st.sampled_from(Purpose), st.sampled_from(VerdictState)
exceptions = st.none() | st.builds(exception, st.just(TODAY), st.sampled_from(ExceptionState))


@given(grades, st.sampled_from(Gate), st.sampled_from(Grade), purposes, states, exceptions)
def test_a_better_grade_never_closes_and_a_worse_one_never_opens(
    known: dict[Gate, Grade],
    gate: Gate,
    other: Grade,
    purpose: Purpose,
    state: VerdictState,
    standing: RiskException | None,
) -> None:
    """Whatever else stands."""
    changed = {**known, gate: other}
    before, after = (
        isinstance(cover(ACME, purpose, record(graded(facts), state=state), standing, TODAY), Covered)
        for facts in (known, changed)
    )
    if other.rank >= known[gate].rank:
        assert after or not before
    else:
        assert before or not after


@given(grades, purposes, states, exceptions, st.booleans())
def test_an_account_pool_is_never_covered(
    known: dict[Gate, Grade], purpose: Purpose, state: VerdictState, standing: RiskException | None, said: bool
) -> None:
    """Said or shown, evidenced or not, with an exception or without."""
    pool = (
        record(graded(known), state=state, stated=RouteClass.ACCOUNT_POOL)
        if said
        else record(graded(known), POOL, state=state)
    )
    found = cover(ACME, purpose, pool, standing, TODAY)
    assert isinstance(found, NotCovered)
    assert "account pool" in found.sentence


@given(grades, purposes, states, st.sampled_from([date(2026, 11, 23), date(2026, 12, 31)]))
def test_what_is_covered_without_an_exception_is_what_the_verdict_grants(
    known: dict[Gate, Grade], purpose: Purpose, state: VerdictState, until: date
) -> None:
    """No more, no less."""
    stands = record(graded(known), state=state, until=until)
    granted = set(NEEDED_FOR[purpose]) <= stands.granted(TODAY)
    assert isinstance(cover(ACME, purpose, stands, None, TODAY), Covered) is granted
    assert not granted or (state in STANDING and until >= TODAY)


SENTENCES = [
    (None, Purpose.PUBLIC, "it has no verdict."),
    (record(until=date(2026, 11, 1)), Purpose.PUBLIC, "its verdict expired on 2026-11-01."),
    (record(state=VerdictState.REVOKED, why="the bill differed."), Purpose.PUBLIC, "was revoked: the bill differed."),
    (record(state=VerdictState.REOPENED), Purpose.PUBLIC, "its verdict was reopened."),
    (record(state=WAITING), Purpose.PUBLIC, "which needs production, and its verdict waits for a second reviewer."),
    (record({}), Purpose.PUBLIC, "Missing: production, held back by owner unknown; model mapping unknown; "),
    (
        record(graded({**dict.fromkeys(Gate, Grade.EVIDENCED), Gate.RIGHTS: Grade.FAILED})),
        Purpose.SENSITIVE,
        "production plus brand and customer assets. Missing: production plus brand and customer assets, held back by "
        "output rights failed",
    ),
    (
        record(
            {**ALL_EVIDENCED, Fact.BILLING_RETRY: Stated(Grade.CLAIMED), Fact.BILLING_TIMEOUT: Stated(Grade.UNKNOWN)}
        ),
        Purpose.PUBLIC,
        "held back by failed-call billing unknown (timeout unknown, retry claimed). Not in production; use the official",
    ),
]


@pytest.mark.parametrize(("stands", "purpose", "why"), SENTENCES, ids=[row[2][:30] for row in SENTENCES])
def test_the_sentence_says_what_is_missing_the_stop_rule_and_how_to_go_on(
    stands: VerdictRecord | None, purpose: Purpose, why: str
) -> None:
    """In the words of the tables."""
    found = cover(ACME, purpose, stands, None, TODAY)
    assert isinstance(found, NotCovered)
    first, stop, on = found.sentence.splitlines()
    assert first.startswith("The lane acme (Acme) does not start: ")
    assert why in first
    assert stop == "Stop rule: stop when a bill differs."
    assert on == ("To go on: /gateway review https://api.example.ai/v1, or leave out --via for the official route.")
