"""Booking one reading: reserved before anything is sent, and ended by one settlement or one release.

Only the mainline reads, so only its tokens are in the parts; whatever stays unknown is held at the quote's ceiling.
"""

from dataclasses import dataclass

from bot.domain import settlement
from bot.domain.errors import Billed
from bot.domain.lanes import Lane
from bot.domain.ledger import EntryKind
from bot.domain.plan import Models
from bot.domain.prices import PriceList
from bot.domain.pricing import Quote
from bot.domain.settlement import Known
from bot.domain.turn import Turn
from bot.ports import Clock, Ids
from bot.services.books import use_made
from bot.services.followed import Followed
from bot.services.purse import Purse
from db import attempts, bookings, ledger
from db.attempts import NewAttempt
from db.bookings import Booking
from db.tx import Row, Tx

NO_MODEL = "none"


@dataclass(frozen=True, slots=True)
class Call:
    """One reading about to be made, or under way: what it is settled against."""

    attempt_id: str
    turn: Turn
    models: Models
    quote: Quote
    at_ms: int


class ReadingBooks:
    """Writes readings and their money."""

    def __init__(self, clock: Clock, ids: Ids, prices: PriceList, lane: Lane, purse: Purse) -> None:
        self._clock, self._ids, self._prices, self._lane, self._purse = clock, ids, prices, lane, purse

    def reserve(self, tx: Tx, *, attempt: NewAttempt, call: Call) -> None:
        """Write an attempt and its reservation down; raises BudgetExceeded, which the transaction must not survive."""
        attempts.reserve(tx, attempt=attempt, at=call.at_ms)
        self._purse.reserve(tx, turn=call.turn, booking=self._booking(call), at=call.at_ms)
        self._append(tx, call, EntryKind.RESERVATION, Followed(), reserved=True)

    def _booking(self, call: Call) -> Booking:
        turn = call.turn
        return Booking(
            attempt_id=call.attempt_id,
            turn_id=turn.id,
            team=turn.team,
            day=self._purse.day(call.at_ms),
            actor=turn.actor,
            channel=turn.channel,
            lane=self._lane.name,
            image_model=f"{call.models.mainline}, reading",
            quality=NO_MODEL,
            quote_nano=call.quote.nano,
        )

    def settle(self, tx: Tx, *, call: Call, followed: Followed) -> None:
        """End an attempt by one settlement, or by one release where nothing was sent."""
        error, ended = followed.error, followed.ended
        unsent = error is not None and error.blame.billed is Billed.NO and followed.response_id is None
        bookings.came_to(tx, attempt_id=call.attempt_id, use=use_made(followed, released=unsent), images=0)
        self._append(tx, call, EntryKind.RELEASE if unsent else EntryKind.SETTLEMENT, followed)
        attempts.ended(
            tx,
            attempt_id=call.attempt_id,
            state="released" if unsent else "settled",
            status=ended.status if ended else error.code if error else "unknown",
            image_model=None,
            x_request_id=followed.request_id,
            sequence=followed.sequence,
            words=(ended.text or None) if ended else None,
            failure={"code": error.code, "sentence": error.sentence} if error else None,
            final_at=None,
            at=self._clock(),
        )
        self._purse.crossed(tx, turn=call.turn, attempt_id=call.attempt_id, at=self._clock())

    def _append(self, tx: Tx, call: Call, kind: EntryKind, followed: Followed, *, reserved: bool = False) -> None:
        known = Known(followed.ended, (), attempted=False, previews=0)
        against = settlement.Books(call.models, call.quote, self._prices, call.at_ms)
        released = kind is EntryKind.RELEASE
        ledger.append(
            tx,
            entry_id=self._ids("e"),
            turn_id=call.turn.id,
            attempt_id=call.attempt_id,
            kind=kind,
            parts=call.quote.parts if reserved else () if released else settlement.settle(known, against),
            at=self._clock(),
            reason=followed.error.code if released and followed.error else "",
        )

    def unfinished(self, tx: Tx, *, turn: Turn, models: Models) -> list[tuple[Row, Call]]:
        """Return the attempts of a turn that have no end yet, each with what it is settled against."""
        return [(row, _call(tx, row, turn, models)) for row in attempts.unfinished(tx, turn_id=turn.id)]


def _call(tx: Tx, row: Row, turn: Turn, models: Models) -> Call:
    reserved = Quote(ledger.reserved(tx, attempt_id=row["id"]))
    return Call(row["id"], turn, models, reserved, row["opened_at"] or turn.accepted_at_ms)
