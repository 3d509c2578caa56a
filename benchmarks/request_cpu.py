"""What one request costs the bot's process at concurrency 1, beside a bot that uses the SDKs plainly; and first signs.

Two previews of 1.5 MB and a final of 2.5 MB, as base64, over plain HTTP. The pictures come 0.4 s apart, so that every
preview is shown: a preview that is overtaken costs less. The yardstick is a fixed piece of Python, timed between the
runs: on a shared machine it tells how fast the processor was just then.
"""

import asyncio
import time
from collections.abc import AsyncIterator

from benchmarks.children import BOT, PLAIN, WORLD, Child, bot, child
from benchmarks.driver import POST, STATUS, Asked, Driver, driving
from benchmarks.report import Row

PAUSE_S = 0.4
WARM_UP, RUNS, REQUESTS = 2, 5, 4
TAIL_S = 0.2
YARDSTICK = 500_000


async def measure() -> AsyncIterator[Row]:
    """Yield the bot's processor time per request, its first signs, and the plain bot's processor time."""
    yardstick: list[float] = []
    async with child(WORLD) as world, driving(world) as driver:
        await driver.paint(pause_s=PAUSE_S)
        async with bot(world, module=BOT) as running:
            cpu, asked, calls = await _runs(driver, running, yardstick)
            yield Row("CPU per request, concurrency 1", cpu, "ms", 45, note=f"{calls:.0f} calls of Slack each")
            yield Row("first sign of life", await _first_signs(driver, asked), "ms", 150)
        async with bot(world, module=PLAIN) as running:
            cpu, _, calls = await _runs(driver, running, yardstick)
            yield Row("the same, SDKs used plainly", cpu, "ms", note=f"{calls:.0f} calls of Slack each")
    yield Row("yardstick: a fixed loop of Python", yardstick, "ms")


async def _runs(driver: Driver, running: Child, yardstick: list[float]) -> tuple[list[float], list[Asked], float]:
    """Return CPU milliseconds per request of each run, every request, and the calls of Slack that one makes."""
    await driver.draw(WARM_UP)
    before = len(await driver.calls())
    cpu, asked = [], []
    for _ in range(RUNS):
        yardstick.append(_yardstick_ms())
        start = await running.ask()
        asked += await driver.draw(REQUESTS)
        await asyncio.sleep(TAIL_S)
        cpu.append(((await running.ask())["cpu_s"] - start["cpu_s"]) / REQUESTS * 1e3)
    return cpu, asked, (len(await driver.calls()) - before) / len(asked)


def _yardstick_ms() -> float:
    start = time.process_time()
    sum(number * number for number in range(YARDSTICK))
    return (time.process_time() - start) * 1e3


async def _first_signs(driver: Driver, asked: list[Asked]) -> list[float]:
    """Return, for each request, the milliseconds from its sending to the first status or message Slack was sent."""
    calls = [*await driver.calls(STATUS), *await driver.calls(POST)]
    first: dict[str, float] = {}
    for call in sorted(calls, key=lambda call: float(call["time"])):
        first.setdefault(call["arguments"]["thread_ts"], call["time"])
    return [(first[one.thread] - one.sent) * 1e3 for one in asked]
