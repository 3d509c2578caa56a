"""How many pictures a minute reach a workspace whose published rate limits are enforced, and what gives way for them.

The sandbox answers 429 as Slack does; the bot keeps to the limits it knows of. Requests come faster than they can be
answered, over three channels, with small pictures: what binds is Slack. None may be lost; previews give way first.
"""

import asyncio
import time
from collections.abc import AsyncIterator

from benchmarks.children import WORLD, bot, child
from benchmarks.driver import POST, SHARE, Driver, driving
from benchmarks.report import Row

CHANNELS = ("general", "campaigns", "social")
REQUESTS, EVERY_S = 200, 0.55
PICTURE_BYTES = 60_000
PAUSE_S = 0.4
PATIENCE_S = 240.0
SECOND_MINUTE = (60.0, 120.0)


async def measure() -> AsyncIterator[Row]:
    """Yield finals per minute once the buckets are empty, what was lost, and the previews that were shown."""
    async with child(WORLD) as world, driving(world) as driver, bot(world, "--slack-pace", "1.0") as _:
        await driver.paint(pause_s=PAUSE_S, final=PICTURE_BYTES, preview=PICTURE_BYTES)
        await driver.enforce_limits()
        start = time.time()
        await _ask(driver)
        finals = [at - start for at in await _finals(driver)]
        steady = [at for at in finals if SECOND_MINUTE[0] <= at < SECOND_MINUTE[1]]
        yield Row(
            "finals in the second minute, Slack's limits enforced", [float(len(steady))], "pictures", 90, at_least=True
        )
        yield Row("pictures lost", [float(REQUESTS - len(finals))], "pictures", 0)
        previews = [call for call in await driver.calls(POST) if call["arguments"].get("text") == "Preview"]
        refused = [call for call in await driver.calls() if call["outcome"] == "http 429"]
        note = f"of {2 * REQUESTS} that came; {len(refused)} calls were answered 429"
        yield Row("previews shown", [float(len(previews))], "pictures", note=note)


async def _ask(driver: Driver) -> None:
    for at in range(REQUESTS):
        await driver.say(f"draw lighthouse number {at}", channel=CHANNELS[at % len(CHANNELS)])
        await asyncio.sleep(EVERY_S)


async def _finals(driver: Driver) -> list[float]:
    """Return when each picture was shared, once all are or patience is at its end."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        calls = [call for call in await driver.calls(SHARE) if call["outcome"] == "ok"]
        shared = {call["arguments"]["thread_ts"]: call["time"] for call in calls if "thread_ts" in call["arguments"]}
        if len(shared) >= REQUESTS or time.monotonic() > deadline:
            return sorted(shared.values())
        await asyncio.sleep(1)
