"""The events of background work, kept for those who come back: append at one end, follow from anywhere."""

import asyncio
from collections.abc import AsyncGenerator

from bot.sandbox.openai.event import Event


class EventLog:
    """Grows until it is closed; any number of readers follow it, each at its own speed."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._closed = False
        self._grown = asyncio.Event()

    def append(self, event: Event) -> None:
        self._events.append(event)
        self._wake()

    def close(self) -> None:
        """Let readers end once they have read everything."""
        self._closed = True
        self._wake()

    async def follow(self, after: int = -1) -> AsyncGenerator[Event, None]:
        """Yield every event numbered above *after*, then wait for more until the log is closed."""
        at = after + 1
        while True:
            while at < len(self._events):
                yield self._events[at]
                at += 1
            if self._closed:
                return
            await self._grown.wait()

    def _wake(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()
