"""The obvious reader, for comparison: whole body in memory, split by regular expression, each event parsed whole."""

import base64
import binascii
import hashlib
import re
from pathlib import Path
from typing import Any

import orjson

from bot.domain.upstream import Final, Opened, PictureFile, Preview, StreamError, StreamEvent, UpstreamError
from bot.providers.openai.stream_response import ended, tool_call

ENDS = {"response.completed", "response.failed", "response.incomplete"}


def events_of(body: bytes) -> list[dict[str, Any]]:
    """Return the parsed data of every complete event."""
    lines = re.split(rb"\r\n|\r|\n", body.removeprefix(b"\xef\xbb\xbf"))
    found: list[dict[str, Any]] = []
    data: list[bytes] = []
    for line in lines[:-1]:
        if line.startswith(b"data:"):
            data.append(line[5:].removeprefix(b" "))
        elif not line and data:
            found.append(orjson.loads(b"\n".join(data)))
            data = []
    return found


def picture(value: Any) -> PictureFile | None:
    """Return what the base64 text *value* decodes to, None where it does not."""
    if not isinstance(value, str) or not value:
        return None
    try:
        content = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None
    return PictureFile(Path("picture"), hashlib.sha256(content).hexdigest(), len(content))


def read(body: bytes) -> list[StreamEvent]:
    """Return what the stream says, up to its end; problems are left out of finals."""
    said: list[StreamEvent] = []
    seen: dict[str, bool] = {}
    for event in events_of(body):
        kind, sequence = event.get("type"), event.get("sequence_number")
        response = event.get("response") or {}
        if response.get("id") and not any(isinstance(e, Opened) for e in said):
            said.append(Opened(response["id"], sequence, response.get("status")))
        if kind == "response.image_generation_call.partial_image":
            said.append(Preview(event["partial_image_index"], sequence, picture(event.get("partial_image_b64"))))
        items = [event["item"]] if kind == "response.output_item.done" else []
        items += response.get("output", []) if kind in ENDS else []
        for item in items:
            if item["type"] == "image_generation_call" and not seen.get(item["id"]):
                got = picture(item.get("result"))
                if got or item["id"] not in seen:
                    said.append(Final(tool_call(item, 100_000), got, sequence))
                seen[item["id"]] = got is not None
        if kind == "error":
            said.append(StreamError(UpstreamError(event["code"], event["message"], param=event.get("param")), sequence))
        if kind in ENDS:
            return [*said, ended(response, "", sequence, 100_000)]
    return said
