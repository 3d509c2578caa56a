"""Ending a turn: its outcome and the message that tells it are one transaction. Facts come from the books, not memory."""

from dataclasses import replace
from functools import partial

import structlog
from pydantic import TypeAdapter

from bot.domain import fallbacks, receipt
from bot.domain.budget_refusal import BudgetExceeded
from bot.domain.errors import DarkroomError
from bot.domain.plan import Plan, Via
from bot.domain.policy import Policy, Receipts
from bot.domain.receipt import Receipt
from bot.domain.telling import Audience, Kind, Told
from bot.domain.turn import Outcome, Turn
from bot.ports import Clock, Ids
from bot.services.conclusion import Conclusion
from db import blanking, ledger, outbox, turns
from db import closing as rows
from db.store import Store
from db.tx import Tx

log = structlog.get_logger(__name__)
TOLD: TypeAdapter[Told] = TypeAdapter(Told)
PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)
MENTION_AFTER_S = 30
AUDIENCES = {
    Receipts.CHANNEL: Audience.CHANNEL,
    Receipts.REQUESTER: Audience.REQUESTER,
    Receipts.OFF: Audience.NOBODY,
}


class Closing:
    """Writes down how turns end."""

    def __init__(self, store: Store, clock: Clock, ids: Ids, policy: Policy) -> None:
        self._store, self._clock, self._ids, self._policy = store, clock, ids, policy

    async def conclude(self, turn: Turn, conclusion: Conclusion, error: str | None = None) -> None:
        """Record the outcome and what will be told of it; the words of a declined turn go in the same transaction."""
        if conclusion.declined is not None:
            error = f"declined:{conclusion.declined.value}"
            log.info("declined", turn=turn.id, category=conclusion.declined.value)
        await self._store.run(partial(self._conclude, turn, conclusion, error))

    async def refuse(self, turn: Turn, error: DarkroomError) -> None:
        """End a turn whose request cannot be carried out; what was booked for it stays booked."""
        conclusion = Conclusion(Outcome.REFUSED, Kind.NOT_DRAWN, error.sentence)
        if isinstance(error, BudgetExceeded):
            conclusion = replace(conclusion, may_ask_admin=self._policy.overruns, holders=error.holders)
        await self.conclude(turn, conclusion, error.code)

    async def acknowledge(self, turn: Turn) -> None:
        """End a turn that wanted nothing but a nod."""
        await self._store.run(
            partial(turns.deliver, turn_id=turn.id, outcome=Outcome.ACKNOWLEDGED, error=None),
        )

    def _conclude(self, turn: Turn, conclusion: Conclusion, error: str | None, tx: Tx) -> None:
        turns.deliver(tx, turn_id=turn.id, outcome=conclusion.outcome, error=error)
        told = self._told(tx, turn, conclusion)
        body = TOLD.dump_python(told, mode="json")
        outbox.put(tx, new_id=self._ids("o"), turn_id=turn.id, kind="outcome", body=body, at=self._clock())
        if conclusion.declined is not None:
            blanking.blank(tx, turn_id=turn.id)

    def _told(self, tx: Tx, turn: Turn, conclusion: Conclusion) -> Told:
        shown = rows.shown(tx, turn_id=turn.id)
        via = _via(tx, turn)
        seconds = (self._clock() - turn.accepted_at_ms) // 1000
        return Told(
            kind=conclusion.kind,
            turn=turn.id,
            actor=turn.actor,
            receipt=self._receipt(tx, turn),
            audience=self._audience(turn),
            shown=shown,
            preview_count=rows.previews(tx, turn_id=turn.id),
            sentence=conclusion.sentence,
            next_step=conclusion.next_step,
            seconds=seconds,
            mention=seconds > MENTION_AFTER_S,
            can_retry=conclusion.can_retry,
            approval=conclusion.approval,
            may_ask_admin=conclusion.may_ask_admin,
            holders=conclusion.holders,
            review=conclusion.review,
            secrets=turn.secrets,
            lane_name=via.name if via else None,
            lane_notes=via.notes if via else (),
        )

    def _receipt(self, tx: Tx, turn: Turn) -> Receipt | None:
        if not rows.settled(tx, turn_id=turn.id):
            return None
        pictures_given = rows.pictures_given(tx, turn_id=turn.id)
        return receipt.make(ledger.of_turn(tx, turn_id=turn.id), turn.id, pictures_given=pictures_given)

    def _audience(self, turn: Turn) -> Audience:
        return AUDIENCES[self._policy.audience(shared_channel=turn.shared)]


def _via(tx: Tx, turn: Turn) -> Via | None:
    """Return the fallback that a turn's attempts went by, or would have; None for the first party."""
    text = turns.plan_of(tx, turn_id=turn.id)
    planned = PLAN.validate_json(text).via if text else None
    name = next(filter(None, map(fallbacks.name_of, rows.lanes(tx, turn_id=turn.id))), None)
    if name is None:
        return planned
    return planned if planned is not None and planned.name == name else Via(name)
