"""Small pictures in the formats that people and bots send."""

import io
from typing import Any

from PIL import Image
from slack_sdk.web.async_client import AsyncWebClient


def picture(kind: str = "PNG", width: int = 64, height: int = 32) -> bytes:
    """A picture's bytes."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, kind)
    return buffer.getvalue()


async def upload(client: AsyncWebClient, name: str = "a.png", data: bytes | None = None, **more: Any) -> str:
    """Upload a picture through the SDK; its file id, processed or not."""
    answer = await client.files_upload_v2(filename=name, file=data or picture(), **more)
    return str(answer["files"][0]["id"])
