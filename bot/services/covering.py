"""The gate before a fallback: asked before anything is announced, and again in the transaction of every reservation.

So a verdict that ended a second ago stops the next attempt, one that waits in the queue included.
"""

from datetime import UTC, datetime
from functools import partial

from bot.domain.errors import PersonError
from bot.domain.fallbacks import Fallback
from bot.domain.gates.covering import Coverage, NotCovered, cover
from bot.domain.plan import Plan, Via
from bot.domain.policy import Policy
from bot.domain.turn import Turn
from bot.ports import Clock
from bot.services.lanes import OpenLane
from db import exceptions, verdicts
from db.store import Store
from db.tx import Tx

CHANGED = "What lets the lane {name} be used has changed since this was announced. Ask again, or leave out --via."


class Covering:
    """Decides by what the books of verdicts say at this moment."""

    def __init__(self, store: Store, clock: Clock, policy: Policy) -> None:
        self._store, self._clock, self._policy = store, clock, policy

    async def via(self, turn: Turn, lane: OpenLane) -> Via | None:
        """Return what goes into the plan of a turn on *lane*; raises PersonError where it is not covered."""
        if lane.fallback is None:
            return None
        return await self._store.run(partial(self._via, turn, lane.fallback))

    def check(self, tx: Tx, *, turn: Turn, plan: Plan, lane: OpenLane) -> None:
        """Raise PersonError where *lane* is not covered any more, or not as it was announced."""
        if lane.fallback is not None and self._via(turn, lane.fallback, tx) != plan.via:
            raise PersonError("lane_changed", CHANGED.format(name=lane.fallback.name))

    def _via(self, turn: Turn, fallback: Fallback, tx: Tx) -> Via:
        covered = self._cover(turn, fallback, tx)
        if isinstance(covered, NotCovered):
            raise PersonError("lane_not_covered", covered.sentence)
        return Via(fallback.name, covered.notes)

    def _cover(self, turn: Turn, fallback: Fallback, tx: Tx) -> Coverage:
        purpose = self._policy.purpose_in(turn.channel, direct=turn.direct)
        today = datetime.fromtimestamp(self._clock() / 1000, UTC).date()
        route = {
            "team": turn.team,
            "base_url": fallback.base_url,
            "model": fallback.model,
            "key_group": fallback.key_group,
            "endpoint": fallback.endpoint,
        }
        return cover(fallback, purpose, verdicts.newest(tx, **route), exceptions.standing(tx, **route), today)
