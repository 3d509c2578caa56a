"""What an answer gives away: values that were ignored, pictures of the wrong shape, token counts that cannot be.

Only an explicit wish that came back as something else counts; a limited surface that says so is fine. Token counts are
held against the published formula, for the models it covers and nothing else, so the model has to be named.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from bot.domain import image_tokens
from bot.domain.gates.signals_scene import Exchange, Hit, Passage, Scene, objects

PNG = b"\x89PNG\r\n\x1a\n"
SIZE = re.compile(r"\d{2,5}x\d{2,5}\Z")
POOL_AREA = range(1_550_000, 1_600_001)
GRID = 16
MOST_PREVIEWS = 3
CANARY = re.compile(r"gpt-image-2-(?=.*(?:canary|probe|nonexistent|no-such|[0-9a-f]{8}))", re.IGNORECASE)


def ignored_wish(scene: Scene) -> Iterator[Hit]:
    """Yield echoes of `auto` where a size or a quality was asked for by name."""
    for call in scene.exchanges:
        asked = _asked(call)
        for echo in [call.response, *_pictures(call)]:
            for key in ("size", "quality"):
                if asked.get(key, "auto") != "auto" and echo.get(key) == "auto":
                    said = f'"{key}": "auto"'
                    yield Hit(Passage(f"{call.where} {key}", said), said, f"asked for {asked[key]}")


def pool_shape(scene: Scene) -> Iterator[Hit]:
    """Yield pictures of about 1.57 megapixels off the 16-pixel grid, which nobody can have asked the API for."""
    for call in scene.exchanges:
        for number, picture in enumerate(_pictures(call)):
            width, height = _shape(picture) or _pixels(picture.get("size", call.response.get("size")))
            if width * height in POOL_AREA and (width % GRID or height % GRID):
                said = f"{width}x{height}"
                asked = _asked(call).get("size")
                yield Hit(Passage(f"{call.where} picture {number + 1}", said), said, f"asked for {asked}" * bool(asked))


def impossible_tokens(scene: Scene) -> Iterator[Hit]:
    """Yield image token counts that the published formula does not give for the size and quality asked for."""
    for call in scene.exchanges:
        asked, got = _asked(call), _image_tokens(call)
        model = asked.get("model") or call.response.get("model")
        expected = _expected(asked, str(model), len(_pictures(call)))
        if got and expected and got not in expected:
            said = f'"output_tokens": {got}'
            note = f"{asked['size']} at {asked['quality']} is {expected[0]}"
            yield Hit(Passage(f"{call.where} usage", said), said, note)


def canary_drawn(scene: Scene) -> Iterator[Hit]:
    """Yield pictures drawn for a model name that does not exist."""
    for call in scene.exchanges:
        model = str(call.request.get("model", ""))
        if CANARY.match(model) and _pictures(call):
            yield Hit(Passage(f"{call.where} request", f'"model": "{model}"'), model)


def no_usage(scene: Scene) -> Iterator[Hit]:
    """Yield answers of the Image API's form that hold pictures and no usage, or only zeros."""
    for call in scene.exchanges:
        usage = call.response.get("usage")
        counted = isinstance(usage, dict) and any(isinstance(n, int) and n for n in usage.values())
        of_this_form = {"created", "data"} <= call.response.keys()
        if of_this_form and _pictures(call) and not counted:
            said = '"usage" with zeros' if usage else 'no "usage"'
            yield Hit(Passage(call.where, said), said)


def _pictures(call: Exchange) -> list[dict[str, Any]]:
    data = call.response.get("data")
    listed = data if isinstance(data, list) else []
    drawn = [one for one in listed if isinstance(one, dict) and (one.get("b64_json") or one.get("url"))]
    return drawn or [one for one in objects(call.response) if one.get("type") == "image_generation_call"]


def _asked(call: Exchange) -> dict[str, Any]:
    """Return the image parameters of a call; an answer of the Responses API repeats its tool's."""
    for side in (call.request, call.response):
        tools = side.get("tools")
        for tool in tools if isinstance(tools, list) else []:
            if isinstance(tool, dict) and tool.get("type") == "image_generation":
                return tool
    named = "output" not in call.response
    return call.request or (dict(call.response) if named and isinstance(call.response.get("data"), list) else {})


def _image_tokens(call: Exchange) -> int:
    tool = call.response.get("tool_usage")
    usage = tool.get("image_gen") if isinstance(tool, dict) else call.response.get("usage")
    details = usage.get("output_tokens_details") if isinstance(usage, dict) else None
    of_images = details.get("image_tokens") if isinstance(details, dict) else None
    found = of_images or (usage.get("output_tokens") if isinstance(usage, dict) else None)
    in_answer = isinstance(tool, dict) or "output" not in call.response
    return found if in_answer and isinstance(found, int) else 0


def _expected(asked: dict[str, Any], model: str, pictures: int) -> list[int]:
    """Return what the formula allows, with and without previews; empty where it says nothing."""
    size, quality = asked.get("size"), asked.get("quality")
    known = image_tokens.covers(model) and quality in image_tokens.QUALITY_FACTOR
    if not known or not pictures or 0 in _pixels(size):
        return []
    each = image_tokens.output_tokens(str(size), str(quality))
    previews = range(MOST_PREVIEWS * pictures + 1)
    return [each * pictures + image_tokens.PREVIEW_TOKENS * number for number in previews]


def _shape(picture: dict[str, Any]) -> tuple[int, int] | None:
    """Return width and height of a PNG from its first bytes."""
    data = picture.get("b64_json") or picture.get("result")
    if not isinstance(data, str):
        return None
    try:
        head = base64.b64decode(data.removeprefix("data:image/png;base64,")[:64])
    except (binascii.Error, ValueError):
        return None
    if not head.startswith(PNG) or len(head) < 24:
        return None
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])


def _pixels(size: object) -> tuple[int, int]:
    return image_tokens.pixels(size) if isinstance(size, str) and SIZE.match(size) else (0, 0)
