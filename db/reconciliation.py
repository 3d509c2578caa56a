"""What is held against a bill: the parts of one lane's attempts by the moment they were sent, and what is under way.

A bill is of UTC days, whatever zone the books count in; so nothing here asks for a booking's day.
"""

from bot.domain.ledger import Part
from db.ledger import part_of
from db.tx import Tx

SENT = "coalesce(a.opened_at, a.reserved_at)"
BETWEEN = f"b.lane = :lane AND {SENT} >= :since AND {SENT} < :until"


def parts(tx: Tx, *, lane: str, since: int, until: int) -> list[tuple[str, int, Part]]:
    """Return (attempt, when it was sent, part) for every settlement and adjustment, in the order of the books."""
    rows = tx.rows(
        f"""
        SELECT l.attempt_id, {SENT} AS sent, p.* FROM ledger l
            JOIN ledger_parts p ON p.entry_id = l.id
            JOIN attempts a ON a.id = l.attempt_id
            JOIN bookings b ON b.attempt_id = l.attempt_id
        WHERE l.kind IN ('settlement', 'adjustment') AND {BETWEEN} ORDER BY l.id, p.position
        """,  # noqa: S608 - the conditions stand above
        {"lane": lane, "since": since, "until": until},
    )
    return [(row["attempt_id"], row["sent"], part_of(row)) for row in rows]


def under_way(tx: Tx, *, lane: str, since: int, until: int) -> list[int]:
    """Return when each attempt was sent that has not ended."""
    rows = tx.rows(
        f"""
        SELECT {SENT} AS sent FROM bookings b JOIN attempts a ON a.id = b.attempt_id
        WHERE b.use IS NULL AND {BETWEEN}
        """,  # noqa: S608 - the conditions stand above
        {"lane": lane, "since": since, "until": until},
    )
    return [row["sent"] for row in rows]


def held(tx: Tx, *, attempt_id: str) -> int:
    """Return what an attempt holds."""
    return int(tx.value("SELECT held_nano FROM bookings WHERE attempt_id = :id", {"id": attempt_id}))


def team(tx: Tx) -> str | None:
    """Return whose books these are: the team with the most attempts; None where there are none."""
    found = tx.value("SELECT team FROM bookings GROUP BY team ORDER BY count(*) DESC, team LIMIT 1", {})
    return None if found is None else str(found)
