"""The vocabulary of these tests: requests as the bot would send them, and what came back."""

import io
from contextlib import aclosing
from typing import Any

import pybase64
from openai import AsyncOpenAI
from PIL import Image

DRAW: dict[str, Any] = {"type": "image_generation", "model": "gpt-image-2", "size": "1024x1024", "quality": "low"}
FORCED: dict[str, Any] = {"type": "image_generation"}
PARTIAL = "response.image_generation_call.partial_image"


def tool(**changes: Any) -> dict[str, Any]:
    """Return the usual tool, changed; a value of None takes a field out."""
    return {name: value for name, value in {**DRAW, **changes}.items() if value is not None}


def asked(said: Any = "a red fox", /, **changes: Any) -> dict[str, Any]:
    """Return a request body; a value of None takes a parameter out."""
    body = {"model": "gpt-5.4-mini", "input": said, "tools": [DRAW], "tool_choice": FORCED}
    return {name: value for name, value in {**body, **changes}.items() if value is not None}


def picture(width: int = 1024, height: int = 1024, *, form: str = "PNG") -> str:
    """Return a data URL of a plain blue picture."""
    return data_url(Image.new("RGB", (width, height), (10, 120, 200)), form)


def data_url(image: Image.Image, form: str = "PNG") -> str:
    """Return *image* as a data URL."""
    out = io.BytesIO()
    image.save(out, form)
    return f"data:image/{form.lower()};base64,{pybase64.b64encode(out.getvalue()).decode()}"


def with_picture(text: str, url: str | None = None, *, detail: str = "high") -> list[dict[str, Any]]:
    """Return an input of one picture and one text."""
    image = {"type": "input_image", "image_url": url or picture(), "detail": detail}
    return [{"role": "user", "content": [image, {"type": "input_text", "text": text}]}]


def opened(result: str | None) -> Image.Image:
    """Return the picture in a base64 result."""
    image = Image.open(io.BytesIO(pybase64.b64decode(result or "", validate=True)))
    image.load()
    return image


async def streamed(client: AsyncOpenAI, **body: Any) -> list[Any]:
    """Return every event of a streamed request."""
    async with aclosing(await client.responses.create(stream=True, **body)) as events:
        return [event async for event in events]


async def until(client: AsyncOpenAI, kind: str, **body: Any) -> list[Any]:
    """Return the events up to the first of *kind*, then hang up."""
    seen = []
    async with aclosing(await client.responses.create(stream=True, **body)) as events:
        async for event in events:
            seen.append(event)
            if event.type == kind:
                break
    return seen


def types(events: list[Any]) -> list[str]:
    """Return the types without their common prefix."""
    return [event.type.removeprefix("response.") for event in events]
