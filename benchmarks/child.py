"""What every measured process does: say hello, answer each line it is sent, and leave when its input closes.

One JSON object a line. Since a closed input ends a child, none outlives the process that started it.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from typing import Any


def no_more() -> dict[str, Any]:
    """Return what a process has to tell besides its processor time."""
    return {}


async def serve(hello: dict[str, Any], more: Callable[[], dict[str, Any]] = no_more) -> None:
    """Answer until the input closes: processor seconds of this process, user and system, all threads, and *more*."""
    asked = await _input()
    _say(hello)
    while await asked.readline():
        _say({"cpu_s": time.process_time(), **more()})


async def _input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)
