"""One at a time through heavy steps: where a hundred turns begin at once, each turn of the event loop carries out one step.

Without it, all of them go on in the same turn of the loop, and nothing else is heard until the last is done.
"""

import asyncio
from collections import deque


class Turnstile:
    """Lets one through in each turn of the event loop, in the order they came."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._open = True

    async def through(self) -> None:
        """Wait for one's turn; what follows without an await is then the only such step in this turn of the loop."""
        loop = asyncio.get_running_loop()
        if self._open:
            self._open = False
            loop.call_soon(self._next)
            return
        mine = loop.create_future()
        self._waiting.append(mine)
        await mine

    def _next(self) -> None:
        while self._waiting:
            first = self._waiting.popleft()
            if not first.done():  # whoever gave up waiting is passed over
                first.set_result(None)
                asyncio.get_running_loop().call_soon(self._next)
                return
        self._open = True
