"""The schema: it grows from nothing, stands a second time, is private, and refuses what must not be."""

import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ledger import EntryKind
from db import inbox, ledger, outbox, turns
from db.store import Store, connect
from db.tx import Tx
from tests.db import house
from tests.db.house import AT


def schema(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Every table, index and trigger with its text."""
    return [tuple(row) for row in connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")]


def test_migrations_apply_from_nothing_and_change_nothing_a_second_time(path: Path) -> None:
    """Neither the schema nor what is in it."""
    first = connect(path)
    house.thread(Tx(first))
    before = schema(first)
    first.close()
    second = connect(path)
    assert schema(second) == before
    assert [row["id"] for row in second.execute("SELECT id FROM threads")] == ["h1"]
    second.close()


def test_a_migration_that_fails_leaves_nothing_behind(path: Path) -> None:
    """Half a schema would be worse than none."""
    outside = house.raw(path)
    outside.execute("CREATE TABLE outbox (something INTEGER)")  # stands in the way of the last statements
    with pytest.raises(sqlite3.OperationalError, match="outbox"):
        connect(path)
    ours = [row[0] for row in outside.execute("SELECT name FROM sqlite_master WHERE name NOT GLOB '*sqlite_*'")]
    outside.close()
    assert ours == ["outbox"]


def test_the_files_are_private_to_their_user(path: Path) -> None:
    """The database and what SQLite keeps beside it."""
    store = Store.open(path)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    store.close()
    assert modes == dict.fromkeys(("darkroom.db", "darkroom.db-shm", "darkroom.db-wal"), 0o600)


def test_something_that_is_no_database_is_refused(path: Path) -> None:
    """And stays as it was."""
    path.write_text("not a database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        Store.open(path)
    assert path.read_text() == "not a database" * 100


def test_every_table_of_ours_is_strict(tx: Tx) -> None:
    """A word in a column of numbers would be found years later."""
    loose = """
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT GLOB '*sqlite_*'
    """
    assert [row["name"] for row in tx.rows(loose, {})] == []
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        tx.write("INSERT INTO threads VALUES ('h1', 'T1', 'C1', '1.0', 'yesterday')", {})


def test_every_reference_points_at_the_key_of_a_table(tx: Tx) -> None:
    """A reference to nothing would only fail when somebody writes."""
    tables = [row["name"] for row in tx.rows("SELECT name FROM pragma_table_list WHERE schema = 'main'", {})]
    assert tx.value("PRAGMA foreign_keys", {}) == 1
    for table in tables:
        for key in tx.rows(f"SELECT * FROM pragma_foreign_key_list('{table}')", {}):
            keys = tx.rows(f"SELECT name FROM pragma_table_info('{key['table']}') WHERE pk", {})
            assert [row["name"] for row in keys] == [key["to"]], (table, key["from"])


REFUSED = [
    ("a turn of no thread", "UPDATE turns SET thread_id = 'h9'", "FOREIGN KEY"),
    ("a turn in no known state", "UPDATE turns SET state = 'waiting'", "CHECK"),
    ("a closed turn without a time", "UPDATE turns SET state = 'closed', outcome = 'drawn'", "CHECK"),
    ("a closed turn without an outcome", "UPDATE turns SET state = 'closed', closed_at = 1", "CHECK"),
    ("an open turn with a closing time", "UPDATE turns SET closed_at = 1", "CHECK"),
    ("an outcome nobody knows", "UPDATE turns SET outcome = 'nice'", "CHECK"),
    ("a negative quote", "UPDATE turns SET quote_nano = -1", "CHECK"),
    ("a place that is none", "UPDATE turns SET place = 'attic'", "CHECK"),
    ("an attempt of no turn", "UPDATE attempts SET turn_id = 't9'", "FOREIGN KEY"),
    ("an attempt in no known state", "UPDATE attempts SET state = 'lost'", "CHECK"),
    ("an artifact whose name is no hash", "UPDATE artifacts SET sha256 = 'abc'", "CHECK"),
    ("an artifact without an extent", "UPDATE artifacts SET width = 0", "CHECK"),
    ("an empty artifact", "UPDATE artifacts SET bytes = 0", "CHECK"),
    ("an artifact of no known kind", "UPDATE artifacts SET kind = 'selfie'", "CHECK"),
    ("a version of no artifact", "UPDATE versions SET artifact_sha256 = 'x'", "FOREIGN KEY"),
    ("version nought", "UPDATE versions SET number = 0", "CHECK"),
    ("an outbox message of no turn", "UPDATE outbox SET turn_id = 't9'", "FOREIGN KEY"),
    ("a delivery without payload that waits", "UPDATE inbox SET payload = NULL", "CHECK"),
    ("an artifact that a version shows, removed", "DELETE FROM artifacts", "FOREIGN KEY"),
    ("a thread with turns, removed", "DELETE FROM threads", "FOREIGN KEY"),
]


@pytest.mark.parametrize(("statement", "why"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_the_schema_refuses(tx: Tx, statement: str, why: str) -> None:
    """Whatever the code above it believes."""
    made = house.planned(tx, "a")
    house.shown(tx, made, house.settled(tx, made, "a"), "a")
    inbox.receive(tx, event_id="Ev1", kind="Message", payload="{}", payload_sha256="0", at=AT)
    outbox.put(tx, new_id="o1", turn_id=made.id, kind="outcome", body={}, at=AT)
    with pytest.raises(sqlite3.IntegrityError, match=why):
        tx.write(statement, {})


APPEND_ONLY = [
    ("ledger", "nano_usd = 0"),
    ("ledger", "basis = 'metered'"),
    ("ledger_parts", "nano_usd = 0"),
    ("ledger_parts", "tokens = 0"),
    ("prices", "nano_per_million = 0"),
    ("prices", "source = 'elsewhere'"),
    ("lineage", "role = 'mask'"),
]


@pytest.mark.parametrize(("table", "change"), APPEND_ONLY)
def test_what_is_appended_is_never_changed_nor_removed(tx: Tx, table: str, change: str) -> None:
    """Not even by a statement that replaces a row."""
    house.drawn(tx, "a")
    house.drawn(tx, "b", parent="a")
    before = [tuple(row) for row in tx.rows(f"SELECT * FROM {table}", {})]
    assert before
    for statement in (
        f"UPDATE {table} SET {change}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            tx.write(statement, {})
    assert [tuple(row) for row in tx.rows(f"SELECT * FROM {table}", {})] == before


ENDS = [EntryKind.SETTLEMENT, EntryKind.RELEASE]


def test_an_attempt_is_reserved_once(tx: Tx) -> None:
    """A second hold for the same call would never be let go."""
    made = house.planned(tx, "a")
    attempt_id = house.reserved(tx, made, "a")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        house.entry(tx, made, attempt_id, EntryKind.RESERVATION, [house.picture_part()], "again")


@pytest.mark.parametrize("first", ENDS)
@pytest.mark.parametrize("second", ENDS)
def test_a_reservation_ends_once(tx: Tx, first: EntryKind, second: EntryKind) -> None:
    """Settled or released, never both, never twice."""
    made = house.planned(tx, "a")
    attempt_id = house.reserved(tx, made, "a")
    house.entry(tx, made, attempt_id, first, [])
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        house.entry(tx, made, attempt_id, second, [], "again")


@pytest.mark.parametrize("kind", [EntryKind.SETTLEMENT, EntryKind.RELEASE, EntryKind.ADJUSTMENT])
def test_nothing_is_booked_on_an_attempt_without_a_reservation(tx: Tx, kind: EntryKind) -> None:
    """No upstream call without one."""
    made = house.planned(tx, "a")
    attempt_id = house.attempt(tx, made, "a")
    with pytest.raises(sqlite3.IntegrityError, match="no reservation"):
        house.entry(tx, made, attempt_id, kind, [house.picture_part()])


def test_a_settlement_may_be_adjusted_more_than_once(tx: Tx) -> None:
    """Bills are corrected, by further entries."""
    made = house.planned(tx, "a")
    attempt_id = house.settled(tx, made, "a")
    for name in "bc":
        house.entry(tx, made, attempt_id, EntryKind.ADJUSTMENT, [house.picture_part(1)], name)
    assert sum(part.tokens or 0 for part in ledger.of_turn(tx, turn_id=made.id)) == 1374


def test_a_failed_statement_leaves_its_transaction_usable(tx: Tx) -> None:
    """What was refused is gone, what was written before stands."""
    made = house.accepted(tx, "a")
    with pytest.raises(sqlite3.IntegrityError):
        tx.write("UPDATE turns SET state = 'waiting'", {})
    assert turns.get(tx, turn_id=made.id) == made
    assert made.accepted_at_ms == AT
