"""On start, and by lease: every delivery nobody dealt with, and every open turn that is nobody's, is taken up again."""

import asyncio
from functools import partial

import structlog

from bot.domain.turn import Turn
from bot.ports import Clock, Stage
from bot.services.chores import Chores
from bot.services.dispatch import LEASE_MS, Dispatch
from bot.services.intake import Intake
from db import transients, turns
from db.store import Store

log = structlog.get_logger(__name__)
SWEEP_S = 30.0
FORGOTTEN_MS = 60_000


class Recovery:
    """Finds what a crash left behind."""

    def __init__(
        self, store: Store, clock: Clock, stage: Stage, dispatch: Dispatch, intake: Intake, chores: Chores
    ) -> None:
        self._store, self._clock, self._stage = store, clock, stage
        self._dispatch, self._intake, self._chores = dispatch, intake, chores

    async def on_start(self) -> int:
        """Take up everything an earlier process left open; return how many turns. Only for the holder of the home."""
        await self._store.run(partial(turns.disown, owner=self._dispatch.owner))
        found = await self._take()
        found += await self._intake.take_waiting()
        await self._chores.do()
        if found:
            log.info("took up what was left open", count=found)
        return found

    async def keep_watch(self) -> None:
        """Take up turns whose lease has run out and deliveries that were forgotten, until cancelled."""
        while True:
            await asyncio.sleep(SWEEP_S)
            await self._take()
            await self._intake.take_waiting(older_than_ms=FORGOTTEN_MS)
            await self._chores.do()

    async def _take(self) -> int:
        now = self._clock()
        take = partial(turns.take, owner=self._dispatch.owner, now=now, lease_until=now + LEASE_MS)
        taken = await self._store.run(take)
        for turn_id in taken:
            turn = await self._store.run(partial(turns.get, turn_id=turn_id))
            if turn is not None:
                await self._find_strays(turn)
                self._dispatch.start(turn.thread_id, turn.id)
        return len(taken)

    async def _find_strays(self, turn: Turn) -> None:
        """Write down status and preview messages that were posted just before the crash and never recorded."""
        for kind, ts in await self._stage.strays(turn):
            add = partial(transients.add, turn_id=turn.id, kind=kind, channel=turn.channel, ts=ts, file_id=None)
            await self._store.run(add)
