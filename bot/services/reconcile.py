"""Reconciling a stretch of days: the bill is read first, then the books are read, decided and corrected in one transaction.

Only complete days are corrected: over in UTC, with nothing under way, and with a bill. Done twice it books nothing more.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from typing import Protocol

from bot.domain import periods, reconciling
from bot.domain.money import NanoUsd
from bot.domain.periods import Span
from bot.domain.reconciling import Charge, Did, Entry, Line
from bot.ports import Clock, Ids
from db import catching_up, ledger, reconciliation, unattributed
from db.store import Store
from db.tx import Tx
from db.unattributed import NewCorrection

BY = "reconcile"
NOT_OVER = "the day is not over in UTC"
NO_BILL = "the provider has no bill for it yet"
NO_BOOKS = "the books hold no drawing at all"


class Bills(Protocol):
    """A provider's bill, from one moment to another in UTC milliseconds."""

    async def charges(self, since: int, until: int) -> tuple[Charge, ...]: ...


@dataclass(frozen=True, slots=True)
class Compared:
    """A line, what was done about it, or why nothing was."""

    line: Line
    did: Did
    because: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every day and line item as they stood before, and what was done (in a dry run: what would be)."""

    span: Span
    zone: str
    dry_run: bool
    compared: tuple[Compared, ...]

    @property
    def agrees(self) -> bool:
        """Whether books and bill are the same now."""
        return all(
            not one.line.difference or (one.did is not Did.NOTHING and not self.dry_run) for one in self.compared
        )


class Reconciler:
    """Holds the books of one lane against its provider's bills."""

    def __init__(self, store: Store, clock: Clock, ids: Ids, bills: Bills, lane: str) -> None:
        self._store, self._clock, self._ids, self._bills, self._lane = store, clock, ids, bills, lane

    async def reconcile(self, phrase: str, *, dry_run: bool = False) -> Reconciliation:
        """Return how the days that *phrase* names stand, corrected unless *dry_run*; days are those of UTC.

        Raises PersonError where there are no such days, and whatever the bills raise; then nothing was booked.
        """
        span = periods.parse(phrase, periods.day_of(self._clock(), UTC))
        since, until = periods.starts(span.first_day, UTC), periods.starts(periods.day_after(span.last_day), UTC)
        bill = await self._bills.charges(since, until)
        return await self._store.run(partial(self._reconcile, span, since, until, bill, dry_run))

    def _reconcile(
        self, span: Span, since: int, until: int, bill: Sequence[Charge], dry_run: bool, tx: Tx
    ) -> Reconciliation:
        found = reconciliation.parts(tx, lane=self._lane, since=since, until=until)
        entries = [Entry(periods.day_of(sent, UTC), attempt_id, part) for attempt_id, sent, part in found]
        rows = unattributed.of_days(tx, first_day=span.first_day, last_day=span.last_day)
        corrections = [Charge(row["day"], row["line_item"], NanoUsd(row["nano_usd"])) for row in rows]
        under_way = Counter(
            periods.day_of(sent, UTC)
            for sent in reconciliation.under_way(tx, lane=self._lane, since=since, until=until)
        )
        billed, team = {charge.day for charge in bill}, reconciliation.team(tx)
        compared = []
        for line in reconciling.compare(entries, corrections, bill):
            because = self._incomplete(line.day, team, under_way[line.day], billed)
            did = Did.NOTHING if because else line.due
            if not dry_run and team is not None:
                self._correct(tx, team, line, did)
            compared.append(Compared(line, did, because if line.difference else ""))
        return Reconciliation(span, catching_up.zone(tx) or "UTC", dry_run, tuple(compared))

    def _incomplete(self, day: str, team: str | None, under_way: int, billed: set[str]) -> str:
        """Return why a day cannot be corrected yet; nothing where it can."""
        rules = (
            (team is None, NO_BOOKS),
            (day >= periods.day_of(self._clock(), UTC), NOT_OVER),
            (under_way > 0, f"{under_way} of its drawings have not ended"),
            (day not in billed, NO_BILL),
        )
        return next((because for applies, because in rules if applies), "")

    def _correct(self, tx: Tx, team: str, line: Line, did: Did) -> None:
        match did:
            case Did.ADJUSTED:
                self._adjust(tx, line)
            case Did.BOOKED:
                self._book(tx, team, line)
            case Did.NOTHING:
                pass

    def _adjust(self, tx: Tx, line: Line) -> None:
        attempt_id = line.the_one or ""
        ledger.adjust(
            tx,
            entry_id=self._ids("e"),
            attempt_id=attempt_id,
            parts=reconciling.adjustment(ledger.of_attempt(tx, attempt_id=attempt_id), line),
            seen_held=reconciliation.held(tx, attempt_id=attempt_id),
            at=self._clock(),
            reason=f"reconciled with the bill of {line.day}: {line.item}",
        )

    def _book(self, tx: Tx, team: str, line: Line) -> None:
        why = ", ".join(f"{one.attempt_id} {one.why}" for one in line.explanations[:5])
        unattributed.book(
            tx,
            correction=NewCorrection(
                id=self._ids("c"),
                team=team,
                day=line.day,
                line_item=line.item,
                nano_usd=line.difference,
                reason=f"the bill differs; {why or 'nothing explains it'}",
                created_by=BY,
            ),
            seen=unattributed.total(tx, team=team, day=line.day, line_item=line.item),
            at=self._clock(),
        )
