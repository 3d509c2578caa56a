"""Asking before spending: what a plan will probably cost is held against the policy, and a click stands for a yes.

The turn that asked ends there, without a place in the conversation; a new one goes on in its stead. A yes holds for
exactly what was estimated, as its digest names it: where that has changed, it is asked again.
"""

import hashlib
from functools import partial

from pydantic import TypeAdapter

from bot.domain.approval import Approval, ApprovalKind
from bot.domain.money import NanoUsd, say_about, say_at_most
from bot.domain.plan import Plan
from bot.domain.policy import Policy
from bot.domain.telling import Kind
from bot.domain.turn import Outcome, Turn
from bot.ports import Clock, Ids
from bot.services.conclusion import Conclusion
from db import approvals
from db.store import Store
from db.tx import Tx

PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)
HOLDS_MS = 60 * 60 * 1000
ASK = (
    "This may cost about {about}, at most {most}. Pictures above {above} are drawn after a click; it holds for an hour."
)


def digest_of(plan: Plan, about: NanoUsd) -> str:
    """Return what names a plan at its price: any change of words, pictures, options, models or prices changes it."""
    return hashlib.sha256(PLAN.dump_json(plan) + str(about).encode()).hexdigest()


class Asking:
    """Decides whether a turn needs a click first."""

    def __init__(self, store: Store, clock: Clock, ids: Ids, policy: Policy) -> None:
        self._store, self._clock, self._ids, self._policy = store, clock, ids, policy

    async def question(self, turn: Turn, plan: Plan, about: NanoUsd, most: NanoUsd) -> Conclusion | None:
        """Return the question that ends this turn, to go on by a click; None where it may be drawn right away."""
        if about <= self._policy.ask_above_nano:
            return None
        return await self._store.run(partial(self._question, turn, digest_of(plan, about), about, most))

    def _question(self, turn: Turn, digest: str, about: NanoUsd, most: NanoUsd, tx: Tx) -> Conclusion | None:
        if approvals.allowed(tx, turn_id=turn.id, kind=ApprovalKind.SPEND, digest=digest):
            return None
        now = self._clock()
        approval = Approval(
            id=self._ids("q"),
            turn_id=turn.id,
            kind=ApprovalKind.SPEND,
            estimate=about,
            quote=most,
            digest=digest,
            asked_by=turn.actor,
            asked_at_ms=now,
            expires_at_ms=now + HOLDS_MS,
        )
        approvals.ask(tx, approval=approval)
        above = say_about(self._policy.ask_above_nano)
        sentence = ASK.format(about=say_about(about), most=say_at_most(most), above=above)
        return Conclusion(Outcome.REFUSED, Kind.ASKING, sentence, approval=approval.id)
