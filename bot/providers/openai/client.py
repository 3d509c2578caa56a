"""The Responses API as a lane: one request at a time, no retries of its own, answers read piece by piece.

The body travels as `extra_body`, as it is: the client's walk over every field of it by type costs more than the request.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any

from bot.domain.errors import BrokenStream
from bot.domain.fallbacks import name_of
from bot.domain.host_key import HostKey
from bot.domain.lanes import Lane
from bot.domain.upstream_request import ARTIFACT
from bot.ports import Blobs, UpstreamStream
from bot.providers.openai.data_url import data_url
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.stream_reader import read_response, read_stream
from bot.providers.openai.wire import Wire, client_of


class OpenAILane:
    """A lane over the Responses API."""

    def __init__(self, lane: Lane, key: HostKey, blobs: Blobs, limits: StreamLimits | None = None) -> None:
        self.lane = lane
        self._blobs = blobs
        self._client = client_of(lane, key)
        self._wire = Wire(blobs.spool, limits or StreamLimits())

    def draw(self, body: dict[str, Any], attempt_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Send one request; the attempt's id is its idempotency key and its client request id."""
        headers = {"X-Client-Request-Id": attempt_id, "Idempotency-Key": attempt_id}
        create = self._client.responses.with_streaming_response.create
        return self._wire.ask(lambda: create(extra_headers=headers, extra_body=self._with_pictures(body)), read_stream)

    def look(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Ask how a response stands now."""
        return self._wire.ask(
            lambda: self._client.responses.with_streaming_response.retrieve(response_id), read_response
        )

    def cancel(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Ask for a response to end; where nothing is stored, closing the connection was all: raises `BrokenStream`."""
        if name_of(self.lane.name) is not None:
            raise BrokenStream("a fallback stores no response to cancel")
        return self._wire.ask(lambda: self._client.responses.with_streaming_response.cancel(response_id), read_response)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.close()

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
