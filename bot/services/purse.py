"""The purse: which day an attempt counts in, whether its budgets have room for it, and which thresholds it crosses.

Everything here happens inside the transaction that writes the ledger.
"""

from dataclasses import dataclass
from datetime import UTC, tzinfo

from bot.domain import periods
from bot.domain.budget_refusal import BudgetExceeded
from bot.domain.budgets import DAY_MS, Crossed, Standing
from bot.domain.money import NanoUsd
from bot.domain.turn import Turn
from db import alerts, bookings, budgets, spending
from db.bookings import Booking
from db.tx import Tx


@dataclass(frozen=True, slots=True)
class Purse:
    """The books zone, and after how many days a hold stops counting against people."""

    zone: tzinfo = UTC
    hold_days: int = 7

    def day(self, at_ms: int) -> str:
        """Return the day an instant counts in."""
        return periods.day_of(at_ms, self.zone)

    def standings(self, tx: Tx, *, turn: Turn, day: str, at: int) -> tuple[Standing, ...]:
        """Return the budgets that apply to a turn, as they stand in *day*."""
        return budgets.standings(
            tx,
            team=turn.team,
            actor=turn.actor,
            channel=turn.channel,
            day=day,
            lapsed_before=at - self.hold_days * DAY_MS,
            turn_id=turn.id,
        )

    def reserve(self, tx: Tx, *, turn: Turn, booking: Booking, at: int) -> None:
        """Book an attempt and reserve its quote; raises BudgetExceeded, which the transaction must not survive."""
        standings = self.standings(tx, turn=turn, day=booking.day, at=at)
        if not spending.reserve(tx, booking=booking, standings=standings):
            # what was reserved for the other scopes on the way is taken back with the transaction
            raise self._exceeded(tx, turn, standings, NanoUsd(booking.quote_nano))
        bookings.book(tx, booking=booking)

    def check(self, tx: Tx, *, turn: Turn, quote: NanoUsd, at: int) -> None:
        """Reserve nothing, but raise BudgetExceeded where there is no room for *quote* now."""
        standings = self.standings(tx, turn=turn, day=self.day(at), at=at)
        if any(standing.left < quote for standing in standings):
            raise self._exceeded(tx, turn, standings, quote)

    def _exceeded(self, tx: Tx, turn: Turn, standings: tuple[Standing, ...], quote: NanoUsd) -> BudgetExceeded:
        tightest = min(standings, key=lambda standing: standing.left)
        held = bookings.holders(tx, team=turn.team, scope=tightest.scope, period=tightest.key)
        return BudgetExceeded(tightest, quote, held)

    def crossed(self, tx: Tx, *, turn: Turn, attempt_id: str, at: int) -> tuple[Crossed, ...]:
        """Return the thresholds that an attempt's settlement has just crossed, in the period of its reservation."""
        booking = bookings.get(tx, attempt_id=attempt_id)
        if booking is None:
            return ()
        return alerts.cross(tx, standings=self.standings(tx, turn=turn, day=booking.day, at=at), at=at)
