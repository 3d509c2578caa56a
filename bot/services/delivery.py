"""Telling Slack how a turn ended: tried until it has arrived, shown once; then everything transient goes.

Slack's failure never becomes the picture's: it is on disk and in the books before this begins.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import orjson
import structlog

from bot.domain.errors import ProviderError
from bot.domain.turn import Turn
from bot.ports import Clock, Parcel, Stage
from db import artifacts, outbox, transients, turns
from db.store import Store
from db.tx import Row

log = structlog.get_logger(__name__)
PAUSES_S = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0, 60.0)
LAST_WORD = "This is finished and kept, but Slack would not take the message. Whoever runs me can find it by {turn}."
Sleep = Callable[[float], Awaitable[None]]


class Delivery:
    """Empties the outbox of a turn and closes it."""

    def __init__(self, store: Store, clock: Clock, stage: Stage, sleep: Sleep = asyncio.sleep) -> None:
        self._store, self._clock, self._stage, self._sleep = store, clock, stage, sleep

    async def deliver(self, turn: Turn) -> None:
        """Tell what *turn* came to."""
        for row in await self._store.run(partial(outbox.of_turn, turn_id=turn.id)):
            await self._send(turn, row)

    async def tidy(self, turn: Turn) -> None:
        """Take the transient messages of *turn* away and close it: at its leisure, since nobody waits for this."""
        await self.clear(turn)
        await self._stage.status(turn, working=False)
        await self._store.run(partial(turns.close, turn_id=turn.id, at=self._clock()))

    async def clear(self, turn: Turn) -> None:
        """Remove the status and preview messages of *turn*."""
        for row in await self._store.run(partial(transients.of_turn, turn_id=turn.id)):
            await self._stage.remove(row["channel"], row["ts"], row["slack_file_id"])
            await self._store.run(partial(transients.gone, channel=row["channel"], ts=row["ts"]))

    async def _send(self, turn: Turn, row: Row) -> None:
        parcel = Parcel(row["id"], row["kind"], orjson.loads(row["body"]), orjson.loads(row["progress"]))
        for pause in (*PAUSES_S, None):
            try:
                ts = await self._stage.deliver(turn, parcel, partial(self._remember, parcel))
            except ProviderError as error:
                await self._failed(parcel, error)
                if pause is None or not error.blame.retryable:
                    await self._give_up(turn, parcel, error)
                    return
                await self._sleep(error.retry_after_s or pause)
            else:
                await self._sent(parcel, ts)
                return

    async def _remember(self, parcel: Parcel, progress: dict[str, object]) -> None:
        parcel.progress.update(progress)
        await self._store.run(partial(outbox.progress, outbox_id=parcel.outbox_id, progress=parcel.progress))

    async def _failed(self, parcel: Parcel, error: ProviderError) -> None:
        log.warning("slack did not take a message", outbox=parcel.outbox_id, code=error.code)
        at = self._clock()
        await self._store.run(partial(outbox.failed, outbox_id=parcel.outbox_id, error=error.code, next_at=at))

    async def _give_up(self, turn: Turn, parcel: Parcel, error: ProviderError) -> None:
        log.error("slack will not take a message", outbox=parcel.outbox_id, code=error.code)
        at = self._clock()
        await self._stage.last_word(turn, LAST_WORD.format(turn=turn.id))
        await self._store.run(partial(outbox.given_up, outbox_id=parcel.outbox_id, error=error.code, at=at))

    async def _sent(self, parcel: Parcel, ts: str | None) -> None:
        files: dict[str, str] = parcel.progress.get("files", {})
        for version_id, file_id in files.items():
            await self._store.run(partial(artifacts.delivered, version_id=version_id, file_id=file_id, ts=ts))
        await self._store.run(partial(outbox.sent, outbox_id=parcel.outbox_id, slack_ts=ts, at=self._clock()))
