"""What a turn sends upstream as its thread grows: the input tokens that the provider bills, turn by turn."""

from collections.abc import AsyncIterator
from typing import Any

from benchmarks.children import WORLD, bot, child
from benchmarks.driver import driving
from benchmarks.report import Row

TURNS = 20
SMALL_BYTES = 60_000
CHANGES = ("make the sky stormy", "add a small boat", "turn the lamp green", "remove the rocks on the left")


async def measure() -> AsyncIterator[Row]:
    """Yield the input tokens of some turns, and how much the last sends beside the third, which is an edit already."""
    async with child(WORLD) as world, driving(world) as driver, bot(world):
        await driver.paint(pause_s=0.0, final=SMALL_BYTES, preview=SMALL_BYTES)
        root = (await driver.draw(1))[0]
        for turn in range(2, TURNS + 1):
            asked = await driver.say(f"{CHANGES[turn % len(CHANGES)]}, change {turn}", root.thread)
            await driver.done([asked], times=turn)
        sent = [input_tokens(bill) for bill in await driver.bills()]
    for turn in (1, 3, 10, TURNS):
        yield Row(f"input tokens of turn {turn}", [sent[turn - 1]], "tokens")
    yield Row(f"turn {TURNS} beside turn 3", [sent[TURNS - 1] / sent[2]], "×", 1.1)


def input_tokens(bill: dict[str, Any]) -> int:
    """Return all input tokens of a bill, the mainline's and the image model's, from the cache or not."""
    return sum(line["tokens"] for line in bill["lines"] if line["token_class"].endswith("input"))
