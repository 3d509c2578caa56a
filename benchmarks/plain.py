"""The same request as a bot would do it that uses the SDKs plainly, for comparison: `python -m benchmarks.plain`.

Typed streaming events, base64 from the standard library, `files_upload_v2`, no shared connections. It keeps no books,
remembers nothing and survives nothing: what it saves there is in its favour.
"""

import argparse
import asyncio
import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import openai
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks import child, watched

TOOL: Any = {
    "type": "image_generation",
    "model": "gpt-image-2",
    "size": "1024x1024",
    "quality": "medium",
    "partial_images": 2,
}


class PlainBot:
    """Answers a mention with a picture."""

    def __init__(self, upstream: openai.AsyncOpenAI, home: Path) -> None:
        self._upstream, self._home = upstream, home

    async def mentioned(self, event: dict[str, Any], client: AsyncWebClient) -> None:
        """Draw what was asked for, previews in the thread on the way."""
        thread = {"channel": event["channel"], "thread_ts": event["ts"]}
        await self._status(client, event, "processing")
        first = await client.chat_postMessage(text="Drawing…", **thread)
        shown: list[str] = []
        async for name, data in self._pictures(event["text"]):
            uploaded = await client.files_upload_v2(content=data, filename=name, **thread)
            for old in shown:
                await client.files_delete(file=old)
            shown = [uploaded["file"]["id"]]
        await client.chat_delete(channel=event["channel"], ts=str(first["ts"]))
        await self._status(client, event, "active")

    async def _pictures(self, text: str) -> AsyncIterator[tuple[str, bytes]]:
        stream = await self._upstream.responses.create(
            model="gpt-5.4", input=text, tools=[TOOL], tool_choice={"type": "image_generation"}, stream=True
        )
        async for event in stream:
            if event.type == "response.image_generation_call.partial_image":
                yield "preview.png", base64.b64decode(event.partial_image_b64)
            elif event.type == "response.output_item.done" and event.item.type == "image_generation_call":
                data = base64.b64decode(event.item.result or "")
                (self._home / f"{event.item.id}.png").write_bytes(data)
                yield "picture.png", data

    @staticmethod
    async def _status(client: AsyncWebClient, event: dict[str, Any], status: str) -> None:
        where = {"channel_id": event["channel"], "thread_ts": event["ts"]}
        await client.api_call("agents.sessions.setStatus", json={**where, "status": status})


async def seen() -> None:
    """Take note of a message; mentions come as events of their own."""


async def main(asked: argparse.Namespace) -> None:
    """Run the plain bot until the input closes."""
    upstream = openai.AsyncOpenAI(api_key="sk-sandbox", base_url=asked.openai)
    app = AsyncApp(client=AsyncWebClient("xoxb-sandbox", base_url=asked.slack))
    app.event("app_mention")(PlainBot(upstream, asked.home).mentioned)
    app.event("message")(seen)
    web_client = AsyncWebClient("xapp-sandbox", base_url=asked.slack)
    handler = AsyncSocketModeHandler(app, "xapp-sandbox", web_client=web_client)
    await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it unannotated
    await child.serve({"ready": True})
    await handler.close_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    asyncio.run(main(watched.arguments()))
