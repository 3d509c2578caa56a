"""Usage reports: one moment of the books, rows that add up, what belongs to nobody as its own row."""

from datetime import UTC, datetime
from functools import partial

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budgets import Period, Scope, ScopeKind
from bot.domain.errors import PersonError
from bot.domain.ledger import Basis, Purpose, part
from bot.domain.money import NanoUsd
from bot.domain.periods import parse
from bot.domain.usage import OTHERS, UNATTRIBUTED, By, Filters, UsageRow, top
from bot.domain.uses import Use
from bot.providers.clock import now_ms
from bot.services.usage import Question, UsageReports
from db import budgets, ledger, unattributed, usage
from db.budgets import NewBudget
from db.store import Store
from db.tx import Tx
from db.unattributed import NewCorrection
from tests.db.day import Day
from tests.db.house import AT, DAY, PICTURE_PRICE, picture_part

NOVEMBER = parse("2026-11-01..2026-11-30", DAY)
CENT = 10_000_000


def at(day: str, hour: int = 12) -> int:
    """An instant."""
    return int(datetime.fromisoformat(f"{day}T{hour:02}:00:00").replace(tzinfo=UTC).timestamp() * 1000)


def drawn(day: Day, name: str, actor: str, channel: str, when: str, tokens: int, quality: str = "medium") -> str:
    """A picture that was paid for."""
    attempt_id = day.reserve(day.turn(name, actor, channel), picture_part(9000, Basis.CEILING), quality, at(when))
    assert attempt_id
    day.settle(attempt_id, Use.PICTURE, [picture_part(tokens)])
    return attempt_id


@pytest.fixture
def month() -> Day:
    """A busy November, and an October before it."""
    day = Day()
    drawn(day, "a", "U1", "C1", "2026-11-02", 3000, "high")
    drawn(day, "b", "U2", "C1", "2026-11-02", 2000)
    drawn(day, "b", "U2", "C1", "2026-11-03", 1000)
    drawn(day, "c", "U3", "C2", "2026-11-30", 500, "low")
    drawn(day, "d", "U1", "C2", "2026-10-31", 7000)
    failed = day.reserve(day.turn("e", "U3", "C2"), picture_part(9000, Basis.CEILING), at=at("2026-11-04"))
    day.settle(failed or "", Use.FAILED, [picture_part(400, Basis.CEILING)])
    day.reserve(day.turn("f", "U1", "C1"), picture_part(100, Basis.CEILING), at=at("2026-11-05"))
    return day


ROWS = [
    (By.USER, [("U1", 2, 1, 3000), ("U2", 1, 2, 3000), ("U3", 2, 1, 900)]),
    (By.CHANNEL, [("C1", 3, 3, 6000), ("C2", 2, 1, 900)]),
    (By.MODEL, [("gpt-image-2", 5, 4, 6900)]),
    (By.LANE, [("sandbox", 5, 4, 6900)]),
    (By.QUALITY, [("medium", 3, 2, 3400), ("high", 1, 1, 3000), ("low", 1, 1, 500)]),
    (
        By.DAY,
        [
            ("2026-11-02", 2, 2, 5000),
            ("2026-11-03", 0, 1, 1000),
            ("2026-11-04", 1, 0, 400),
            ("2026-11-05", 1, 0, 0),
            ("2026-11-30", 1, 1, 500),
        ],
    ),
]


@pytest.mark.parametrize(("by", "rows"), ROWS, ids=[row[0].value for row in ROWS])
def test_rows_are_made_by_what_is_asked_for(month: Day, by: By, rows: list[tuple[str, int, int, int]]) -> None:
    """Dearest first, days in order; a turn of two days counts on its first."""
    found = usage.rows(month.tx, by=by, span=NOVEMBER, filters=Filters())
    assert [(r.key, r.turns, r.images, r.nano) for r in found] == [(k, t, i, n * 30_000) for k, t, i, n in rows]


def test_the_totals_tell_waste_holds_and_what_is_open(month: Day) -> None:
    """And what an image came to, all that was spent around it included."""
    totals = usage.totals(month.tx, span=NOVEMBER, filters=Filters())
    assert (totals.turns, totals.images, totals.attempts, totals.nano) == (5, 4, 6, 207_000_000)
    assert (totals.waste, totals.held, totals.per_image) == (12_000_000, 12_000_000, 51_750_000)
    assert usage.open_reservations(month.tx, span=NOVEMBER, filters=Filters()) == 3_000_000
    assert usage.open_reservations(month.tx, span=NOVEMBER, filters=Filters(actor="U2")) == 0


FILTERS = [
    (Filters(team="T1"), 6900),
    (Filters(team="T2"), 0),
    (Filters(actor="U1"), 3000),
    (Filters(channel="C2"), 900),
    (Filters(quality="medium"), 3400),
    (Filters(lane="sandbox", model="gpt-image-2"), 6900),
    (Filters(actor="U3", channel="C2", quality="low"), 500),
]


@pytest.mark.parametrize(("filters", "tokens"), FILTERS)
def test_a_report_may_be_confined(month: Day, filters: Filters, tokens: int) -> None:
    """Totals and rows alike."""
    totals = usage.totals(month.tx, span=NOVEMBER, filters=filters)
    rows = usage.rows(month.tx, by=By.DAY, span=NOVEMBER, filters=filters)
    assert totals.nano == sum(row.nano for row in rows) == tokens * 30_000


def test_what_no_attempt_explains_is_a_row_of_its_own_in_every_total(month: Day) -> None:
    """But of no person and no channel; of two who book at once, one does."""
    correction = NewCorrection("e1", "T1", DAY, "gpt-image-2, output", -500, "the bill", "U9")
    book = partial(unattributed.book, month.tx, seen=0, at=AT)
    assert book(correction=correction)
    assert not book(correction=NewCorrection("e2", "T1", DAY, "gpt-image-2, output", -500, "the bill", "U8"))
    totals = usage.totals(month.tx, span=NOVEMBER, filters=Filters(team="T1"))
    assert (totals.nano, totals.unattributed, totals.by_basis[Basis.RECONCILED]) == (206_999_500, -500, -500)
    for by in By:
        rows = usage.rows(month.tx, by=by, span=NOVEMBER, filters=Filters(team="T1"))
        assert rows[-1] == UsageRow(UNATTRIBUTED, 0, 0, NanoUsd(-500))
        assert sum(row.nano for row in rows) == totals.nano
    assert usage.totals(month.tx, span=NOVEMBER, filters=Filters(actor="U1")).unattributed == 0
    assert [row["created_by"] for row in unattributed.of_days(month.tx, first_day=DAY, last_day=DAY)] == ["U9"]


def test_previews_are_counted_where_a_picture_came_of_them() -> None:
    """Those of a failed drawing are waste."""
    day = Day()
    previews = part(Purpose.PREVIEWS, PICTURE_PRICE, 200, Basis.METERED)
    for use in (Use.PICTURE, Use.FAILED):
        attempt_id = day.reserve(day.turn("a"), picture_part(9000, Basis.CEILING))
        day.settle(attempt_id or "", use, [picture_part(1000), previews])
    totals = usage.totals(day.tx, span=NOVEMBER, filters=Filters())
    assert (totals.previews, totals.waste) == (6_000_000, 36_000_000)


def test_a_correction_moves_money_between_bases_and_keeps_the_total_their_sum() -> None:
    """A hold becomes what the bill says, waste included; written off it is nothing."""
    day = Day()
    names = [day.reserve(day.turn("a"), picture_part(1000, Basis.CEILING)) or "" for _ in range(2)]
    for name in names:
        day.settle(name, Use.STOPPED, [picture_part(1000, Basis.CEILING)])
    day.adjust(names[0], CENT)
    day.adjust(names[1], None)
    totals = usage.totals(day.tx, span=NOVEMBER, filters=Filters())
    assert totals.by_basis == {basis: CENT if basis is Basis.RECONCILED else 0 for basis in Basis}
    assert (totals.nano, totals.waste, totals.held) == (CENT, CENT, 0)
    [first, *_] = ledger.of_attempt(day.tx, attempt_id=names[0])
    assert first.basis is Basis.CEILING


def test_the_latest_waste_says_whose_why_and_how_it_is_known(month: Day) -> None:
    """For whoever wants to know what failed."""
    [row] = usage.wasted(month.tx, span=NOVEMBER, team="T1", count=5)
    assert (row["actor"], row["channel"], row["use"], row["basis"]) == ("U3", "C2", "failed", "ceiling")
    assert usage.wasted(month.tx, span=NOVEMBER, team="T2", count=5) == []


rows_of_any_size = st.lists(
    st.builds(UsageRow, st.text(max_size=3), st.integers(0, 9), st.integers(0, 9), st.integers(0, 99).map(NanoUsd))
)


@given(rows_of_any_size, st.integers(0, 5), st.booleans())
def test_the_largest_rows_and_the_others_add_up(rows: list[UsageRow], count: int, corrected: bool) -> None:
    """Nothing is dropped, and what belongs to nobody never hides among the others."""
    corrections = [UsageRow(UNATTRIBUTED, 0, 0, NanoUsd(-7))] if corrected else []
    shown = top([*rows, *corrections], count)
    for name in ("turns", "images", "nano"):
        assert sum(getattr(r, name) for r in shown) == sum(getattr(r, name) for r in [*rows, *corrections])
    assert len(shown) <= count + 1 + corrected
    assert [row for row in shown if row.key == UNATTRIBUTED][-1:] == corrections
    assert (len(rows) > count) == any(row.key == OTHERS for row in shown)


def spent(tx: Tx) -> None:
    """An October and a November with a budget."""
    day = Day(tx=tx)
    drawn(day, "a", "U1", "C1", "2026-10-20", 2000)
    drawn(day, "x", "U1", "C1", "2026-10-30", 9000)
    drawn(day, "b", "U1", "C1", "2026-11-10", 3000)
    drawn(day, "c", "U2", "C2", "2026-11-15", 1000)
    scopes = (("b1", ScopeKind.WORKSPACE, ""), ("b2", ScopeKind.PERSON, "*"))
    for name, kind, scope in scopes:
        budget = NewBudget(name, "T1", Scope(kind, scope), Period.MONTH, 100 * CENT, (80, 100), "U9")
        assert budgets.put(tx, budget=budget, expected=None, at=AT)


async def test_a_report_holds_trend_forecast_and_budget_of_one_moment(store: Store) -> None:
    """Half of November is over; October is compared up to the same day."""
    await store.run(spent)
    reports = UsageReports(store, now_ms)
    with freeze_time("2026-11-16T00:00:00", real_asyncio=True):
        found = await reports.report(Question(filters=Filters(team="T1"), top=1))
        mine = await reports.report(Question("", By.DAY, Filters(team="T1", actor="U1")))
        old = await reports.report(Question("2026-10", By.DAY, Filters(team="T1")))
    assert (found.totals.nano, found.before, found.trend_percent) == (12 * CENT, 0, None)
    assert found.forecast == 24 * CENT
    assert [(row.key, row.nano) for row in found.rows] == [("U1", 9 * CENT), (OTHERS, 3 * CENT)]
    assert [(s.budget.id, s.counted, s.left) for s in found.budgets] == [("b1", 12 * CENT, 88 * CENT)]
    assert [(s.budget.id, s.scope.id, s.counted) for s in mine.budgets] == [("b2", "U1", 9 * CENT)]
    assert (old.totals.nano, old.forecast, old.budgets) == (33 * CENT, None, ())


async def test_a_trend_is_held_against_the_same_days_of_the_month_before(store: Store) -> None:
    """In whole percent."""
    await store.run(spent)
    with freeze_time("2026-11-22T12:00:00", real_asyncio=True):
        found = await UsageReports(store, now_ms).report(Question(filters=Filters(team="T1")))
    assert (found.before_span.last_day, found.before, found.trend_percent) == ("2026-10-22", 6 * CENT, 100)


async def test_a_period_that_is_none_is_refused(store: Store) -> None:
    """In a sentence."""
    with pytest.raises(PersonError, match="period"):
        await UsageReports(store, now_ms).report(Question("2026-13"))


async def test_an_empty_home_has_an_empty_report(store: Store) -> None:
    """Not a division by nothing."""
    found = await UsageReports(store, now_ms).report(Question())
    assert (found.totals.nano, found.rows, found.totals.per_image, found.trend_percent) == (0, (), None, None)
