"""The official client, as every lane uses it: built with its own host's key alone, its errors translated, no redirects.

A redirect would carry the key elsewhere, so it is an error like any other.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import httpx2
import openai
import structlog

from bot.domain.errors import BrokenStream, ProviderError
from bot.domain.fallbacks import name_of
from bot.domain.host_key import HostKey
from bot.domain.lanes import Lane
from bot.domain.upstream import StreamEvent, UpstreamError
from bot.ports import UpstreamStream
from bot.providers.openai.errors import NO_ANSWER, NOT_REACHED, translate
from bot.providers.openai.pieces import read_large_pieces
from bot.providers.openai.stream_limits import StreamLimits

log = structlog.get_logger(__name__)
DRAIN_S = 0.5
TIMEOUT = httpx2.Timeout(600.0, connect=5.0)
UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
Reader = Callable[[AsyncIterator[bytes], Any, StreamLimits], AsyncGenerator[StreamEvent]]


def client_of(lane: Lane, key: HostKey) -> openai.AsyncOpenAI:
    """Return a client of *lane*; raises OurError where *key* is another host's.

    What the client reads of OpenAI in the environment (an admin key, an organization, a project) is nobody else's.
    """
    if not read_large_pieces():
        log.warning("answers are read in small pieces: the client's transport has moved")
    client = openai.AsyncOpenAI(
        api_key=key.fitting(lane.base_url),
        base_url=lane.base_url,
        max_retries=0,
        timeout=TIMEOUT,
        http_client=openai.DefaultAioHttpClient(timeout=TIMEOUT, follow_redirects=False),
    )
    client.admin_api_key = None
    if name_of(lane.name) is not None:
        client.organization = client.project = None
    return client


def _seconds(value: str | None) -> float | None:
    try:
        return float(value) if value else None
    except ValueError:
        return None


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _status_error(error: openai.APIStatusError) -> ProviderError:
    """Return the translation of an HTTP error; the body is `error`'s content, whatever shape it has."""
    body = _table(error.body)
    body = _table(body.get("error")) or body
    details = _table(body.get("moderation_details"))
    headers = error.response.headers
    return translate(
        UpstreamError(
            code=body.get("code") or body.get("type"),
            message=str(body.get("message") or ""),
            type=body.get("type"),
            param=body.get("param"),
            moderation_stage=details.get("moderation_stage"),
            moderation_categories=tuple(details.get("categories") or ()),
            http_status=error.status_code,
            retry_after_s=_seconds(headers.get("retry-after")),
            request_id=error.request_id,
        )
    )


def _transport_error(error: Exception) -> ProviderError:
    """Return what a broken connection means: before it stood, nothing was sent; after that, nobody knows.

    Only aiohttp's own error at the root tells: the client's transport calls a server that hung up a ConnectTimeout.
    """
    unsent = any(isinstance(cause, UNSENT) for cause in _causes(error))
    return ProviderError(NOT_REACHED if unsent else NO_ANSWER)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


async def _translated(events: AsyncGenerator[StreamEvent]) -> AsyncGenerator[StreamEvent]:
    try:
        async with aclosing(events) as safe:
            async for event in safe:
                yield event
    except (httpx2.TransportError, httpx2.StreamError, openai.APIConnectionError) as error:
        raise BrokenStream(f"the connection was cut: {type(error).__name__}") from error


async def _drain(chunks: AsyncIterator[bytes]) -> None:
    """Read what follows the terminal event, if it comes at once: only a body read to its end keeps its connection."""
    try:
        async with asyncio.timeout(DRAIN_S):
            async for _ in chunks:
                pass
    except (TimeoutError, httpx2.TransportError, httpx2.StreamError):
        return


class Wire:
    """Asks, and reads answers into *spool* within *limits*."""

    def __init__(self, spool: Path, limits: StreamLimits) -> None:
        self._spool, self._limits = spool, limits

    @asynccontextmanager
    async def ask(
        self, call: Callable[[], AbstractAsyncContextManager[Any]], read: Reader
    ) -> AsyncGenerator[UpstreamStream]:
        """Open an answer; raises `ProviderError`s only, whatever the client raises."""
        opened = False
        try:
            async with call() as response:
                opened = True
                chunks = response.iter_bytes()
                events = _translated(read(chunks, self._spool, self._limits))
                async with aclosing(events):
                    yield UpstreamStream(response.headers.get("x-request-id"), events)
                await _drain(chunks)
        except openai.APIStatusError as error:
            raise _status_error(error) from error
        except (openai.APIConnectionError, httpx2.TransportError) as error:
            raise (BrokenStream("the connection was cut") if opened else _transport_error(error)) from error
