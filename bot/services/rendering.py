"""Carrying out a step: reserve, open, follow, settle; and whether to try once more, which is a decision, not a habit."""

import asyncio
from dataclasses import replace
from functools import partial

from bot.domain.errors import ProviderError
from bot.domain.plan import Plan, Step
from bot.domain.policy import Policy
from bot.domain.turn import Turn
from bot.domain.upstream_request import Modes
from bot.ports import Clock
from bot.services.books import Books
from bot.services.dispatch import Flags
from bot.services.followed import Followed
from bot.services.job import Job
from bot.services.lanes import Lanes
from bot.services.previews import Previews
from db import findings
from db.store import Store

LONGEST_WAIT_S = 30.0
DEFAULT_WAIT_S = 2.0


class Rendering:
    """Makes attempts of a step until one has an outcome."""

    def __init__(self, store: Store, clock: Clock, books: Books, lanes: Lanes, policy: Policy) -> None:
        self._store, self._clock, self._books, self._lanes, self._policy = store, clock, books, lanes, policy
        self._free = asyncio.Semaphore(policy.concurrency)

    async def render(self, turn: Turn, plan: Plan, step: Step, previews: Previews, flags: Flags) -> Followed:
        """Return the outcome of *step*; every attempt on the way is booked."""
        lane = self._lanes.of(plan.via.name if plan.via else None)
        retries = self._policy.retry_rate_limited if lane.retries else 0
        while True:
            if not await self._room(flags.stop):
                return Followed(stopped=True)
            try:
                followed = await self._attempt(turn, plan, step, previews, flags)
            finally:
                self._free.release()
            error = followed.error
            if error is None or followed.stopped or flags.stop.is_set():
                return followed
            if error.code == "background_rejected" and lane.modes(await self._modes()).background:
                await self._without_background()
                continue
            if retries == 0 or not _worth_another(error):
                return followed
            retries -= 1
            await _wait(error, flags.stop)

    async def _attempt(self, turn: Turn, plan: Plan, step: Step, previews: Previews, flags: Flags) -> Followed:
        job, body = await self._books.reserve(turn, plan, step, await self._modes())
        await self._books.opened(job)
        lane = self._lanes.of(plan.via.name if plan.via else None)
        followed = await lane.follow.draw(job.attempt_id, body, previews, flags.stop)
        await self._books.end(job, followed)
        return followed

    async def _room(self, stop: asyncio.Event) -> bool:
        """Wait for room to draw; False where it was stopped before there was any."""
        room, stopped = asyncio.ensure_future(self._free.acquire()), asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({room, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            if not room.done():
                room.cancel()
        if room.cancelled() or not room.done():
            return False
        if stop.is_set():
            self._free.release()
        return not stop.is_set()

    async def check(self, turn: Turn, plan: Plan) -> None:
        """Raise BudgetExceeded where not even the first step fits a budget now, before anything is announced."""
        await self._books.check(turn, replace(plan, steps=plan.steps[:1]))

    async def resume(self, job: Job, followed: Followed, previews: Previews, flags: Flags) -> Followed:
        """Take up an earlier process's attempt and book its end."""
        if job.lane is not None:
            await job.lane.follow.resume(job.attempt_id, followed, previews, flags.stop)
        await self._books.end(job, followed)
        return followed

    async def _modes(self) -> Modes:
        rejected = await self._store.run(partial(findings.recall, name=findings.BACKGROUND)) == "rejected"
        return Modes(self._policy.background and not rejected, self._policy.store_responses)

    async def _without_background(self) -> None:
        remember = partial(findings.remember, name=findings.BACKGROUND, value="rejected", at=self._clock())
        await self._store.run(remember)


def _worth_another(error: ProviderError) -> bool:
    return error.blame.retryable and (error.retry_after_s or 0) <= LONGEST_WAIT_S


async def _wait(error: ProviderError, stop: asyncio.Event) -> None:
    """Wait as long as the provider asked for, unless somebody stops it first."""
    seconds = DEFAULT_WAIT_S if error.retry_after_s is None else error.retry_after_s
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
