"""How steady the bot's event loop stays: five requests a second, then a hundred at once.

A stall is how late a timer fires in the bot's loop (see `loop_monitor`). The idle reading is the machine's own share.
The pictures are those of `request_cpu`, and as far apart.
"""

import asyncio
from collections.abc import AsyncIterator

from benchmarks.children import WORLD, Child, bot, child
from benchmarks.driver import Driver, driving
from benchmarks.report import Row

IDLE_S = 3.0
PER_SECOND, SECONDS = 5, 15
PAUSE_S = 0.4
BURST, BURSTS = 100, 3
WARM_UP = 2


async def measure() -> AsyncIterator[Row]:
    """Yield stalls at rest and at a steady rate, then the rate and the longest stall of a burst."""
    options = ("--monitor", "--concurrency", str(BURST))
    async with child(WORLD) as world, driving(world) as driver, bot(world, *options) as running:
        await driver.paint(pause_s=PAUSE_S)
        await driver.draw(WARM_UP)
        async for row in _at_rest(running):
            yield row
        async for row in _steady(driver, running):
            yield row
        async for row in _bursts(driver, running):
            yield row


async def _at_rest(running: Child) -> AsyncIterator[Row]:
    await running.ask()
    await asyncio.sleep(IDLE_S)
    yield Row("stall p99, idle", [(await running.ask())["stall_p99_ms"]], "ms")


async def _steady(driver: Driver, running: Child) -> AsyncIterator[Row]:
    await running.ask()
    asked = []
    for at in range(PER_SECOND * SECONDS):
        asked.append(await driver.say(f"draw lighthouse number {at}"))
        await asyncio.sleep(max(0.0, asked[0].sent + (at + 1) / PER_SECOND - asked[-1].sent))
    await driver.done(asked)
    reading = await running.ask()
    yield Row(f"stall p99, {PER_SECOND} requests/s", [reading["stall_p99_ms"]], "ms", 20)
    yield Row(f"longest stall, {PER_SECOND} requests/s", [reading["stall_longest_ms"]], "ms")


async def _bursts(driver: Driver, running: Child) -> AsyncIterator[Row]:
    rates, stalls = [], []
    before = len(await driver.calls())
    for _ in range(BURSTS):
        await running.ask()
        asked = await asyncio.gather(*(driver.say(f"draw lighthouse number {at}") for at in range(BURST)))
        ended = await driver.done(asked)
        stalls.append((await running.ask())["stall_longest_ms"])
        rates.append(BURST / (max(ended) - min(one.sent for one in asked)))
    calls = (len(await driver.calls()) - before) / BURST / BURSTS
    yield Row(f"burst of {BURST}", rates, "requests/s", 15, at_least=True, note=f"{calls:.0f} calls of Slack each")
    yield Row("longest stall in the burst", stalls, "ms", 200)
