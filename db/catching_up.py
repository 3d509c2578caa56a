"""Catching up: older attempts are booked, and every total is folded afresh from the ledger where it may be behind.

At start, and in one transaction: after the migration that made bookings, after a change of the books zone, and after an
older version of this program has worked in the same home. Done twice it changes nothing.
"""

from collections.abc import Callable

import orjson

from bot.domain.uses import Use, use_of
from db import bookings
from db.bookings import Booking
from db.schema_usage import COLUMNS
from db.tx import Row, Tx

DayOf = Callable[[int], str]
BATCH = 5_000


def zone(tx: Tx) -> str | None:
    """Return the zone in which the days of these books are counted; None where they were never caught up."""
    found = tx.value("SELECT zone FROM books_zone WHERE one = 1", {})
    return None if found is None else str(found)


def catch_up(tx: Tx, *, zone_name: str, day_of: DayOf, at: int) -> bool:
    """Make bookings and totals true for *zone_name*; return whether there was anything to do.

    *day_of* gives the day of an instant in that zone.
    """
    moved = zone(tx) != zone_name
    if not moved and not _behind(tx):
        return False
    if moved:
        _move_days(tx, day_of)
        _remember(tx, zone_name, at)
    _book_missing(tx, day_of)
    rebuild(tx)
    return True


def _behind(tx: Tx) -> bool:
    """Whether there are attempts, or ends of attempts, that an older version wrote without their bookings."""
    counts = tx.row(
        """
        SELECT (SELECT count(*) FROM attempts) AS attempts, (SELECT count(*) FROM bookings) AS bookings,
            (SELECT count(*) FROM attempts WHERE state IN ('reserved', 'opened')) AS under_way,
            (SELECT count(*) FROM bookings WHERE use IS NULL) AS unended
        """,
        {},
    )
    assert counts is not None  # noqa: S101 - a SELECT without FROM always answers
    return bool(counts["attempts"] != counts["bookings"] or counts["under_way"] != counts["unended"])


def _remember(tx: Tx, zone_name: str, at: int) -> None:
    tx.write(
        """
        INSERT INTO books_zone (one, zone, since) VALUES (1, :zone, :at)
        ON CONFLICT (one) DO UPDATE SET zone = excluded.zone, since = excluded.since
        """,
        {"zone": zone_name, "at": at},
    )


def rebuild(tx: Tx) -> None:
    """Fold holds, usage and spending afresh from the ledger and the bookings."""
    tx.write(HOLD, {})
    tx.write("DELETE FROM usage_days", {})
    tx.write(f"INSERT INTO usage_days ({COLUMNS}) SELECT {COLUMNS} FROM usage_fold", {})  # noqa: S608 - names of ours
    tx.write("DELETE FROM spending", {})
    tx.write(
        """
        INSERT INTO spending (team, kind, scope, period, spent_nano, reserved_nano)
        SELECT team, kind, scope, period, spent_nano, reserved_nano FROM spending_fold
        """,
        {},
    )


HOLD = """
    UPDATE bookings SET held_nano = h.nano, held_at = coalesce(bookings.held_at, h.since)
    FROM (
        SELECT l.attempt_id, CAST(sum(p.nano_usd) AS INTEGER) AS nano, min(l.created_at) AS since
        FROM ledger l JOIN ledger_parts p ON p.entry_id = l.id
        WHERE l.kind IN ('settlement', 'adjustment') AND p.basis = 'ceiling' AND p.nano_usd IS NOT NULL
        GROUP BY l.attempt_id
    ) AS h
    WHERE h.attempt_id = bookings.attempt_id
"""


def _move_days(tx: Tx, day_of: DayOf) -> None:
    """Count every booking in the day that its reservation lies in now."""
    after = ""
    sql = """
        SELECT b.attempt_id, a.reserved_at FROM bookings b JOIN attempts a ON a.id = b.attempt_id
        WHERE b.attempt_id > :after ORDER BY b.attempt_id LIMIT :batch
    """
    while rows := tx.rows(sql, {"after": after, "batch": BATCH}):
        for row in rows:
            values = {"day": day_of(row["reserved_at"]), "id": row["attempt_id"]}
            tx.write("UPDATE bookings SET day = :day WHERE attempt_id = :id AND day <> :day", values)
        after = rows[-1]["attempt_id"]


ATTEMPTS = """
    SELECT a.id, a.turn_id, a.lane, a.image_model_asked, a.parameters, a.state, a.status, a.words, a.failure,
        a.reserved_at, t.team, t.actor, t.channel, b.attempt_id AS booked, b.use,
        (SELECT count(*) FROM versions v WHERE v.attempt_id = a.id) AS pictures,
        (SELECT c.asked_quality FROM tool_calls c WHERE c.attempt_id = a.id ORDER BY c.call_id LIMIT 1) AS quality,
        coalesce((SELECT l.nano_usd FROM ledger l WHERE l.attempt_id = a.id AND l.kind = 'reservation'), 0) AS quote
    FROM attempts a JOIN turns t ON t.id = a.turn_id LEFT JOIN bookings b ON b.attempt_id = a.id
    WHERE a.id > :after ORDER BY a.id LIMIT :batch
"""


def _book_missing(tx: Tx, day_of: DayOf) -> None:
    after = ""
    while rows := tx.rows(ATTEMPTS, {"after": after, "batch": BATCH}):
        for row in rows:
            if row["booked"] is None:
                bookings.book(tx, booking=_booking(row, day_of))
            if row["use"] is None and row["state"] in {"settled", "released"}:
                use = _use(row)
                images = row["pictures"] if use is Use.PICTURE else 0
                bookings.came_to(tx, attempt_id=row["id"], use=use, images=images)
        after = rows[-1]["id"]


def _booking(row: Row, day_of: DayOf) -> Booking:
    return Booking(
        attempt_id=row["id"],
        turn_id=row["turn_id"],
        team=row["team"],
        day=day_of(row["reserved_at"]),
        actor=row["actor"],
        channel=row["channel"],
        lane=row["lane"],
        image_model=row["image_model_asked"],
        quality=row["quality"] or _asked_quality(row["parameters"]),
        quote_nano=row["quote"],
    )


def _asked_quality(parameters: str) -> str:
    tools = orjson.loads(parameters).get("tools") or [{}]
    return str(tools[0].get("quality", "unknown"))


def _use(row: Row) -> Use:
    failure = orjson.loads(row["failure"]) if row["failure"] else {}
    return use_of(
        released=row["state"] == "released",
        pictures=row["pictures"],
        stopped=row["status"] == "stopped",
        refused=failure.get("code") == "moderation_blocked",
        words=bool(row["words"]) and not failure and row["status"] == "completed",
    )
