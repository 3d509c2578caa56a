"""Attempts that an earlier process left open: resumed by response id where that is possible, else held at the ceiling.

reserved   nothing was sent: released
opened     with a response id: looked for upstream until it is over
           without one: nobody can know; the whole ceiling stays booked
A response is asked for only where it was requested: where that fallback is set up no more, nowhere.
"""

from functools import partial
from typing import Any

import orjson
from pydantic import TypeAdapter

from bot.domain.errors import Billed, Blame, BrokenStream, Moderation, ProviderError, Refusal
from bot.domain.plan import Plan
from bot.domain.pricing import Quote
from bot.domain.refusing.tools import named
from bot.domain.turn import Turn
from bot.domain.upstream import Ended, ToolCall
from bot.ports import Stage
from bot.services.books import Books
from bot.services.dispatch import Flags
from bot.services.followed import Followed
from bot.services.job import Job
from bot.services.lanes import Lanes
from bot.services.previews import Previews
from bot.services.rendering import Rendering
from db import attempts, ledger, turns
from db.store import Store
from db.tx import Row, Tx

PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)
RESPONSE_STATES = frozenset({"completed", "failed", "incomplete", "cancelled"})
NEVER_SENT = Blame("never_sent", "The process ended before anything was sent.", Billed.NO)


class Interrupted:
    """Finds an end for every open attempt of a turn."""

    def __init__(self, store: Store, stage: Stage, books: Books, rendering: Rendering, lanes: Lanes) -> None:
        self._store, self._stage, self._books, self._rendering = store, stage, books, rendering
        self._lanes = lanes

    async def take_up(self, turn: Turn, plan: Plan, flags: Flags) -> None:
        """Bring the open attempts of *turn* to an end, in order."""
        for row, job in await self._store.run(partial(_jobs, turn, plan, self._lanes)):
            await self._end(row, job, flags)

    async def so_far(self, turn: Turn) -> list[Followed]:
        """Return what the steps of *turn* have come to, as the books tell it."""
        rows = await self._store.run(partial(attempts.settled, turn_id=turn.id))
        return [_from_books(row) for row in rows]

    async def hold_open(self, turn: Turn) -> None:
        """Close whatever is still open at its ceiling: something of ours broke, and nobody will follow it."""
        plan = await self._store.run(partial(_plan, turn.id))
        if plan is None:
            return
        for row, job in await self._store.run(partial(_jobs, turn, plan, self._lanes)):
            await self._books.end(job, _unsent() if row["state"] == "reserved" else _lost(row))

    async def _end(self, row: Row, job: Job, flags: Flags) -> None:
        followed = _unsent() if row["state"] == "reserved" else _lost(row)
        if followed.response_id is None or job.lane is None:
            await self._books.end(job, followed)
            return
        previews = Previews(self._store, self._stage, job.turn, "")
        previews.close()
        await self._rendering.resume(job, followed, previews, flags)


def _from_books(row: Row) -> Followed:
    """Return an end that was settled before, with what a conclusion needs of it."""
    ended = Ended(None, row["status"] or "", None, None, None, None, None, None, row["words"] or "")
    known = row["status"] in RESPONSE_STATES
    return Followed(
        ended=ended if known else None,
        error=_error(orjson.loads(row["failure"])) if row["failure"] else None,
        stopped=row["status"] == "stopped",
        lost={"": (ToolCall("", None), "")} if row["unusable"] else {},
        earlier=row["versions"],
        choice=named(row["chosen"]),
    )


def _error(failure: dict[str, Any]) -> ProviderError:
    if failure["code"] == "stream_broken":
        return BrokenStream("settled before")
    blame = Blame(failure["code"], failure["sentence"], Billed.UNKNOWN, next_step=failure["next_step"])
    if failure["code"] == "moderation_blocked":
        return Refusal(blame, Moderation(failure["stage"], tuple(failure["categories"])))
    return ProviderError(blame)


def _unsent() -> Followed:
    return Followed(error=ProviderError(NEVER_SENT))


def _lost(row: Row) -> Followed:
    return Followed(
        request_id=row["x_request_id"],
        response_id=row["response_id"],
        sequence=row["last_sequence"],
        previews=row["previews"],
        previews_certain=False,
        error=BrokenStream("the process ended"),
    )


def _plan(turn_id: str, tx: Tx) -> Plan | None:
    text = turns.plan_of(tx, turn_id=turn_id)
    return PLAN.validate_json(text) if text else None


def _jobs(turn: Turn, plan: Plan, lanes: Lanes, tx: Tx) -> list[tuple[Row, Job]]:
    return [(row, _job(turn, plan, row, lanes, tx)) for row in attempts.unfinished(tx, turn_id=turn.id)]


def _job(turn: Turn, plan: Plan, row: Row, lanes: Lanes, tx: Tx) -> Job:
    reserved = Quote(ledger.reserved(tx, attempt_id=row["id"]))
    at = row["opened_at"] or turn.accepted_at_ms
    lane = lanes.sent_by(row["lane"], row["base_host"])
    return Job(row["id"], turn, plan.steps[row["step"]], plan.models, reserved, at, lane)
