"""A busy day of the books, act by act, as the services write it: each act is one transaction."""

from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain import adjusting
from bot.domain.budgets import Standing
from bot.domain.ledger import EntryKind, Part, held, total, weakest
from bot.domain.money import NanoUsd
from bot.domain.periods import day_of
from bot.domain.turn import Turn
from bot.domain.uses import Use
from db import attempts, bookings, catching_up, ledger, spending, unattributed
from db.attempts import NewAttempt
from db.bookings import Booking
from db.tx import Tx
from db.unattributed import NewCorrection
from tests.db import house
from tests.db.house import AT, picture_part


@dataclass
class Day:
    """A database in memory, the turns in it, and the attempts that have not ended."""

    tx: Tx = field(default_factory=house.in_memory)
    zone: str = "UTC"
    turns: dict[str, Turn] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    count: int = 0

    def turn(self, name: str, actor: str = "U1", channel: str = "C1") -> Turn:
        """A turn of somebody somewhere, made where it is new."""
        if name not in self.turns:
            root = f"{name}.5"
            self.turns[name] = house.planned(self.tx, name, actor=actor, channel=channel, thread=f"h{name}", root=root)
        return self.turns[name]

    def attempt(self, turn: Turn, quality: str = "medium", at: int = AT) -> str:
        """An attempt, written down."""
        self.count += 1
        new = NewAttempt(
            id=f"a{self.count:05d}",
            turn_id=turn.id,
            step=0,
            lane="sandbox",
            base_host="localhost:1",
            mainline_model="gpt-5.4",
            image_model="gpt-image-2",
            parameters={"tools": [{"quality": quality}]},
            prompt_digests={},
        )
        attempts.reserve(self.tx, attempt=new, at=at)
        return new.id

    def reserve(
        self, turn: Turn, ceiling: Part, quality: str = "medium", at: int = AT, standings: tuple[Standing, ...] = ()
    ) -> str | None:
        """A reservation with its booking; None where a budget has no room."""
        attempt_id = self.attempt(turn, quality, at)
        day = day_of(at, ZoneInfo(self.zone))
        booked = house.booking(turn, attempt_id, day=day, quality=quality, quote=ceiling.nano or 0)
        if not spending.reserve(self.tx, booking=booked, standings=standings):
            return None
        bookings.book(self.tx, booking=booked)
        house.entry(self.tx, turn, attempt_id, EntryKind.RESERVATION, [ceiling])
        self.open.append(attempt_id)
        return attempt_id

    def of(self, attempt_id: str) -> Turn:
        """The turn of an attempt."""
        turn_id = self.tx.value("SELECT turn_id FROM attempts WHERE id = :id", {"id": attempt_id})
        return next(turn for turn in self.turns.values() if turn.id == turn_id)

    def settle(self, attempt_id: str, use: Use, parts: list[Part], at: int = AT) -> None:
        """The settlement of an attempt, and what it came to."""
        self.open.remove(attempt_id)
        self.settled.append(attempt_id)
        bookings.came_to(self.tx, attempt_id=attempt_id, use=use, images=int(use is Use.PICTURE))
        self._append(attempt_id, EntryKind.SETTLEMENT, parts, at)
        self._ended(attempt_id, use)

    def release(self, attempt_id: str) -> None:
        """The release of an attempt that cost nothing."""
        self.open.remove(attempt_id)
        bookings.came_to(self.tx, attempt_id=attempt_id, use=Use.RELEASED, images=0)
        self._append(attempt_id, EntryKind.RELEASE, [], AT)
        self._ended(attempt_id, Use.RELEASED)

    def adjust(self, attempt_id: str, amount: int | None) -> bool:
        """A correction of what an attempt holds: to the bill's *amount*, or written off; False where it holds nothing."""
        parts = ledger.of_attempt(self.tx, attempt_id=attempt_id)
        if not any(part.nano for part in adjusting.net(parts) if part.basis.value == "ceiling"):
            return False
        made = adjusting.write_off(parts) if amount is None else adjusting.reconcile(parts, NanoUsd(amount))
        self.count += 1
        return ledger.adjust(
            self.tx,
            entry_id=f"e{self.count:05d}",
            attempt_id=attempt_id,
            parts=made,
            seen_held=held(parts),
            at=AT,
            reason="the bill",
        )

    def correct(self, day: str, nano: int) -> None:
        """A correction of a whole day that no attempt explains."""
        self.count += 1
        seen = unattributed.total(self.tx, team="T1", day=day, line_item="images")
        made = NewCorrection(f"e{self.count:05d}", "T1", day, "images", nano, "the bill", "U9")
        assert unattributed.book(self.tx, correction=made, seen=seen, at=AT)

    def older(self, turn: Turn, parts: list[Part] | None, at: int = AT, versions: int = 0) -> str:
        """A whole attempt as a version of this program wrote it that knew no bookings."""
        attempt_id = self.attempt(turn, at=at)
        house.entry(self.tx, turn, attempt_id, EntryKind.RESERVATION, [picture_part(1572)])
        if parts is not None:
            self.older_end(attempt_id, parts)
        for number in range(versions):
            house.shown(self.tx, turn, attempt_id, f"{self.count}{number}")
        return attempt_id

    def older_end(self, attempt_id: str, parts: list[Part]) -> None:
        """A settlement as an older version wrote it, also of an attempt that was booked."""
        if attempt_id in self.open:
            self.open.remove(attempt_id)
        self.tx.write(
            """
            INSERT INTO ledger (id, turn_id, attempt_id, kind, basis, nano_usd, created_at)
            SELECT :id, turn_id, id, 'settlement', :basis, :nano, reserved_at FROM attempts WHERE id = :attempt
            """,
            {"id": f"e{attempt_id}old", "attempt": attempt_id, "basis": weakest(parts).value, "nano": total(parts)},
        )
        for position, part in enumerate(parts):
            ledger._part(self.tx, f"e{attempt_id}old", position, part)
        self._ended_alone(attempt_id, "settled", "completed")

    def restart(self, zone: str | None = None) -> bool:
        """The process dies and starts again, perhaps with another books zone; whether there was anything to catch up."""
        self.zone = zone or self.zone
        zone_day = partial(day_of, zone=ZoneInfo(self.zone))
        return catching_up.catch_up(self.tx, zone_name=self.zone, day_of=zone_day, at=AT)

    def _append(self, attempt_id: str, kind: EntryKind, parts: list[Part], at: int) -> None:
        turn = self.of(attempt_id)
        self.count += 1
        ledger.append(
            self.tx,
            entry_id=f"e{self.count:05d}",
            turn_id=turn.id,
            attempt_id=attempt_id,
            kind=kind,
            parts=parts,
            at=at,
        )

    def _ended(self, attempt_id: str, use: Use) -> None:
        status = "stopped" if use is Use.STOPPED else "completed"
        self._ended_alone(attempt_id, "released" if use is Use.RELEASED else "settled", status)

    def _ended_alone(self, attempt_id: str, state: str, status: str) -> None:
        attempts.ended(
            self.tx,
            attempt_id=attempt_id,
            state=state,
            status=status,
            image_model=None,
            x_request_id=None,
            sequence=None,
            words=None,
            failure=None,
            final_at=None,
            at=AT,
        )


def booked(day: Day, attempt_id: str) -> Booking:
    """Where an attempt counts."""
    found = bookings.get(day.tx, attempt_id=attempt_id)
    assert found is not None
    return found
