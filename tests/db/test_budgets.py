"""Budgets at rest: one in force, changed by whoever saw it last, seeds that give way to Slack, room never sold twice."""

import asyncio
from dataclasses import replace
from functools import partial
from itertools import count

import pytest

from bot.domain.budgets import Budget, Period, Scope, ScopeKind, Seed, Standing
from bot.domain.ledger import Basis, EntryKind
from bot.domain.money import NanoUsd
from bot.domain.uses import Use
from bot.services.purse import Purse
from db import alerts, budgets, ledger
from db.budgets import NewBudget
from db.store import Store
from db.tx import Tx
from tests.db import house
from tests.db.day import Day
from tests.db.house import AT, DAY, picture_part

WORKSPACE = Scope(ScopeKind.WORKSPACE)
CENT = 10_000_000
MONTH = Period.MONTH
HOLD_MS = 7 * 86_400_000


def new(name: str, limit: int, scope: Scope = WORKSPACE, period: Period = MONTH, by: str = "U9") -> NewBudget:
    """A budget somebody wants."""
    return NewBudget(name, "T1", scope, period, limit, (80, 100), by)


def put(tx: Tx, name: str, limit: int, scope: Scope = WORKSPACE, period: Period = MONTH) -> None:
    """A budget in force."""
    assert budgets.put(tx, budget=new(name, limit, scope, period), expected=None, at=AT)


def standing(tx: Tx, *, actor: str = "U1", channel: str = "C1", at: int = AT, turn: str = "") -> tuple[Standing, ...]:
    """The budgets of a person somewhere."""
    return budgets.standings(
        tx, team="T1", actor=actor, channel=channel, day=DAY, lapsed_before=at - HOLD_MS, turn_id=turn
    )


def in_force(tx: Tx) -> list[tuple[str, int]]:
    """The budgets that hold."""
    return [(budget.id, budget.limit) for budget in budgets.in_force(tx, team="T1")]


def test_of_two_admins_who_saw_the_same_budget_the_second_changes_nothing(tx: Tx) -> None:
    """Set at once, changed at once, or removed at once."""
    assert budgets.put(tx, budget=new("b1", 5, by="U8"), expected=None, at=AT)
    assert not budgets.put(tx, budget=new("b2", 6), expected=None, at=AT)
    assert budgets.put(tx, budget=new("b3", 7), expected="b1", at=AT + 1)
    assert not budgets.put(tx, budget=new("b4", 8), expected="b1", at=AT + 2)
    assert in_force(tx) == [("b3", 7)]
    assert budgets.remove(tx, budget_id="b3", by="U8", at=AT + 3)
    assert not budgets.remove(tx, budget_id="b3", by="U9", at=AT + 4)
    assert in_force(tx) == []


def test_every_change_stays_in_the_history_with_its_author(tx: Tx) -> None:
    """Newest first."""
    budgets.put(tx, budget=new("b1", 5, by="U8"), expected=None, at=AT)
    budgets.put(tx, budget=new("b2", 6), expected="b1", at=AT + 1)
    rows = budgets.history(tx, team="T1", scope=WORKSPACE, period=MONTH)
    assert [(row["id"], row["set_by"], row["removed_by"]) for row in rows] == [("b2", "U9", None), ("b1", "U8", "U9")]


def test_a_budget_comes_back_as_it_was_set(tx: Tx) -> None:
    """All of it."""
    put(tx, "b1", 5, Scope(ScopeKind.PERSON, "U1"), Period.DAY)
    scope = Scope(ScopeKind.PERSON, "U1")
    known = Budget("b1", "T1", scope, Period.DAY, NanoUsd(5), (80, 100), "U9", AT, "slack")
    assert budgets.get(tx, budget_id="b1") == known
    assert budgets.get(tx, budget_id="b9") is None


def seed(tx: Tx, *limits: int, ids: "count[int]") -> list[str]:
    """A start with a policy file that sets these."""
    seeds = [Seed(WORKSPACE, MONTH, NanoUsd(limit), (80, 100)) for limit in limits]
    done = budgets.seed(tx, team="T1", seeds=seeds, new_id=lambda kind: f"{kind}p{next(ids)}", at=AT + next(ids))
    return [seeded.did for seeded in done]


def test_the_policy_s_budget_follows_the_file_until_somebody_sets_one_in_slack(tx: Tx) -> None:
    """And a budget that was ended in Slack stays ended, whatever the file says."""
    ids = count(1)
    assert seed(tx, 5, ids=ids) == ["set"]
    assert seed(tx, 5, ids=ids) == []
    assert seed(tx, 6, ids=ids) == ["set"]
    assert seed(tx, ids=ids) == ["ended"]
    assert seed(tx, 7, ids=ids) == ["set"]
    [(current, limit)] = in_force(tx)
    assert limit == 7
    budgets.put(tx, budget=new("b1", 20), expected=current, at=AT + 100)
    assert seed(tx, 8, ids=ids) == ["left to Slack"]
    assert seed(tx, ids=ids) == []
    assert in_force(tx) == [("b1", 20)]
    budgets.remove(tx, budget_id="b1", by="U9", at=AT + 200)
    assert seed(tx, 9, ids=ids) == ["left to Slack"]
    assert in_force(tx) == []


def test_the_budgets_that_apply_are_one_s_own_before_everybody_s(tx: Tx) -> None:
    """`*` is a limit for each, not a pot for all."""
    put(tx, "b1", 100 * CENT)
    put(tx, "b2", 10 * CENT, Scope(ScopeKind.PERSON, "*"))
    put(tx, "b3", 20 * CENT, Scope(ScopeKind.PERSON, "U1"))
    put(tx, "b4", 30 * CENT, Scope(ScopeKind.CHANNEL, "*"), Period.DAY)
    assert {s.budget.id for s in standing(tx)} == {"b1", "b3", "b4"}
    assert {s.budget.id for s in standing(tx, actor="U2")} == {"b1", "b2", "b4"}
    assert {(s.scope.id, s.key) for s in standing(tx, actor="U2")} == {
        ("", "2026-11"),
        ("U2", "2026-11"),
        ("C1", "2026-11-22"),
    }


def test_a_settlement_frees_its_reservation_and_counts_in_its_period() -> None:
    """Also when it comes a month later."""
    day = Day()
    put(day.tx, "b1", 100 * CENT)
    attempt_id = day.reserve(day.turn("a"), picture_part(1000, Basis.CEILING), at=AT)
    assert attempt_id
    [held] = standing(day.tx)
    assert (held.spent, held.reserved, held.left) == (0, 3 * CENT, 97 * CENT)
    day.settle(attempt_id, Use.PICTURE, [picture_part(500)], at=AT + 40 * 86_400_000)
    [now] = standing(day.tx)
    assert (now.spent, now.reserved, now.left) == (CENT * 3 // 2, 0, CENT * 197 // 2)


def test_a_release_leaves_nothing_behind() -> None:
    """A hundred declined calls take no room."""
    day = Day()
    put(day.tx, "b1", 5 * CENT)
    for _ in range(100):
        attempt_id = day.reserve(day.turn("a"), picture_part(1000, Basis.CEILING), standings=standing(day.tx))
        assert attempt_id
        day.release(attempt_id)
    [now] = standing(day.tx)
    assert (now.spent, now.reserved) == (0, 0)


def test_a_hold_stops_counting_against_people_after_some_days_and_against_nobody_else() -> None:
    """The bill may still come: channels and the workspace keep it."""
    day = Day()
    for name, kind, scope in (
        ("b1", ScopeKind.PERSON, "U1"),
        ("b2", ScopeKind.CHANNEL, "C1"),
        ("b3", ScopeKind.WORKSPACE, ""),
    ):
        put(day.tx, name, 100 * CENT, Scope(kind, scope))
    attempt_id = day.reserve(day.turn("a"), picture_part(1000, Basis.CEILING))
    assert attempt_id
    day.settle(attempt_id, Use.FAILED, [picture_part(1000, Basis.CEILING), picture_part(100)])
    left = {s.scope.kind: s.left for s in standing(day.tx, at=AT + HOLD_MS)}
    assert set(left.values()) == {100 * CENT - 3 * CENT - 3 * CENT // 10}
    later = {s.scope.kind: s for s in standing(day.tx, at=AT + HOLD_MS + 1)}
    assert later[ScopeKind.PERSON].left == 100 * CENT - 3 * CENT // 10
    assert later[ScopeKind.PERSON].counted == 3 * CENT // 10
    assert later[ScopeKind.CHANNEL].left == later[ScopeKind.WORKSPACE].left == left[ScopeKind.PERSON]


def test_what_was_reconciled_counts_again_and_what_was_written_off_does_not() -> None:
    """Once the bill is known it is no hold."""
    day = Day()
    put(day.tx, "b1", 100 * CENT, Scope(ScopeKind.PERSON, "U1"))
    names = [day.reserve(day.turn("a"), picture_part(1000, Basis.CEILING)) for _ in range(2)]
    for name in names:
        assert name
        day.settle(name, Use.FAILED, [picture_part(1000, Basis.CEILING)])
    assert day.adjust(names[0] or "", 2 * CENT)
    assert not day.adjust(names[0] or "", 2 * CENT)
    assert day.adjust(names[1] or "", None)
    for at in (AT, AT + HOLD_MS + 1):
        [now] = standing(day.tx, at=at)
        assert (now.counted, now.left) == (2 * CENT, 98 * CENT)


def test_of_two_who_correct_the_same_hold_the_second_changes_nothing() -> None:
    """Whoever looked before the first correction has seen another hold."""
    day = Day()
    attempt_id = day.reserve(day.turn("a"), picture_part(1000, Basis.CEILING))
    assert attempt_id
    day.settle(attempt_id, Use.FAILED, [picture_part(1000, Basis.CEILING)])
    stale = partial(ledger.adjust, day.tx, attempt_id=attempt_id, seen_held=3 * CENT, at=AT, reason="the bill")
    assert stale(entry_id="e1", parts=[replace(picture_part(1000, Basis.CEILING), nano=NanoUsd(-3 * CENT))])
    assert not stale(entry_id="e2", parts=[replace(picture_part(1000, Basis.CEILING), nano=NanoUsd(-3 * CENT))])
    assert [part.nano for part in ledger.of_attempt(day.tx, attempt_id=attempt_id)] == [3 * CENT, -3 * CENT]


def test_a_threshold_is_crossed_once_however_often_money_is_spent() -> None:
    """Of two crossed at once the higher is told; what the next month does is another matter."""
    day = Day()
    put(day.tx, "b1", 10 * CENT)
    told: list[int] = []
    for _ in range(12):
        attempt_id = day.reserve(day.turn("a"), picture_part(1000, Basis.CEILING))
        assert attempt_id
        day.settle(attempt_id, Use.PICTURE, [picture_part(300)])
        told += [crossed.threshold for crossed in alerts.cross(day.tx, standings=standing(day.tx), at=AT)]
    assert told == [80, 100]
    assert [(row["threshold"], row["period"]) for row in alerts.untold(day.tx)] == [(100, "2026-11")]
    tell = partial(alerts.tell, day.tx, budget_id="b1", scope="", period="2026-11", threshold=100, at=AT)
    assert [tell(), tell()] == [True, False]
    assert alerts.untold(day.tx) == []


def test_two_thresholds_crossed_at_once_are_one_alert() -> None:
    """The higher one."""
    day = Day()
    put(day.tx, "b1", 10 * CENT)
    attempt_id = day.reserve(day.turn("a"), picture_part(9000, Basis.CEILING))
    assert attempt_id
    day.settle(attempt_id, Use.PICTURE, [picture_part(5000)])
    assert [found.threshold for found in alerts.cross(day.tx, standings=standing(day.tx), at=AT)] == [100]
    assert alerts.cross(day.tx, standings=standing(day.tx), at=AT) == ()


QUOTE = picture_part(1000, Basis.CEILING)


@pytest.mark.parametrize(("limit", "fit"), [(3 * CENT - 1, 0), (3 * CENT, 1), (100 * CENT, 33), (1000 * CENT, 200)])
@pytest.mark.parametrize(
    ("scope", "period"),
    [(WORKSPACE, MONTH), (Scope(ScopeKind.CHANNEL, "C1"), Period.DAY), (Scope(ScopeKind.PERSON, "*"), MONTH)],
)
async def test_two_hundred_at_once_take_not_a_nano_dollar_too_much(
    store: Store, limit: int, fit: int, scope: Scope, period: Period
) -> None:
    """Whoever comes too late is told which budget it was, and leaves nothing behind."""
    await store.run(lambda tx: put(tx, "b1", limit, scope, period))
    await store.run(lambda tx: [house.planned(tx, f"{n:03}", thread=f"h{n}", root=f"{n}.7") for n in range(200)])
    outcomes = await asyncio.gather(
        *(store.run(partial(take, name=f"{n:03}", thread=f"h{n}", root=f"{n}.7")) for n in range(200)),
        return_exceptions=True,
    )
    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert {type(error).__name__ for error in refused} <= {"BudgetExceeded"}
    assert len(outcomes) - len(refused) == fit
    reserved = await store.run(
        lambda tx: tx.value("SELECT max(reserved_nano) FROM spending WHERE kind = :kind", {"kind": scope.kind.value})
    )
    assert (reserved or 0) == fit * 3 * CENT <= limit
    rows = await store.run(lambda tx: tx.value("SELECT count(*) FROM bookings", {}))
    assert rows == await store.run(lambda tx: tx.value("SELECT count(*) FROM attempts", {})) == fit


def take(tx: Tx, name: str, thread: str, root: str) -> None:
    """What a reservation does, in its transaction."""
    turn = house.turn(name, thread=thread, root=root)
    attempt_id = house.attempt(tx, turn, name)
    booking = house.booking(turn, attempt_id, quote=QUOTE.nano or 0)
    Purse().reserve(tx, turn=turn, booking=booking, at=AT)
    house.entry(tx, turn, attempt_id, EntryKind.RESERVATION, [QUOTE])
