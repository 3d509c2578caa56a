"""A running workspace, the real SDK's client, and a real Bolt app on a real socket."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox
from bot.sandbox.slack.settings import Settings

PING_INTERVAL = 0.1


class Bot:
    """A Bolt app that remembers every event, with the retry headers it came under."""

    def __init__(self, sandbox: SlackSandbox, client: AsyncWebClient) -> None:
        self.sandbox = sandbox
        self.app = AsyncApp(client=client, ignoring_self_events_enabled=False)
        self.bodies: list[dict[str, Any]] = []
        self.handlers: list[AsyncSocketModeHandler] = []

    async def connect(self) -> AsyncSocketModeHandler:
        """Open one more socket."""
        web_client = AsyncWebClient(
            token="xapp-sandbox", base_url=self.sandbox.api_url, session=self.app.client.session
        )
        handler = AsyncSocketModeHandler(self.app, "xapp-sandbox", web_client=web_client, ping_interval=PING_INTERVAL)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        self.handlers.append(handler)
        return handler

    def remember(self, *events: str) -> None:
        """Listen to these events and keep their bodies."""

        async def keep(body: dict[str, Any]) -> None:
            self.bodies.append(body)
            self.sandbox.workspace.changes.ring()

        for event in events:
            self.app.event(event)(keep)

    async def heard(self, count: int) -> list[dict[str, Any]]:
        """The bodies, once there are so many."""
        return await self.sandbox.wait_for(lambda _: self.bodies if len(self.bodies) >= count else None, timeout=5)

    async def close(self) -> None:
        """Close every socket."""
        for handler in self.handlers:
            await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
async def sandbox() -> AsyncIterator[SlackSandbox]:
    """A workspace that repeats itself quickly."""
    settings = Settings(retry_delays=(0.0, 0.05, 0.05), disconnect_grace=0.05)
    async with SlackSandbox(settings=settings) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """One connection pool for a test."""
    async with aiohttp.ClientSession() as shared:
        yield shared


@pytest.fixture
def client(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> AsyncWebClient:
    """The SDK's client, as a bot makes it, but without its own second attempts."""
    return AsyncWebClient(token="xoxb-sandbox", base_url=sandbox.api_url, session=session, retry_handlers=[])


@pytest.fixture
async def bot(sandbox: SlackSandbox, client: AsyncWebClient) -> AsyncIterator[Bot]:
    """An app that is not connected yet."""
    made = Bot(sandbox, client)
    yield made
    await made.close()
