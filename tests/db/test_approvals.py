"""Approvals: one question a turn, one answer, never after its time; a yes raises a limit for its turn alone."""

from dataclasses import replace

import pytest

from bot.domain.approval import Approval, ApprovalKind, ApprovalState
from bot.domain.budgets import Period, Scope, ScopeKind
from bot.domain.ledger import Basis
from bot.domain.money import NanoUsd
from db import approvals, budgets
from db.budgets import NewBudget
from db.tx import Tx
from tests.db import house
from tests.db.day import Day
from tests.db.house import AT, DAY, picture_part

CENT = 10_000_000
ASKED = Approval(
    id="q1",
    turn_id="ta",
    kind=ApprovalKind.SPEND,
    estimate=NanoUsd(3 * CENT),
    quote=NanoUsd(5 * CENT),
    digest="abc",
    asked_by="U1",
    asked_at_ms=AT,
    expires_at_ms=AT + 1000,
)


@pytest.fixture
def asked(tx: Tx) -> Tx:
    """A turn that waits for a yes."""
    house.planned(tx, "a")
    assert approvals.ask(tx, approval=ASKED)
    return tx


def test_a_question_comes_back_as_it_was_asked(asked: Tx) -> None:
    """By its id, by its turn, and among those that wait."""
    assert approvals.get(asked, approval_id="q1") == ASKED
    assert approvals.of_turn(asked, turn_id="ta") == approvals.waiting(asked, at=AT) == [ASKED]
    assert approvals.get(asked, approval_id="q9") is None


def test_a_turn_waits_for_one_answer_at_a_time(asked: Tx) -> None:
    """A second question is asked once the first is answered."""
    again = replace(ASKED, id="q2")
    assert not approvals.ask(asked, approval=again)
    assert approvals.decide(asked, approval_id="q1", approved=False, by="U9", at=AT)
    assert approvals.ask(asked, approval=again)


@pytest.mark.parametrize("approved", [True, False])
def test_the_first_answer_stands(asked: Tx, approved: bool) -> None:
    """A second click changes nothing."""
    decided = approvals.decide(asked, approval_id="q1", approved=approved, by="U9", at=AT + 1)
    assert decided is not None
    assert decided.state is (ApprovalState.APPROVED if approved else ApprovalState.DECLINED)
    assert (decided.decided_by, decided.decided_at_ms) == ("U9", AT + 1)
    assert approvals.decide(asked, approval_id="q1", approved=not approved, by="U8", at=AT + 2) is None
    assert approvals.get(asked, approval_id="q1") == decided


def test_an_answer_that_comes_too_late_is_none(asked: Tx) -> None:
    """Also before anybody has tidied up."""
    assert approvals.decide(asked, approval_id="q1", approved=True, by="U9", at=AT + 1000) is None
    assert approvals.expire(asked, at=AT + 999) == []
    assert [found.id for found in approvals.expire(asked, at=AT + 1000)] == ["q1"]
    assert approvals.expire(asked, at=AT + 1001) == approvals.waiting(asked, at=AT) == []


def test_a_yes_is_for_exactly_what_was_estimated(asked: Tx) -> None:
    """Another plan needs another yes."""
    allowed = {"turn_id": "ta", "kind": ApprovalKind.SPEND}
    assert not approvals.allowed(asked, turn_id="ta", kind=ApprovalKind.SPEND, digest="abc")
    approvals.decide(asked, approval_id="q1", approved=True, by="U9", at=AT)
    assert approvals.allowed(asked, **allowed, digest="abc")  # type: ignore[arg-type] # a table of arguments
    assert not approvals.allowed(asked, **allowed, digest="abd")  # type: ignore[arg-type]
    assert not approvals.allowed(asked, turn_id="ta", kind=ApprovalKind.OVERRUN, digest="abc")


def test_a_turn_goes_on_as_one_other(asked: Tx) -> None:
    """Which has the yes of the first."""
    house.planned(asked, "b")
    assert not approvals.go_on_as(asked, approval_id="q1", turn_id="tb")
    approvals.decide(asked, approval_id="q1", approved=True, by="U9", at=AT)
    assert approvals.go_on_as(asked, approval_id="q1", turn_id="tb")
    assert not approvals.go_on_as(asked, approval_id="q1", turn_id="ta")
    assert approvals.allowed(asked, turn_id="tb", kind=ApprovalKind.SPEND, digest="abc")


def test_an_overrun_gives_room_to_its_turn_and_to_no_other() -> None:
    """Nor to the turn that it goes on from."""
    day = Day()
    budget = NewBudget("b1", "T1", Scope(ScopeKind.WORKSPACE), Period.MONTH, 2 * CENT, (100,), "U9")
    assert budgets.put(day.tx, budget=budget, expected=None, at=AT)
    for name in "abc":
        day.turn(name)
    overrun = replace(ASKED, kind=ApprovalKind.OVERRUN, budget_id="b1", overrun=NanoUsd(CENT))
    approvals.ask(day.tx, approval=overrun)

    def room(turn: str) -> int:
        [found] = budgets.standings(day.tx, team="T1", actor="U1", channel="C1", day=DAY, lapsed_before=0, turn_id=turn)
        return found.room

    assert room("ta") == 2 * CENT
    approvals.decide(day.tx, approval_id="q1", approved=True, by="U9", at=AT)
    assert [room(turn) for turn in ("ta", "tb")] == [3 * CENT, 2 * CENT]
    approvals.go_on_as(day.tx, approval_id="q1", turn_id="tb")
    assert [room(turn) for turn in ("ta", "tb", "tc")] == [2 * CENT, 3 * CENT, 2 * CENT]
    standings = budgets.standings(day.tx, team="T1", actor="U1", channel="C1", day=DAY, lapsed_before=0, turn_id="tb")
    ceiling = picture_part(1000, Basis.CEILING)
    assert day.reserve(day.turn("b"), ceiling, standings=standings) is not None
