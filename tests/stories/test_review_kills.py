"""A review killed at any moment goes on: nothing is lost, nothing said twice, nothing read or paid for twice."""

import asyncio
import sqlite3
from typing import Any

import pytest

from bot.sandbox.slack.message import Message
from tests.stories import process
from tests.stories.reviewing import ASK, card, sent, statements
from tests.stories.town import Town

SAID = "Their support says requests that time out are not billed."
FOUND = ("billing.timeout", "not billed", "requests that time out are not billed")


async def begun(town: Town, running: asyncio.subprocess.Process) -> Message:
    """Open a review with a bot that runs as a process."""
    assert running.returncode is None
    asked = await town.say(ASK)
    await town.until(lambda _: card(town, asked))
    return asked


def answers(town: Town, root: Message) -> list[Message]:
    """The bot's answers in a thread, beside its card."""
    return [m for m in town.thread(root) if (m.metadata or {}).get("event_type") == "darkroom_outcome"]


async def named(town: Town) -> None:
    """Wait until the bot has written down which response reads for it."""
    books = sqlite3.connect(f"file:{town.home / 'darkroom.db'}?mode=ro", uri=True)
    async with asyncio.timeout(20):
        while not books.execute("SELECT 1 FROM attempts WHERE response_id IS NOT NULL").fetchall():
            await asyncio.sleep(0.005)
    books.close()


async def ended(town: Town, root: Message) -> dict[str, Any]:
    """Start the bot again, wait for the second answer, and return what its books say of the last turn."""
    running = await process.start(town)
    await town.until(lambda _: len(answers(town, root)) == 2 or None)
    await town.until(lambda _: card(town, root))
    await process.finish(running)
    return await process.aftermath(town, answers(town, root)[-1])


async def test_killed_while_the_model_reads(empty_town: Town) -> None:
    """The reading is found again by its response id, and paid for once."""
    running = await process.start(empty_town)
    asked = await begun(empty_town, running)
    empty_town.openai.faults.add("slow", delay_s=1.0)
    empty_town.openai.script.words(statements(FOUND))
    await empty_town.say(SAID, thread=asked)
    await named(empty_town)
    await process.kill(running)
    await ended(empty_town, asked)
    assert len(empty_town.uploaded()) == 1
    assert "failed-call billing: timeout*: not billed" in answers(empty_town, asked)[-1].all_text


async def test_killed_before_the_model_answered_at_all(empty_town: Town) -> None:
    """What cannot be found again is held at its ceiling and said; the review goes on by forms."""
    running = await process.start(empty_town)
    asked = await begun(empty_town, running)
    empty_town.openai.faults.add("slow_start", delay_s=30.0)
    await empty_town.say(SAID, thread=asked)
    await sent(empty_town)
    await process.kill(running)
    await ended(empty_town, asked)
    assert len(empty_town.uploaded()) == 1
    told = answers(empty_town, asked)[-1].all_text
    assert "was interrupted" in told
    assert "*Up to $" in told


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update"])
async def test_killed_while_slack_is_slow(empty_town: Town, method: str) -> None:
    """While the answer is told, and while the card is brought up to date."""
    running = await process.start(empty_town)
    asked = await begun(empty_town, running)
    empty_town.openai.script.words(statements(FOUND))
    before = len(empty_town.slack.calls_to(method))
    empty_town.slack.faults.add(method, "late", seconds=60)
    await empty_town.say(SAID, thread=asked)
    await empty_town.until(lambda _: empty_town.slack.calls_to(method)[before:] or None)
    await process.kill(running)
    empty_town.slack.faults.clear()
    await ended(empty_town, asked)
    assert len(empty_town.uploaded()) == 1
    found = card(empty_town, asked)
    assert found is not None
    assert "◐ timeout" in found.all_text
