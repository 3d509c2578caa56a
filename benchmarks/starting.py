"""How long a person waits for the command: `darkroom --help`, and `darkroom run` until it serves, in a new home."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator

from benchmarks.children import PATIENCE_S, WORLD, Child, child
from benchmarks.report import Row

TIMES = 5


async def measure() -> AsyncIterator[Row]:
    """Yield both wall times."""
    yield Row("`darkroom --help`", [await _help() for _ in range(TIMES)], "ms", 150)
    async with child(WORLD) as world:
        yield Row("start to ready", [await _ready(world) for _ in range(TIMES)], "s", 2)


async def _help() -> float:
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(*_darkroom("--help"), stdout=asyncio.subprocess.DEVNULL)
    await process.wait()
    return (time.perf_counter() - start) * 1e3


async def _ready(world: Child) -> float:
    """Return the seconds from the start of the process to its first line, which says that it serves."""
    with tempfile.TemporaryDirectory(prefix="darkroom-bench-") as home:
        start = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *_darkroom("run"), stdout=asyncio.subprocess.PIPE, env=_environment(world, home)
        )
        assert process.stdout is not None
        try:
            line = await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)
        finally:
            process.terminate()
        taken = time.perf_counter() - start
        await process.wait()
    if b"serves" not in line:
        raise RuntimeError("`darkroom run` did not come up")
    return taken


def _darkroom(command: str) -> tuple[str, ...]:
    return sys.executable, "-m", "bot", command


def _environment(world: Child, home: str) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": world.hello["slack_api"],
        "OPENAI_API_KEY": "sk-sandbox",
        "OPENAI_BASE_URL": world.hello["openai_api"],
        "DARKROOM_HOME": home,
    }
