"""The schema, as numbered migrations that are never edited once landed; the one file that touches sqlite-utils.

One statement per `execute`: `executescript` commits first and would leave half a schema behind on failure.
All tables are STRICT; times are UTC milliseconds; amounts are integer nano-dollars; unknown is NULL.
"""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db import schema_audits, schema_budgets, schema_foundation, schema_reviews, schema_usage

migrations = Migrations("darkroom")


@migrations(name="0001_foundation")
def foundation(database: Database) -> None:
    """Threads, turns, attempts, artifacts, books and outbox."""
    for statement in schema_foundation.TABLES:
        database.conn.execute(statement)


@migrations(name="0002_usage_and_budgets")
def usage_and_budgets(database: Database) -> None:
    """Bookings, the daily rollup, spending, budgets, alerts and approvals; older rows are booked at the next start."""
    for statement in (*schema_usage.TABLES, *schema_usage.TRIGGERS, *schema_usage.VIEWS, *schema_budgets.TABLES):
        database.conn.execute(statement)


@migrations(name="0003_audits")
def audits(database: Database) -> None:
    """How reported image tokens compare with the published formula."""
    for statement in schema_audits.TABLES:
        database.conn.execute(statement)


@migrations(name="0004_turns_of_a_person")
def turns_of_a_person(database: Database) -> None:
    """A Home tab lists one person's newest turns and sums up their month: found by index, however many there are."""
    database.conn.execute("CREATE INDEX turns_of_actor ON turns (team, actor, accepted_at)")
    database.conn.execute("CREATE INDEX bookings_held_since ON bookings (team, held_at) WHERE held_nano <> 0")
    database.conn.execute("CREATE INDEX usage_of_actor ON usage_days (actor, day)")


@migrations(name="0005_reviews")
def reviews(database: Database) -> None:
    """Routes, reviews, evidence, facts, signals, verdicts and risk exceptions."""
    for statement in schema_reviews.TABLES:
        database.conn.execute(statement)


@migrations(name="0006_what_the_model_chose")
def what_the_model_chose(database: Database) -> None:
    """An attempt may end in a refusal or an answer that the model chose: one word of it is kept, to go on from."""
    database.conn.execute("ALTER TABLE attempts ADD COLUMN chosen TEXT")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest schema; each migration is one transaction."""
    migrations.apply(Database(connection))


def pending(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the migrations that *connection*'s database has not seen; only reads."""
    return [migration.name for migration in migrations.pending(Database(connection))]
