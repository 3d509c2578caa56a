"""The official client as a lane: one request at a time, no retries of its own, answers read piece by piece.

The body travels as `extra_body`, as it is: the client's walk over every field of it by type costs more than the request.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from typing import Any

import aiohttp
import httpx2
import openai
import structlog

from bot.domain.errors import BrokenStream, ProviderError
from bot.domain.lanes import Lane
from bot.domain.upstream import StreamEvent, UpstreamError
from bot.domain.upstream_request import ARTIFACT
from bot.ports import Blobs, UpstreamStream
from bot.providers.openai.data_url import data_url
from bot.providers.openai.errors import NO_ANSWER, NOT_REACHED, translate
from bot.providers.openai.pieces import read_large_pieces
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.stream_reader import read_response, read_stream

log = structlog.get_logger(__name__)
DRAIN_S = 0.5
TIMEOUT = httpx2.Timeout(600.0, connect=5.0)
UNSENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
Reader = Callable[[AsyncIterator[bytes], Any, StreamLimits], AsyncGenerator[StreamEvent]]


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


class OpenAILane:
    """A lane over the Responses API."""

    def __init__(self, lane: Lane, api_key: str, blobs: Blobs, limits: StreamLimits | None = None) -> None:
        self.lane = lane
        self._blobs = blobs
        self._limits = limits or StreamLimits()
        if not read_large_pieces():
            log.warning("answers are read in small pieces: the client's transport has moved")
        self._client = openai.AsyncOpenAI(
            api_key=api_key,
            base_url=lane.base_url,
            max_retries=0,
            timeout=TIMEOUT,
            http_client=openai.DefaultAioHttpClient(timeout=TIMEOUT),
        )

    def draw(self, body: dict[str, Any], attempt_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Send one request; the attempt's id is its idempotency key and its client request id."""
        headers = {"X-Client-Request-Id": attempt_id, "Idempotency-Key": attempt_id}
        create = self._client.responses.with_streaming_response.create
        return self._ask(lambda: create(extra_headers=headers, extra_body=self._with_pictures(body)), read_stream)

    def look(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Ask how a response stands now."""
        return self._ask(lambda: self._client.responses.with_streaming_response.retrieve(response_id), read_response)

    def cancel(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Ask for a response to end."""
        return self._ask(lambda: self._client.responses.with_streaming_response.cancel(response_id), read_response)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.close()

    @asynccontextmanager
    async def _ask(
        self, call: Callable[[], AbstractAsyncContextManager[Any]], read: Reader
    ) -> AsyncGenerator[UpstreamStream]:
        opened = False
        try:
            async with call() as response:
                opened = True
                chunks = response.iter_bytes()
                events = _translated(read(chunks, self._blobs.spool, self._limits))
                async with aclosing(events):
                    yield UpstreamStream(response.headers.get("x-request-id"), events)
                await _drain(chunks)
        except openai.APIStatusError as error:
            raise _status_error(error) from error
        except (openai.APIConnectionError, httpx2.TransportError) as error:
            raise (BrokenStream("the connection was cut") if opened else _transport_error(error)) from error

    def _with_pictures(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return *body* with the bytes of its pictures in place of their names."""
        return {
            **body,
            "input": [{**item, "content": [self._part(p) for p in item["content"]]} for item in body["input"]],
        }

    def _part(self, part: dict[str, Any]) -> dict[str, Any]:
        url = part.get("image_url")
        if not isinstance(url, str) or not url.startswith(ARTIFACT):
            return part
        media_type, _, sha256 = url.removeprefix(ARTIFACT).partition(":")
        return {**part, "image_url": data_url(self._blobs.path(sha256), media_type)}
