"""What the workspace does later or beside a request: timers and tasks, all of them ended by `stop`."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Background:
    """Keeps hold of every task and timer it starts."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.TimerHandle] = set()
        self._stopped = False

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run *work* beside everything else."""
        if self._stopped:
            work.close()
            return
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def later(self, delay: float, action: Callable[[], None]) -> None:
        """Call *action* after *delay* seconds."""
        if self._stopped:
            return

        def fire() -> None:
            self._timers.discard(timer)
            action()

        timer = asyncio.get_running_loop().call_later(delay, fire)
        self._timers.add(timer)

    async def stop(self) -> None:
        """End everything, wait until it has ended, and start nothing more."""
        self._stopped = True
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
