"""A running sandbox and the real client pointed at it."""

from collections.abc import AsyncIterator

import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.server import OpenAISandbox


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[OpenAISandbox]:
    running = OpenAISandbox(clock=clock)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def client(sandbox: OpenAISandbox) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(base_url=sandbox.base_url, api_key="sk-sandbox", max_retries=0) as speaking:
        yield speaking
