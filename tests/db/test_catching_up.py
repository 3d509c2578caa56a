"""Catching up: what an older version wrote is booked as it would have been, days follow the zone, and twice is once."""

import sqlite3
from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from bot.domain.ledger import Basis
from bot.domain.periods import Span
from bot.domain.usage import By, Filters
from db import catching_up, ledger, usage, verify
from db.migrations import migrate, migrations
from db.tx import Tx
from tests.db import house
from tests.db.day import Day
from tests.db.house import AT, PRICES, picture_part

EVER = Span("2020-01-01", "2030-12-31", "2030-12-31")


def old() -> Day:
    """A database as the first version left it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrations.apply(Database(connection), stop_before="0002_usage_and_budgets")
    ledger.seed_prices(Tx(connection), prices=PRICES)
    return Day(tx=Tx(connection))


def upgraded(day: Day) -> Day:
    """The same after a start of this version."""
    migrate(day.tx._connection)
    assert day.restart()
    return day


def uses(day: Day) -> dict[str, str | None]:
    """What each attempt came to."""
    rows = day.tx.rows("SELECT attempt_id, use FROM bookings ORDER BY attempt_id", {})
    return {row["attempt_id"]: row["use"] for row in rows}


def test_an_older_database_comes_out_as_if_it_had_always_been_booked() -> None:
    """Pictures, failures, releases and what is under way; turns counted once, waste and holds known."""
    day = old()
    turn = day.turn("a")
    drawn = day.older(turn, [picture_part()], versions=1)
    failed = day.older(turn, [picture_part(1572, Basis.CEILING)])
    under_way = day.older(day.turn("b", "U2", "C2"), None)
    upgraded(day)
    assert uses(day) == {drawn: "picture", failed: "failed", under_way: None}
    totals = usage.totals(day.tx, span=EVER, filters=Filters())
    assert (totals.turns, totals.attempts, totals.images) == (2, 3, 1)
    assert (totals.nano, totals.waste, totals.held) == (88_320_000, 47_160_000, 47_160_000)
    assert usage.open_reservations(day.tx, span=EVER, filters=Filters()) == 47_160_000
    held = day.tx.rows("SELECT attempt_id, held_nano, held_at FROM bookings WHERE held_nano > 0", {})
    assert [tuple(row) for row in held] == [(failed, 47_160_000, AT)]
    assert [found for found in verify.broken(day.tx) if "told" not in found[0]] == []


FAILURE = '{"code":"moderation_blocked"}'
ENDS = [
    ("released", "authentication", None, FAILURE, "released"),
    ("settled", "stopped", None, None, "stopped"),
    ("settled", "failed", None, FAILURE, "refused"),
    ("settled", "completed", "I would rather talk.", None, "words"),
    ("settled", "failed", "I would rather talk.", None, "failed"),
    ("settled", "stream_broken", None, '{"code":"stream_broken"}', "failed"),
]


@pytest.mark.parametrize(("state", "status", "words", "failure", "use"), ENDS)
def test_what_an_older_attempt_came_to_is_read_from_its_row(
    state: str, status: str, words: str | None, failure: str | None, use: str
) -> None:
    """As it would have been booked."""
    day = old()
    attempt_id = day.older(day.turn("a"), None)
    day.tx.write(
        "UPDATE attempts SET state = :state, status = :status, words = :words, failure = :failure",
        {"state": state, "status": status, "words": words, "failure": failure},
    )
    assert uses(upgraded(day)) == {attempt_id: use}


def test_days_are_counted_anew_where_the_zone_was_changed() -> None:
    """An hour before midnight in London is tomorrow in Berlin."""
    day = Day()
    late = int(datetime(2026, 11, 30, 23, 30, tzinfo=UTC).timestamp() * 1000)
    attempt_id = day.reserve(day.turn("a"), picture_part(1572, Basis.CEILING), at=late)
    months = "SELECT period FROM spending WHERE kind = 'person' AND reserved_nano > 0 ORDER BY period"

    def counted() -> list[str]:
        return [row["period"] for row in day.tx.rows(months, {})]

    assert counted() == ["2026-11", "2026-11-30"]
    assert day.restart("Europe/Berlin")
    assert counted() == ["2026-12", "2026-12-01"]
    assert [row.key for row in usage.rows(day.tx, by=By.DAY, span=EVER, filters=Filters())] == ["2026-12-01"]
    assert day.restart("UTC")
    assert not day.restart("UTC")
    assert counted() == ["2026-11", "2026-11-30"]
    assert attempt_id in uses(day)


def test_catching_up_that_fails_leaves_everything_as_it_was() -> None:
    """It is one transaction, and can be begun again."""
    day = old()
    for name in "abc":
        day.older(day.turn(name), [picture_part()], versions=1)
    migrate(day.tx._connection)
    days = iter(["2026-11-22", "2026-11-22"])

    def day_of(_: int) -> str:
        return next(days)

    day.tx._connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StopIteration):  # in the middle
        catching_up.catch_up(day.tx, zone_name="UTC", day_of=day_of, at=AT)
    day.tx._connection.execute("ROLLBACK")
    assert (uses(day), catching_up.zone(day.tx)) == ({}, None)
    assert day.restart()
    assert len(uses(day)) == 3


def test_many_are_caught_up_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """None is missed at the borders."""
    monkeypatch.setattr(catching_up, "BATCH", 3)
    day = old()
    for number in range(10):
        day.older(day.turn(f"n{number}"), [picture_part()], versions=1)
    assert len(uses(upgraded(day))) == 10
    assert day.restart("Asia/Tokyo")
    assert usage.totals(day.tx, span=EVER, filters=Filters()).images == 10


def test_books_that_nobody_has_opened_break_no_promise() -> None:
    """Before its first start an older database is as whole as it was."""
    day = old()
    house.planned(day.tx, "z")
    day.older(day.turn("a"), [picture_part()], versions=1)
    migrate(day.tx._connection)
    assert [found for found in verify.broken(day.tx) if "told" not in found[0]] == []
