"""Waiting for the workspace, and starting and stopping it."""

import asyncio

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox
from bot.sandbox.slack.waiting import NeverHappened
from tests.sandbox_slack.pictures import picture


async def test_waiting_looks_again_after_every_change(sandbox: SlackSandbox) -> None:
    """And gives back what it found."""
    waiting = asyncio.create_task(sandbox.wait_for(lambda w: [m for m in w.messages("#social") if m.text == "b"]))
    for text in "abc":
        await sandbox.post(user="ada", channel="#social", text=text)
    assert [message.text for message in await waiting] == ["b"]


async def test_what_is_not_there_yet_is_waited_for(sandbox: SlackSandbox) -> None:
    """A predicate may look for things that come later; in vain, it says what it missed."""
    waiting = asyncio.create_task(sandbox.wait_for(lambda w: w.messages("#social")[1].text))
    for text in "ab":
        await sandbox.post(user="ada", channel="#social", text=text)
    assert await waiting == "b"
    with pytest.raises(NeverHappened, match="list index out of range"):
        await sandbox.wait_for(lambda w: w.messages("#social")[2].text, timeout=0.01)


async def test_what_never_happens_fails_with_everything_that_did(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Threads as a person would read them, and the last calls."""
    root = await sandbox.post(user="ada", channel="#social", text="draw", files=[("a.png", picture())])
    await client.chat_postMessage(channel="C0SOCIAL", text="drawing", thread_ts=root.ts)
    await client.chat_postEphemeral(channel="C0SOCIAL", user="U0ADA", text="psst")
    with pytest.raises(NeverHappened) as raised:
        await sandbox.wait_for(lambda _: None, timeout=0.01)
    story = str(raised.value)
    for part in (
        "#social",
        "ada: draw",
        "file a.png image/png 64x32",
        "darkroom: drawing",
        "only for U0ADA",
        "chat.postMessage → ok",
    ):
        assert part in story


async def test_a_stopped_sandbox_listens_no_more(session: aiohttp.ClientSession) -> None:
    """Two can run beside each other; each has its own port."""
    async with SlackSandbox() as one, SlackSandbox() as two:
        assert one.api_url != two.api_url
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.get(one.api_url)
