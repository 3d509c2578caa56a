"""The bot as an operator runs it: a process of its own, which can be killed at any moment and started again."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.providers.blobs import Blobs
from bot.sandbox.slack.message import Message
from bot.services import verification
from bot.services.trace import Tracing
from db.store import Store
from tests.stories.town import Town

READY_S = 20.0


def environment(town: Town) -> dict[str, str]:
    """Return what an operator would set, pointed at the town."""
    return {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
        "PYTHONUNBUFFERED": "1",
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_API_URL": town.slack.api_url,
        "OPENAI_API_KEY": "sk-sandbox",
        "OPENAI_BASE_URL": town.openai.base_url,
        "DARKROOM_HOME": str(town.home),
    }


async def start(town: Town) -> asyncio.subprocess.Process:
    """Start `darkroom run` and return once it serves."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment(town), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), READY_S)
    assert b"Darkroom serves team T0SANDBOX by lane sandbox" in line
    return process


async def kill(process: asyncio.subprocess.Process) -> None:
    """End the process as a power cut would."""
    process.kill()
    await process.wait()


async def finish(process: asyncio.subprocess.Process) -> None:
    """End the process as an operator would; it leaves in order."""
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), READY_S) == 0


@asynccontextmanager
async def books(home: Path) -> AsyncIterator[Store]:
    """Open the database after the bot has left."""
    store = Store.open(home / "darkroom.db")
    try:
        yield store
    finally:
        store.close()


async def aftermath(town: Town, asked: Message) -> dict[str, Any]:
    """Return the trace of a message, after everything was verified."""
    async with books(town.home) as store:
        assert (await verification.run(store, Blobs(town.home))).findings == ()
        found = await Tracing(store).find(f"/archives/{asked.channel}/p{asked.ts.replace('.', '')}")
    (trace,) = found
    assert trace["turn"]["state"] == "closed"
    return trace
