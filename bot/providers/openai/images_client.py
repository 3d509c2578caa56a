"""The Image API as a lane: one picture for one request, in one piece. It has no ids, so nothing can be asked for again.

From words it is `images/generations`, from pictures `images/edits`, which travels as a form with the pictures as files.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any

from bot.domain.errors import BrokenStream
from bot.domain.host_key import HostKey
from bot.domain.lanes import Lane
from bot.domain.upstream_request import ARTIFACT
from bot.ports import Blobs, UpstreamStream
from bot.providers.openai.images_answer import read_images
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.wire import Wire, client_of

NO_IDS = "the Image API has no ids to ask by"


class ImagesLane:
    """A lane over the Image API."""

    def __init__(self, lane: Lane, key: HostKey, blobs: Blobs, limits: StreamLimits | None = None) -> None:
        self.lane = lane
        self._blobs = blobs
        self._client = client_of(lane, key)
        self._wire = Wire(blobs.spool, limits or StreamLimits())

    def draw(self, body: dict[str, Any], attempt_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Send one request; the attempt's id is its idempotency key and its client request id."""
        headers = {"X-Client-Request-Id": attempt_id, "Idempotency-Key": attempt_id}
        images, prompt = self._client.images.with_streaming_response, body["prompt"]
        given = body.get("image")
        if not given:
            return self._wire.ask(
                lambda: images.generate(prompt=prompt, extra_headers=headers, extra_body=body), read_images
            )
        files = [self._file(name, at) for at, name in enumerate(given, start=1)]
        fields = {name: value for name, value in body.items() if name != "image"}
        return self._wire.ask(
            lambda: images.edit(image=files, prompt=prompt, extra_headers=headers, extra_body=fields), read_images
        )

    def look(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Never known again; raises `BrokenStream`."""
        raise BrokenStream(f"{NO_IDS}: {response_id}")

    def cancel(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Closing the connection is all there is; raises `BrokenStream`."""
        raise BrokenStream(f"{NO_IDS}: {response_id}")

    async def close(self) -> None:
        """Close all connections."""
        await self._client.close()

    def _file(self, name: str, position: int) -> tuple[str, bytes, str]:
        media_type, _, sha256 = name.removeprefix(ARTIFACT).partition(":")
        return f"picture-{position}.{media_type.rpartition('/')[2]}", self._blobs.path(sha256).read_bytes(), media_type
