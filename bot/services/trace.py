"""Tracing: from an id or a Slack permalink to everything that is known of the turns behind it."""

import re
from functools import partial
from typing import Any

from bot.domain import ids
from db import trace
from db.store import Store

PERMALINK = re.compile(r"/archives/([A-Z0-9]+)/p(\d{10})(\d{6})")


class Tracing:
    """Looks things up."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, turn_id: str) -> dict[str, Any] | None:
        """Return one turn, or None."""
        return await self._store.run(partial(trace.turn, turn_id=turn_id))

    async def find(self, text: str) -> list[dict[str, Any]]:
        """Return the turns that *text* (an id, or a permalink) speaks of; empty where it speaks of none."""
        found = [await self.of(turn_id) for turn_id in await self._turns(text.strip())]
        return [turn for turn in found if turn is not None]

    async def _turns(self, text: str) -> list[str]:
        if link := PERMALINK.search(text):
            at = partial(trace.turns_at, channel=link[1], ts=f"{link[2]}.{link[3]}")
            return await self._store.run(at)
        kind = ids.kind_of(text)
        if kind is None:
            return []
        return await self._store.run(partial(trace.turns_of, kind=kind, key=text))
