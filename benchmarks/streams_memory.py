"""How much the bot's process grows while many streams are open at once: pictures must pass through, not pile up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from benchmarks.children import WORLD, Child, bot, child
from benchmarks.driver import STATUS, Asked, Driver, driving, ends
from benchmarks.report import Row

STREAMS = 200
PAUSE_S = 5.0
WARM_UP = 2
LOOK_EVERY_S = 0.05


async def measure() -> AsyncIterator[Row]:
    """Yield the growth from idle to the peak, and how many requests were open at once when it was most."""
    async with child(WORLD) as world, driving(world) as driver, bot(world, "--concurrency", str(STREAMS)) as running:
        await driver.paint(pause_s=0.0)
        await driver.draw(WARM_UP)
        await driver.paint(pause_s=PAUSE_S)
        idle = running.rss_mb()
        asked, peak = await _burst(driver, running)
        together = await _together(driver, asked)
        yield Row(f"memory growth, {STREAMS} streams", [peak - idle], "MB", 150, note=f"{together} open at once")
        yield Row("memory of the idle bot", [idle], "MB")


async def _burst(driver: Driver, running: Child) -> tuple[list[Asked], float]:
    """Ask for all pictures at once; return the requests and the most memory held until the last was done."""
    seen = [running.rss_mb()]
    watching = asyncio.create_task(_watch(running, seen))
    asked = await asyncio.gather(*(driver.say(f"draw lighthouse number {at}") for at in range(STREAMS)))
    await driver.done(asked)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    return asked, max(seen)


async def _watch(running: Child, seen: list[float]) -> None:
    while True:
        seen.append(running.rss_mb())
        await asyncio.sleep(LOOK_EVERY_S)


async def _together(driver: Driver, asked: list[Asked]) -> int:
    """Return how many requests had begun and not ended when most were."""
    calls, threads = await driver.calls(STATUS), {one.thread for one in asked}
    begun = [(call["time"], 1) for call in calls if call["arguments"]["status"] == "processing"]
    ended = [(times[-1], -1) for thread, times in ends(calls).items() if thread in threads]
    open_now = most = 0
    for _, step in sorted(begun[-len(asked) :] + ended):
        open_now += step
        most = max(most, open_now)
    return most
