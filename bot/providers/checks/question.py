"""One question to a service, and what came back. It ends within seconds; a secret goes to the address asked and no further."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.providers.checks.names import Names

WAIT_S = 3.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `status` is 0 where nothing did, `body` empty where it is not a JSON object."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def date(self) -> datetime | None:
        """What time it was there, in UTC."""
        try:
            said = parsedate_to_datetime(self.headers["date"])
        except (KeyError, ValueError):
            return None
        return said if said.tzinfo else said.replace(tzinfo=UTC)


NO_ANSWER = Answer(0, {}, {})


@asynccontextmanager
async def asking(names: Names | None = None, wait_s: float = WAIT_S) -> AsyncIterator[aiohttp.ClientSession]:
    """Open what questions are asked with, each waiting for at most *wait_s* seconds in all."""
    connector = aiohttp.TCPConnector(resolver=names or Names())
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=wait_s)) as session:
        yield session


async def ask(session: aiohttp.ClientSession, method: str, url: str, secret: str) -> Answer:
    """Ask *url* with *secret* as bearer; never raises for what the network or the other side does."""
    headers = {"Authorization": f"Bearer {secret}"}
    try:
        async with session.request(method, url, headers=headers, allow_redirects=False) as answer:
            said = {name.lower(): value for name, value in answer.headers.items()}
            return Answer(answer.status, _object(await answer.read()), said)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return NO_ANSWER


def _object(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
