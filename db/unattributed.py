"""What a day's bill says more, or less, than the attempts of that day explain: one row a correction, never of an attempt."""

from dataclasses import dataclass

from db import spending
from db.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """A difference between the provider's bill and the books. `nano_usd` may be negative."""

    id: str
    team: str
    day: str
    line_item: str
    nano_usd: int
    reason: str
    created_by: str


def total(tx: Tx, *, team: str, day: str, line_item: str) -> int:
    """Return what was booked so far for a day and line item."""
    return int(
        tx.value(
            """
            SELECT CAST(coalesce(sum(nano_usd), 0) AS INTEGER) FROM unattributed
            WHERE day = :day AND team = :team AND line_item = :item
            """,
            {"day": day, "team": team, "item": line_item},
        )
    )


def book(tx: Tx, *, correction: NewCorrection, seen: int, at: int) -> bool:
    """Book a correction on top of *seen*; False where somebody else has booked another since."""
    booked = tx.write(
        """
        INSERT INTO unattributed (id, team, day, line_item, nano_usd, reason, created_by, created_at)
        SELECT :id, :team, :day, :item, :nano, :reason, :by, :at
        WHERE (SELECT CAST(coalesce(sum(nano_usd), 0) AS INTEGER) FROM unattributed
            WHERE day = :day AND team = :team AND line_item = :item) = :seen
        """,
        {
            "id": correction.id,
            "team": correction.team,
            "day": correction.day,
            "item": correction.line_item,
            "nano": correction.nano_usd,
            "reason": correction.reason,
            "by": correction.created_by,
            "at": at,
            "seen": seen,
        },
    )
    if booked:
        spending.add_unattributed(tx, team=correction.team, day=correction.day, spent=correction.nano_usd)
    return bool(booked)


def of_days(tx: Tx, *, first_day: str, last_day: str) -> list[Row]:
    """Return every correction of a stretch of days, oldest first."""
    return tx.rows(
        "SELECT * FROM unattributed WHERE day BETWEEN :first AND :last ORDER BY day, line_item, id",
        {"first": first_day, "last": last_day},
    )
