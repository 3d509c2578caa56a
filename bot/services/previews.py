"""Previews of one turn: the latest wins, one at a time, and a lost one is no error. They are the valve: finals never wait.

A preview's file is removed once shown or overtaken; its message is written down as transient before anything else.
"""

import asyncio
from functools import partial
from pathlib import Path

from bot.domain.turn import Turn
from bot.domain.upstream import PictureFile
from bot.ports import Stage
from db import transients
from db.store import Store


class Previews:
    """Shows what `offer` gives it, in the background."""

    def __init__(self, store: Store, stage: Stage, turn: Turn, alt_text: str) -> None:
        self._store, self._stage, self._turn, self._alt_text = store, stage, turn, alt_text
        self._next: PictureFile | None = None
        self._task: asyncio.Task[None] | None = None
        self._shown: tuple[str, str] | None = None
        self._wanted = True

    def offer(self, picture: PictureFile) -> None:
        """Show *picture* as soon as nothing else is being shown; it replaces one that still waits."""
        if not self._wanted:
            _drop(picture)
            return
        _drop(self._next)
        self._next = picture
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._show_all())

    def close(self) -> None:
        """Show nothing more; what stands is removed when the turn is tidied up."""
        self._wanted = False
        _drop(self._next)
        self._next = None

    async def over(self) -> None:
        """Wait until nothing is on its way to Slack any more; the final never waits for this, tidying does."""
        if self._task is not None:
            await self._task

    async def _show_all(self) -> None:
        while (picture := self._next) is not None:
            self._next = None
            try:
                await self._show(picture)
            finally:
                _drop(picture)

    async def _show(self, picture: PictureFile) -> None:
        shown = await self._stage.preview(self._turn, picture, self._alt_text, lambda: self._wanted)
        if shown is None:
            return
        ts, file_id = shown
        await self._store.run(
            partial(
                transients.add,
                turn_id=self._turn.id,
                kind="preview",
                channel=self._turn.channel,
                ts=ts,
                file_id=file_id,
            )
        )
        previous, self._shown = self._shown, shown
        if previous is not None:
            await self._stage.remove(self._turn.channel, *previous)
            await self._store.run(partial(transients.gone, channel=self._turn.channel, ts=previous[0]))


def _drop(picture: PictureFile | None) -> None:
    if picture is not None:
        Path(picture.path).unlink(missing_ok=True)
