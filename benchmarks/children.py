"""The measured processes as whoever measures them holds them: started, asked, watched from outside, ended."""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import psutil

PATIENCE_S = 30.0
WORLD, BOT, PLAIN = "benchmarks.world", "benchmarks.watched", "benchmarks.plain"


class ChildFailed(RuntimeError):
    """A measured process said nothing where it should have."""


@dataclass(slots=True)
class Child:
    """A running process that answers lines; `hello` is the first thing it said."""

    process: asyncio.subprocess.Process
    module: str
    hello: dict[str, Any]

    async def ask(self) -> dict[str, Any]:
        """Return its reading of itself; raises ChildFailed."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        return await answer_of(self.process, self.module)

    def rss_mb(self) -> float:
        """Return the memory it holds now, children of its own left out."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6


async def answer_of(process: asyncio.subprocess.Process, module: str) -> dict[str, Any]:
    """Return the next line that *process* says."""
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)
    if not line:
        raise ChildFailed(f"{module} ended")
    said = json.loads(line)
    assert isinstance(said, dict)
    return said


@asynccontextmanager
async def child(module: str, *arguments: str) -> AsyncIterator[Child]:
    """Run `python -m module`; on leaving, its input closes and it ends."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, *arguments, stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    try:
        yield Child(process, module, await answer_of(process, module))
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), PATIENCE_S)
        except TimeoutError:
            process.kill()
            await process.wait()


@asynccontextmanager
async def bot(world: Child, *options: str, module: str = BOT) -> AsyncIterator[Child]:
    """Run a bot against *world*, in a home of its own."""
    with tempfile.TemporaryDirectory(prefix="darkroom-bench-") as home:
        places = ("--slack", world.hello["slack_api"], "--openai", world.hello["openai_api"], "--home", home)
        async with child(module, *places, *options) as running:
            yield running
