"""A person at the sandboxes' control addresses: writes, waits until the bot is done, and reads what it cost whom.

A request is done when the bot takes its session status back: the picture stands, and everything passing is gone.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from benchmarks.children import Child

PERSON, CHANNEL = "mo", "general"
STATUS, SHARE, POST = "agents.sessions.setStatus", "files.completeUploadExternal", "chat.postMessage"
PATIENCE_S = 90.0
LOOK_EVERY_S = 0.05
PREVIEW_BYTES = 1_500_000 * 3 // 4
FINAL_BYTES = 2_500_000 * 3 // 4


class NotDelivered(RuntimeError):
    """The bot did not do what is being measured."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the thread it stands in, its message, and when it was sent (Unix seconds)."""

    thread: str
    ts: str
    sent: float


@dataclass(slots=True)
class Driver:
    """Drives one world."""

    world: Child
    http: aiohttp.ClientSession

    async def paint(self, *, pause_s: float, final: int = FINAL_BYTES, preview: int = PREVIEW_BYTES) -> None:
        """Have pictures of so many bytes handed out, each after a pause."""
        sizes = {"canned_picture_bytes": final, "canned_preview_bytes": preview}
        few = {"preview_interval_s": pause_s, "retained_responses": 1}
        async with self.http.patch(f"{self.world.hello['openai']}/sandbox/settings", json=sizes | few) as answer:
            answer.raise_for_status()

    async def enforce_limits(self) -> None:
        """Have Slack's published rate limits enforced from now on."""
        url = f"{self.world.hello['slack']}/sandbox/settings"
        async with self.http.post(url, json={"enforce_limits": True}) as answer:
            answer.raise_for_status()

    async def say(self, text: str, thread: str | None = None, channel: str = CHANNEL) -> Asked:
        """Write to the bot."""
        body = {"user": PERSON, "channel": channel, "text": f"@darkroom {text}", "thread_ts": thread}
        sent = time.time()
        async with self.http.post(f"{self.world.hello['slack']}/sandbox/post", json=body) as answer:
            answer.raise_for_status()
            ts = (await answer.json())["message"]["ts"]
        return Asked(thread or ts, ts, sent)

    async def calls(self, method: str | None = None) -> list[dict[str, Any]]:
        """Return the bot's calls of Slack, oldest first."""
        params = {"method": method} if method else {}
        async with self.http.get(f"{self.world.hello['slack']}/sandbox/calls", params=params) as answer:
            answer.raise_for_status()
            return list((await answer.json())["calls"])

    async def bills(self) -> list[dict[str, Any]]:
        """Return what upstream bills, oldest first."""
        async with self.http.get(f"{self.world.hello['openai']}/sandbox/bills") as answer:
            answer.raise_for_status()
            return list((await answer.json())["bills"])

    async def done(self, asked: Collection[Asked], times: int = 1) -> list[float]:
        """Wait until every request is done, the thread's *times*-th; return when (Unix seconds), in order of *asked*."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            ended = ends(await self.calls(STATUS))
            if all(len(ended.get(one.thread, ())) >= times for one in asked):
                await self._all_shared(asked, times)
                return [ended[one.thread][times - 1] for one in asked]
            await asyncio.sleep(LOOK_EVERY_S)
        raise NotDelivered(f"not every one of {len(asked)} requests came to an end in {PATIENCE_S:.0f} s")

    async def draw(self, count: int) -> list[Asked]:
        """Have *count* pictures drawn, one after another."""
        asked = []
        for at in range(count):
            asked.append(await self.say(f"draw lighthouse number {at} at dusk"))
            await self.done(asked[-1:])
        return asked

    async def _all_shared(self, asked: Collection[Asked], times: int) -> None:
        shared = [call["arguments"].get("thread_ts") for call in await self.calls(SHARE) if call["outcome"] == "ok"]
        if any(shared.count(one.thread) < times for one in asked):
            raise NotDelivered("a request ended without its picture")


def ends(calls: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Return by thread when the bot took its status back."""
    found: dict[str, list[float]] = {}
    for call in calls:
        if call["arguments"].get("status") == "active":
            found.setdefault(call["arguments"]["thread_ts"], []).append(call["time"])
    return found


@asynccontextmanager
async def driving(world: Child) -> AsyncIterator[Driver]:
    """Return a driver of *world*."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        yield Driver(world, http)
