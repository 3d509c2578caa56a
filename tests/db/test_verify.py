"""Every kind of damage that can be done to the file from outside is found and named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.ledger import EntryKind
from db import artifacts, verify
from db.store import connect
from db.tx import Tx
from tests.db import house
from tests.db.house import AT, REFERENCE

SUM = "an entry's amount is the sum of its parts"
COST = "a part costs its tokens at its price, half up"
RESERVED = "every attempt has a reservation"
END = "an attempt's end is its ledger's end"
CLOSED = "a closed turn leaves nothing open"
VERSION = "a drawn turn has a version"
LINEAGE = "a version descends from earlier versions of its own thread"
POINTS = "every table row points at rows that exist"
WEAKEST = "an entry is as certain as its weakest part"
BOOKING = "a booking is its attempt's: turn, quote and end"
BOOKED = "every attempt is booked in one day"
HELD = "what a booking holds is what its ledger holds at the ceiling"
ROLLUP = "the daily rollup is the fold of the ledger"
SPENDING = "spending is the fold of the ledger"
ADJUSTED = "only an adjustment takes back, reconciles or writes off"
DAY = "2026-11-22 T1 U1 C1 sandbox gpt-image-2 medium"
TOTALS = {
    ("every view comes to the same total", view)
    for view in ("the daily rollup", "spending of people", "spending of channels", "spending of workspaces")
}
SPENT = {
    (SPENDING, f"T1 {scope} {period}")
    for scope in ("person U1", "channel C1", "workspace ")
    for period in ("2026-11", "2026-11-22")
}
ALL_TOTALS = {(ROLLUP, DAY), *TOTALS}

DAMAGE = [
    ("an amount", "UPDATE ledger SET nano_usd = nano_usd + 1 WHERE id = 'eabset'", {(SUM, "eabset")}),
    ("an amount that became nothing", "UPDATE ledger SET nano_usd = 0 WHERE id = 'eabset'", {(SUM, "eabset")}),
    (
        "a part's amount",
        "UPDATE ledger_parts SET nano_usd = nano_usd - 1 WHERE entry_id = 'eabset'",
        {(COST, "eabset"), (SUM, "eabset"), *ALL_TOTALS},
    ),
    ("a part's tokens", "UPDATE ledger_parts SET tokens = 1 WHERE entry_id = 'eabset'", {(COST, "eabset")}),
    ("a part that is gone", "DELETE FROM ledger_parts WHERE entry_id = 'eabset'", {(SUM, "eabset"), *ALL_TOTALS}),
    (
        "a price",
        "UPDATE prices SET nano_per_million = 1 WHERE model = 'gpt-image-2' AND token_class = 'image_out'",
        {(COST, entry) for entry in ("eaares", "eaaset", "eabres", "eabset", "eacres", "eacset", "eadres")},
    ),
    ("a basis", "UPDATE ledger SET basis = 'metered' WHERE id = 'eabres'", {(WEAKEST, "eabres")}),
    (
        "a part's basis",
        "UPDATE ledger_parts SET basis = 'formula' WHERE entry_id = 'eabset'",
        {(WEAKEST, "eabset"), (ROLLUP, DAY)},
    ),
    (
        "a reservation",
        "DELETE FROM ledger WHERE id = 'eabres'",
        {(RESERVED, "ab"), (BOOKING, "ab"), (POINTS, "ledger_parts")},
    ),
    (
        "a settlement",
        "DELETE FROM ledger WHERE id = 'eabset'",
        {(END, "ab"), (POINTS, "ledger_parts"), *ALL_TOTALS},
    ),
    (
        "an attempt that was never settled",
        "UPDATE attempts SET state = 'settled' WHERE id = 'ad'",
        {(END, "ad"), (BOOKING, "ad")},
    ),
    (
        "an attempt that was never released",
        "UPDATE attempts SET state = 'released' WHERE id = 'ad'",
        {(END, "ad"), (BOOKING, "ad")},
    ),
    (
        "an attempt that was settled",
        "UPDATE attempts SET state = 'released' WHERE id = 'ab'",
        {(END, "ab"), (BOOKING, "ab")},
    ),
    ("a booking", "DELETE FROM bookings WHERE attempt_id = 'ab'", {(BOOKED, "ab"), (ROLLUP, DAY)}),
    ("a booking's quote", "UPDATE bookings SET quote_nano = 1 WHERE attempt_id = 'ab'", {(BOOKING, "ab")}),
    ("a booking's hold", "UPDATE bookings SET held_nano = 1 WHERE attempt_id = 'ab'", {(HELD, "ab")}),
    ("what it came to", "UPDATE bookings SET use = 'failed', images = 0 WHERE attempt_id = 'ab'", {(ROLLUP, DAY)}),
    (
        "a sum of the rollup",
        "UPDATE usage_days SET nano_usd = nano_usd + 1, metered_nano = metered_nano + 1",
        {(ROLLUP, DAY), ("every view comes to the same total", "the daily rollup"), *SPENT},
    ),
    ("a count of the rollup", "UPDATE usage_days SET images = images + 1", {(ROLLUP, DAY)}),
    (
        "what a channel spent in a month",
        "UPDATE spending SET spent_nano = 0 WHERE kind = 'channel' AND period = '2026-11'",
        {(SPENDING, "T1 channel C1 2026-11"), ("every view comes to the same total", "spending of channels")},
    ),
    (
        "what a person has reserved today",
        "UPDATE spending SET reserved_nano = 0 WHERE kind = 'person' AND period = '2026-11-22'",
        {(SPENDING, "T1 person U1 2026-11-22")},
    ),
    (
        "a settlement that takes back",
        "UPDATE ledger_parts SET nano_usd = -nano_usd, tokens = -tokens WHERE entry_id = 'eabset'",
        {(ADJUSTED, "eabset"), (SUM, "eabset"), *ALL_TOTALS},
    ),
    (
        "an attempt reopened",
        "UPDATE attempts SET state = 'opened' WHERE id = 'ab'",
        {(END, "ab"), (CLOSED, "tb"), (BOOKING, "ab")},
    ),
    ("a message Slack never heard", "UPDATE outbox SET state = 'waiting' WHERE id = 'otb'", {(CLOSED, "tb")}),
    (
        "a status message that stands",
        "INSERT INTO transients (turn_id, kind, channel, ts) VALUES ('tb', 'status', 'C1', '5.0')",
        {(CLOSED, "tb")},
    ),
    (
        "a picture that is no version",
        "DELETE FROM versions WHERE id = 'vc'",
        {(VERSION, "tc"), (POINTS, "lineage")},
    ),
    (
        "a parent in another thread",
        "UPDATE versions SET thread_id = 'h2', number = 9 WHERE id = 'va'",
        {(LINEAGE, "vb")},
    ),
    ("a parent that is younger", "UPDATE lineage SET parent_version = 'vc' WHERE child = 'vb'", {(LINEAGE, "vb")}),
    ("a parent that is itself", "UPDATE lineage SET parent_version = child WHERE child = 'vb'", {(LINEAGE, "vb")}),
    (
        "a parent that is another picture",
        f"UPDATE lineage SET parent = '{REFERENCE}' WHERE child = 'vb'",
        {(LINEAGE, "vb")},
    ),
    ("an artifact that is gone", "DELETE FROM artifacts WHERE sha256 LIKE 'f%'", {(POINTS, "lineage")}),
    (
        "a turn that is gone",
        "DELETE FROM turns WHERE id = 'td'",
        {(POINTS, "attempts"), (POINTS, "bookings"), (POINTS, "ledger")},
    ),
]


@pytest.fixture
def home(path: Path) -> Iterator[Path]:
    """A thread of three versions, one of them with a reference, another thread, and an attempt under way."""
    connection = connect(path)
    tx = Tx(connection)
    connection.execute("BEGIN IMMEDIATE")
    house.opened(tx)
    house.drawn(tx, "a")
    house.drawn(tx, "b", parent="a")
    house.drawn(tx, "c", parent="b")
    artifacts.keep(tx, artifact=house.artifact(REFERENCE, kind="reference"), at=AT)
    artifacts.descend(tx, child="vc", position=1, parent=REFERENCE, parent_version=None, role="reference")
    house.thread(tx, "h2", root="2.0")
    house.reserved(tx, house.planned(tx, "d"), "d")
    connection.execute("COMMIT")
    connection.close()
    yield path


def broken(path: Path) -> list[tuple[str, str, str]]:
    """What is found in the file."""
    connection = connect(path)
    found = verify.broken(Tx(connection))
    connection.close()
    return found


def damage(path: Path, statement: str) -> None:
    """Change the file behind everybody's back."""
    outside = house.raw(path)
    for [name] in outside.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        outside.execute(f"DROP TRIGGER {name}")
    assert outside.execute(statement).rowcount > 0
    outside.close()


def test_an_honest_database_is_whole(home: Path) -> None:
    """Also with a picture under way."""
    assert broken(home) == []


@pytest.mark.parametrize(("statement", "found"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_damage_is_found_where_it_was_done(home: Path, statement: str, found: set[tuple[str, str]]) -> None:
    """By the promise it breaks and by the row, and nowhere else."""
    damage(home, statement)
    assert {(promise, what) for promise, what, _ in broken(home)} == found
    assert all(detail for _, _, detail in broken(home))


def test_a_released_attempt_is_whole(home: Path) -> None:
    """A call that surely cost nothing has its reservation and its release."""
    connection = connect(home)
    tx = Tx(connection)
    house.entry(tx, house.turn("d"), "ad", EntryKind.RELEASE, [])
    house.ended(tx, "ad", "released", final_at=None)
    assert verify.broken(tx) == []
    connection.close()


def test_the_totals_are_those_of_the_books(home: Path) -> None:
    """Settled, and still held."""
    connection = connect(home)
    totals = verify.totals(Tx(connection))
    kept = verify.artifacts(Tx(connection))
    connection.close()
    assert totals == {
        "turns": 4,
        "attempts": 4,
        "versions": 3,
        "settled_nano_usd": 3 * 41_160_000,
        "open_reservations_nano_usd": 47_160_000,
    }
    assert kept == [(name * 64, 1000) for name in "abcf"]
