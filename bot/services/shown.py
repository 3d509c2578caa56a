"""Which version a message shows, and where a version stands: what buttons and shortcuts away from a thread need."""

from functools import partial

from bot.domain.message import ThreadPlace
from db import threads
from db.store import Store


class Shown:
    """Looks versions up."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def at(self, channel: str, ts: str) -> str | None:
        """Return the id of the first version that a message shows, or None."""
        return await self._store.run(partial(threads.version_at, channel=channel, ts=ts))

    async def place(self, version_id: str) -> ThreadPlace | None:
        """Return the thread of a version, or None."""
        return await self._store.run(partial(threads.place_of_version, version_id=version_id))
