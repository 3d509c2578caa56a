"""Giving Slack a file: ask for a place, post the bytes, complete; then wait until Slack really has it.

Completion is asynchronous: media type and shares appear later, and an ok is no proof of a share. No alt text is sent
with an upload: Slack has been seen to drop the share silently; the title carries it.
"""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from bot.domain.errors import ProviderError
from bot.providers.slack.errors import NEVER_SHARED, STALE, slack_code, slack_error
from bot.providers.slack.limits import Priority
from bot.providers.slack.sender import Sender

READY_PAUSES_S = (0.05, 0.15, 0.3, 0.6, 1.2, 2.4, 2.4)
SHARED_PAUSES_S = (0.05, 0.15, 0.4, 0.8, 1.5, 3.0, 5.0, 5.0, 5.0)
PIECE_BYTES = 512 * 1024  # each piece is a trip to another thread and back; aiohttp's own 64 KB make eight of them
TIMEOUT = aiohttp.ClientTimeout(total=180, connect=10)


class Uploads:
    """Uploads and what becomes of them."""

    def __init__(self, session: aiohttp.ClientSession, sender: Sender) -> None:
        self._session, self._sender = session, sender

    async def upload(self, path: Path, name: str, priority: Priority) -> str:
        """Hand the file's bytes over and return its Slack id; nobody sees it yet."""
        return await self._hand_over(_pieces(path), path.stat().st_size, name, priority)

    async def hand_over(self, data: bytes, name: str, priority: Priority) -> str:
        """Do the same with bytes that are in memory: what is small and was made just now."""
        return await self._hand_over(data, len(data), name, priority)

    async def _hand_over(self, body: AsyncGenerator[bytes] | bytes, length: int, name: str, priority: Priority) -> str:
        place = await self._sender.call("files.getUploadURLExternal", priority, filename=name, length=length)
        try:
            headers = {"Content-Length": str(length), "Content-Type": "application/octet-stream"}
            async with self._session.post(place["upload_url"], data=body, headers=headers, timeout=TIMEOUT) as answer:
                if answer.status != 200:
                    raise slack_error("http_error")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise slack_error("connection_lost") from error
        return str(place["file_id"])

    async def keep_private(self, file_id: str, title: str, priority: Priority) -> None:
        """Complete an upload that only blocks will show."""
        await self._complete(priority, files=[{"id": file_id, "title": title}])

    async def share(
        self, files: dict[str, str], channel: str, root: str | None, blocks: list[dict[str, Any]] | None
    ) -> None:
        """Complete *files* (id → title) as one message of a thread."""
        rows = [{"id": file_id, "title": title} for file_id, title in files.items()]
        extra = {"blocks": orjson.dumps(blocks).decode()} if blocks else {}
        await self._complete(Priority.FINAL, files=rows, channel_id=channel, thread_ts=root, **extra)

    async def _complete(self, priority: Priority, *, files: list[dict[str, str]], **arguments: Any) -> None:
        await self._sender.call(
            "files.completeUploadExternal", priority, files=orjson.dumps(files).decode(), **arguments
        )

    async def ready(self, file_id: str, priority: Priority) -> bool:
        """Wait until blocks may show the file; False where that takes too long."""
        for pause in READY_PAUSES_S:
            await asyncio.sleep(pause)
            found = await self._info(file_id, priority)
            if found.get("mimetype") and found.get("original_w"):
                return True
        return False

    async def shared(self, file_id: str, channel: str) -> str:
        """Wait until the file stands in *channel* and return its message's ts; raises a retryable error otherwise."""
        for pause in SHARED_PAUSES_S:
            await asyncio.sleep(pause)
            if ts := await self.shared_now(file_id, channel):
                return ts
        raise slack_error(NEVER_SHARED)

    async def shared_now(self, file_id: str, channel: str) -> str | None:
        """Return the ts of the message that shows the file in *channel*, or None; also before it is completed."""
        try:
            shares = (await self._info(file_id, Priority.FINAL)).get("shares") or {}
        except ProviderError as error:
            if slack_code(error) in STALE:
                return None
            raise
        for visibility in ("public", "private"):
            rows = (shares.get(visibility) or {}).get(channel) or []
            if rows and rows[0].get("ts"):
                return str(rows[0]["ts"])
        return None

    async def delete(self, file_id: str) -> None:
        """Remove a file; one that is gone already is as good."""
        try:
            await self._sender.call("files.delete", Priority.TIDY, file=file_id)
        except ProviderError as error:
            if error.blame.retryable:
                raise

    async def _info(self, file_id: str, priority: Priority) -> dict[str, Any]:
        answer = await self._sender.call("files.info", priority, file=file_id)
        found = answer.get("file")
        return found if isinstance(found, dict) else {}


async def _pieces(path: Path) -> AsyncGenerator[bytes]:
    """Yield the bytes of a file, read elsewhere, so that a slow disk stalls nobody."""
    with path.open("rb") as body:
        while piece := await asyncio.to_thread(body.read, PIECE_BYTES):
            yield piece
