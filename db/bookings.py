"""Bookings: where an attempt's money counts. Written with its reservation; what it came to is set once, when it ends.

Triggers carry every change into the daily rollup, so what it came to is set before its settlement is appended.
"""

from dataclasses import dataclass

from bot.domain.budgets import Holder, Scope, ScopeKind
from bot.domain.money import NanoUsd
from bot.domain.uses import Use
from db.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class Booking:
    """The day in the books zone, who, where and by what; `quote_nano` is what was reserved."""

    attempt_id: str
    turn_id: str
    team: str
    day: str
    actor: str
    channel: str
    lane: str
    image_model: str
    quality: str
    quote_nano: int


def book(tx: Tx, *, booking: Booking) -> None:
    """Write a booking; the first one of a turn counts the turn."""
    tx.write(
        """
        INSERT INTO bookings (attempt_id, turn_id, team, day, actor, channel, lane, image_model, quality, quote_nano, first)
        VALUES (:attempt, :turn, :team, :day, :actor, :channel, :lane, :model, :quality, :quote,
            CASE WHEN EXISTS (SELECT 1 FROM bookings WHERE turn_id = :turn) THEN 0 ELSE 1 END)
        """,
        {
            "attempt": booking.attempt_id,
            "turn": booking.turn_id,
            "team": booking.team,
            "day": booking.day,
            "actor": booking.actor,
            "channel": booking.channel,
            "lane": booking.lane,
            "model": booking.image_model,
            "quality": booking.quality,
            "quote": booking.quote_nano,
        },
    )


def came_to(tx: Tx, *, attempt_id: str, use: Use, images: int) -> bool:
    """Record what an attempt came to; False where that is known already."""
    return bool(
        tx.write(
            "UPDATE bookings SET use = :use, images = :images WHERE attempt_id = :id AND use IS NULL",
            {"use": use.value, "images": images, "id": attempt_id},
        )
    )


def hold(tx: Tx, *, attempt_id: str, nano: int, at: int) -> None:
    """Add to what stands at its ceiling; it is held from the first time on."""
    if nano:
        tx.write(
            """
            UPDATE bookings SET held_nano = held_nano + :nano, held_at = coalesce(held_at, :at) WHERE attempt_id = :id
            """,
            {"nano": nano, "at": at, "id": attempt_id},
        )


def get(tx: Tx, *, attempt_id: str) -> Booking | None:
    """Return a booking."""
    row = tx.row("SELECT * FROM bookings WHERE attempt_id = :id", {"id": attempt_id})
    return _booking(row) if row else None


def _booking(row: Row) -> Booking:
    return Booking(
        attempt_id=row["attempt_id"],
        turn_id=row["turn_id"],
        team=row["team"],
        day=row["day"],
        actor=row["actor"],
        channel=row["channel"],
        lane=row["lane"],
        image_model=row["image_model"],
        quality=row["quality"],
        quote_nano=row["quote_nano"],
    )


def holders(tx: Tx, *, team: str, scope: Scope, period: str) -> tuple[Holder, ...]:
    """Return whose drawings under way hold a part of a scope's day or month, the largest first."""
    rows = tx.rows(
        """
        SELECT actor, count(*) AS drawings, CAST(sum(quote_nano) AS INTEGER) AS nano FROM bookings
        WHERE use IS NULL AND team = :team AND day BETWEEN :first AND :last
            AND (CAST(:actor AS TEXT) IS NULL OR actor = :actor)
            AND (CAST(:channel AS TEXT) IS NULL OR channel = :channel)
        GROUP BY actor ORDER BY nano DESC, actor
        """,
        {
            "team": team,
            "first": f"{period}-01"[:10],
            "last": f"{period}-31"[:10],
            "actor": scope.id if scope.kind is ScopeKind.PERSON else None,
            "channel": scope.id if scope.kind is ScopeKind.CHANNEL else None,
        },
    )
    return tuple(Holder(row["actor"], row["drawings"], NanoUsd(row["nano"])) for row in rows)
