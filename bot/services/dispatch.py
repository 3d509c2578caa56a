"""Handing turns over to work: one turn of a thread at a time, in order.

`accept` runs inside the transaction that accepts the turn; `start` follows the commit. What falls between the two is
found by recovery, since the turn has an owner and a lease.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.domain.turn import Turn
from bot.ports import Clock
from db import turns
from db.store import Store
from db.tx import Tx

LEASE_MS = 60_000
RENEW_S = 20.0


@dataclass(slots=True)
class Flags:
    """What may be said to a turn while it runs: stop, and that its message is complete."""

    stop: asyncio.Event = field(default_factory=asyncio.Event)
    complete: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Line:
    """The turns of one thread: one at a time, in the order they came."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


Play = Callable[[str, Flags], Awaitable[None]]


class Dispatch:
    """The default: a task in this process for each turn."""

    def __init__(self, store: Store, clock: Clock, owner: str) -> None:
        self.owner = owner
        self._store = store
        self._clock = clock
        self._order: dict[str, Line] = {}
        self._flags: dict[str, Flags] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._play: Play | None = None

    def serve(self, play: Play) -> None:
        """Name what is done with a turn; called once, by the composition root."""
        self._play = play

    def accept(self, tx: Tx, turn: Turn) -> bool:
        """Accept a turn and hand it over, in one transaction; False where it is a turn already."""
        return turns.accept(tx, turn=turn, owner=self.owner, lease_until=self._clock() + LEASE_MS)

    def start(self, thread_id: str, turn_id: str) -> None:
        """Begin, or queue behind the thread's other turns. A turn that is running already is left alone."""
        if turn_id in self._flags:
            return
        self._flags[turn_id] = Flags()
        task = asyncio.create_task(self._run(thread_id, turn_id), name=f"turn {turn_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what need not be waited for; `drain` waits for it all the same."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def stop(self, turn_id: str) -> bool:
        """Ask a turn to stop; False where it is not running here."""
        flags = self._flags.get(turn_id)
        if flags:
            flags.stop.set()
        return flags is not None

    def completed(self, turn_id: str) -> None:
        """Say that the second event about a turn's message has come."""
        if flags := self._flags.get(turn_id):
            flags.complete.set()

    async def keep_leases(self) -> None:
        """Renew the leases of what is open, until cancelled."""
        while True:
            await asyncio.sleep(RENEW_S)
            until = self._clock() + LEASE_MS
            await self._store.run(partial(turns.renew, owner=self.owner, lease_until=until))

    async def drain(self, seconds: float) -> int:
        """Wait for running turns, at most *seconds*; return how many were left behind (recovery takes them up)."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._tasks and (left_s := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(self._tasks, timeout=left_s, return_when=asyncio.FIRST_COMPLETED)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        return len(left)

    @property
    def idle(self) -> bool:
        """Whether nothing is running."""
        return not self._tasks

    async def _run(self, thread_id: str, turn_id: str) -> None:
        assert self._play is not None  # noqa: S101 - wired by the composition root before anything starts
        line = self._order.setdefault(thread_id, Line())
        line.length += 1
        try:
            async with line.lock:
                await self._play(turn_id, self._flags[turn_id])
        finally:
            del self._flags[turn_id]
            line.length -= 1
            if line.length == 0:
                del self._order[thread_id]
