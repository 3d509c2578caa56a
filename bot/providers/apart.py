"""A process of its own for strangers' files: without secrets, with little memory and little time, and killable.

One process, one file at a time, so that what kills the process is known by name; the next file gets a new process.
"""

import asyncio
import os
import resource
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from typing import Final, Protocol, TypeVar

START_SECONDS: Final = 60.0
"""What a new process may take to start on a busy machine, on top of the work's own time."""
Order = TypeVar("Order")
Made = TypeVar("Made")


class ProcessLimits(Protocol):
    """What one piece of work may use."""

    @property
    def wall_seconds(self) -> float: ...
    @property
    def cpu_seconds(self) -> int: ...
    @property
    def memory_bytes(self) -> int: ...
    @property
    def output_bytes(self) -> int: ...


class DiedError(Exception):
    """The process was killed by its limits, or by the file."""


class Apart:
    """Does one piece of work at a time in a process that starts with the first and, after a death, anew with the next."""

    def __init__(self, limits: ProcessLimits, begin: Callable[[], None]) -> None:
        self._limits, self._begin = limits, begin
        self._turn = asyncio.Lock()
        self._pool: ProcessPoolExecutor | None = None

    async def do(self, work: Callable[[Order], Made], order: Order) -> Made:
        """Return what *work* makes of *order* over there; raises DiedError where the process does not come back."""
        async with self._turn:
            result = asyncio.get_running_loop().run_in_executor(self._process(), work, order)
            try:
                return await asyncio.wait_for(result, self._limits.wall_seconds + START_SECONDS)
            except (BrokenProcessPool, TimeoutError) as error:
                self.close()
                raise DiedError from error
            except asyncio.CancelledError:
                self.close()
                raise

    def close(self) -> None:
        """Let the process go; work under way ends by its own limits."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None

    def _process(self) -> ProcessPoolExecutor:
        if self._pool is None:
            new = partial(ProcessPoolExecutor, max_workers=1, mp_context=get_context("spawn"))
            self._pool = new(initializer=self._begin)
        return self._pool


def confine(limits: ProcessLimits) -> None:
    """Take from this process what reading a file does not need: secrets, memory, core dumps, large files."""
    os.environ.clear()
    caps = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_FSIZE: limits.output_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for what, cap in caps.items():
        with suppress(ValueError, OSError):  # not every system has every limit
            resource.setrlimit(what, (cap, cap))


@contextmanager
def clock(limits: ProcessLimits) -> Iterator[None]:
    """Let the system kill this process when the block outlasts its wall or CPU time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, limits.wall_seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
