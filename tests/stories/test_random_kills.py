"""The bot is killed at random moments of a busy day and started again each time; in the end everything adds up."""

import asyncio
import random

import pytest

from bot.providers.blobs import Blobs
from bot.sandbox.slack.message import Message
from bot.services import verification
from bot.services.trace import Tracing
from tests.stories import process
from tests.stories.town import Town, settled

REQUESTS = (
    "a lighthouse {n} --quality low",
    "a bridge {n} --quality low --previews 0",
    "who are you?",
    "a cat {n} --n 2",
)


def outcomes(town: Town, asked: Message) -> list[Message]:
    """Return the messages of the bot that tell how a turn ended."""
    passing = {"darkroom_status", "darkroom_preview"}
    return [m for m in town.thread(asked) if (m.metadata or {}).get("event_type") not in passing]


async def busy_day(town: Town, kills: int, seed: str) -> None:
    """Ask all the time, kill at random, and verify at the end of the day."""
    chance = random.Random(seed)
    town.openai.settings.preview_interval_s = 0.05
    town.slack.settings.ready_delay = town.slack.settings.share_delay = 0.05
    town.slack.settings.retry_delays = (0.2, 0.2, 0.5)
    town.slack.settings.ack_timeout = 0.5
    asked: list[Message] = []
    for _ in range(kills):
        running = await process.start(town)
        for n in range(3):
            text = chance.choice(REQUESTS).format(n=n)
            asked.append(await town.say(f"@darkroom {text}", channel=chance.choice(("general", "social"))))
            await asyncio.sleep(chance.uniform(0, 0.15))
        await asyncio.sleep(chance.uniform(0, 0.6))
        await process.kill(running)
    running = await process.start(town)
    for message in asked:
        await town.until(lambda _, message=message: outcomes(town, message) or None, timeout=60)  # type: ignore[misc]
    await process.finish(running)
    await everything_adds_up(town, asked)


async def everything_adds_up(town: Town, asked: list[Message]) -> None:
    """Nothing lost, nothing doubled, nothing unpaid for."""
    async with process.books(town.home) as store:
        assert (await verification.run(store, Blobs(town.home))).findings == ()
        tracing = Tracing(store)
        for message in asked:
            assert len(outcomes(town, message)) == 1, [m.all_text for m in town.thread(message)]
            (trace,) = await tracing.find(f"/archives/{message.channel}/p{message.ts.replace('.', '')}")
            assert trace["turn"]["state"] == "closed"
            assert settled(trace) >= town.bill(trace)
            for entry in trace["ledger"]:
                if entry["kind"] == "settlement" and entry["basis"] == "metered":
                    (bill,) = town.openai.meter.select(client_request_id=entry["attempt_id"])
                    assert entry["nano_usd"] == bill.nano_usd


async def test_a_few_kills(empty_town: Town) -> None:
    await busy_day(empty_town, kills=4, seed="a few")


@pytest.mark.faults
@pytest.mark.parametrize("seed", [f"day {n}" for n in range(8)])
async def test_many_kills(empty_town: Town, seed: str) -> None:
    await busy_day(empty_town, kills=12, seed=seed)
