"""How much of each scope's day and month is spent and reserved. Changed only together with the ledger.

A reservation is one conditional statement for each scope and period, so that no two can take the same room.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.budgets import Period, Scope, ScopeKind, Standing, scopes_of
from db.bookings import Booking
from db.tx import Tx

RESERVE = """
    INSERT INTO spending (team, kind, scope, period, spent_nano, reserved_nano)
    SELECT :team, :kind, :scope, :period, 0, :quote WHERE CAST(:room AS INTEGER) IS NULL OR :quote <= :room
    ON CONFLICT (team, kind, scope, period) DO UPDATE SET reserved_nano = spending.reserved_nano + excluded.reserved_nano
    WHERE CAST(:room AS INTEGER) IS NULL
        OR spending.spent_nano + spending.reserved_nano + excluded.reserved_nano <= :room
    RETURNING reserved_nano
"""
MOVE = """
    UPDATE spending SET spent_nano = spent_nano + :spent, reserved_nano = reserved_nano + :reserved
    WHERE team = :team AND kind = :kind AND scope = :scope AND period = :period
"""
ADD = """
    INSERT INTO spending (team, kind, scope, period, spent_nano, reserved_nano)
    VALUES (:team, :kind, :scope, :period, :spent, 0)
    ON CONFLICT (team, kind, scope, period) DO UPDATE SET spent_nano = spending.spent_nano + excluded.spent_nano
"""


def _counters(team: str, day: str, scopes: Sequence[Scope]) -> Iterator[tuple[Scope, Period, dict[str, str]]]:
    for scope in scopes:
        for period in Period:
            key = {"team": team, "kind": scope.kind.value, "scope": scope.id, "period": period.key(day)}
            yield scope, period, key


def reserve(tx: Tx, *, booking: Booking, standings: Sequence[Standing]) -> bool:
    """Reserve a booking's quote in all its scopes; False where a budget has no room: then the transaction must not stand.

    *standings* are the budgets that apply, each with the room it gives.
    """
    rooms: Mapping[tuple[ScopeKind, Period], int] = {(s.scope.kind, s.budget.period): s.room for s in standings}
    return all(
        tx.row(RESERVE, {**key, "quote": booking.quote_nano, "room": rooms.get((scope.kind, period))})
        for scope, period, key in _counters(booking.team, booking.day, scopes_of(booking.actor, booking.channel))
    )


def move(tx: Tx, *, booking: Booking, spent: int, reserved: int) -> None:
    """Change what a booking's scopes have spent and reserved, in the period of its reservation."""
    for _, _, key in _counters(booking.team, booking.day, scopes_of(booking.actor, booking.channel)):
        tx.write(MOVE, {**key, "spent": spent, "reserved": reserved})


def add_unattributed(tx: Tx, *, team: str, day: str, spent: int) -> None:
    """Count what no attempt explains: the workspace's, and nobody else's."""
    for _, _, key in _counters(team, day, [Scope(ScopeKind.WORKSPACE)]):
        tx.write(ADD, {**key, "spent": spent})
