"""The bell that rings whenever anything in the workspace has changed, so that nobody needs to poll.

Everything runs on one event loop: between a look at the workspace and the wait that follows it, nothing can change.
"""

import asyncio


class Changes:
    """Counts changes and wakes whoever waits for the next one."""

    def __init__(self) -> None:
        self.count = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Tell everybody that something has changed."""
        self.count += 1
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def next(self) -> None:
        """Return after the next change."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await waiter
        finally:
            self._waiting.discard(waiter)
