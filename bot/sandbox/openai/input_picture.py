"""A picture that came in with a request: decoded from its data URL and looked at, or refused by name.

An https address is never fetched: it stands for a grey picture of 1024 × 1024.
"""

import io
from dataclasses import dataclass
from typing import Final

import pybase64
from PIL import Image

from bot.sandbox.openai.refusal import Refusal
from bot.sandbox.openai.responses_request import ResponsesRequest

READABLE: Final = {"PNG", "JPEG", "WEBP", "GIF"}
MOST_BYTES: Final = 50_000_000
MOST_PIXELS: Final = 80_000_000
UNFETCHED: Final = (1024, 1024)


@dataclass(frozen=True, slots=True)
class InputPicture:
    """A picture the request carries; `data` is None where it was only linked."""

    data: bytes | None
    width: int
    height: int
    detail: str = "auto"


def pictures(request: ResponsesRequest) -> list[InputPicture]:
    """Return every picture in the input, in order; raises `Refusal` for the first that is none."""
    return [
        _picture(part.image_url, part.file_id, part.detail, f"input[{at}].content[{spot}].image_url")
        for at, message in enumerate(request.input)
        for spot, part in enumerate(message.content)
        if part.type == "input_image"
    ]


def mask(request: ResponsesRequest, found: list[InputPicture]) -> InputPicture | None:
    """Return the tool's mask; it must be as large as the picture it belongs to and have an alpha channel."""
    sent = request.tool.input_image_mask if request.tool else None
    if sent is None:
        return None
    param = f"tools[{request.tool_at}].input_image_mask"
    picture = _picture(sent.image_url, sent.file_id, "auto", f"{param}.image_url")
    if not found or (found[0].width, found[0].height) != (picture.width, picture.height):
        raise Refusal("The mask must have the size of the image it belongs to.", code="invalid_value", param=param)
    if picture.data and "A" not in _opened(picture.data, param).getbands():
        raise Refusal("The mask must have an alpha channel.", code="invalid_image_mode", param=param)
    return picture


def _picture(url: str | None, file_id: str | None, detail: str, param: str) -> InputPicture:
    if url is None:
        if file_id is None:
            raise Refusal(f"Missing required parameter: '{param}'.", code="missing_required_parameter", param=param)
        raise Refusal(f"No such file: '{file_id}'.", code="image_file_not_found", param=param)
    if url.startswith("https://"):
        return InputPicture(None, *UNFETCHED, detail)
    return picture_of(_decoded(url, param), param, detail)


def picture_of(data: bytes, param: str, detail: str = "auto") -> InputPicture:
    """Return a picture that came as bytes; raises `Refusal` where they are none."""
    image = _opened(data, param)
    return InputPicture(data, image.width, image.height, detail)


def _decoded(url: str, param: str) -> bytes:
    head, comma, payload = url.partition(",")
    if not (comma and head.startswith("data:") and head.endswith(";base64")):
        raise Refusal("Expected a base64 data URL or an https URL.", code="invalid_image_url", param=param)
    try:
        data = pybase64.b64decode(payload, validate=True)
    except ValueError as error:
        raise Refusal("The image data is not valid base64.", code="invalid_base64_image", param=param) from error
    if len(data) > MOST_BYTES:
        raise Refusal("The image is too large.", code="image_too_large", param=param)
    return data


def _opened(data: bytes, param: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data))
        Image.open(io.BytesIO(data)).verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refusal("The image has too many pixels.", code="image_too_large", param=param) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refusal("The image data could not be read.", code="invalid_image_format", param=param) from error
    if image.format not in READABLE:
        raise Refusal("Supported are png, jpeg, webp and gif.", code="invalid_image_format", param=param)
    if image.width * image.height > MOST_PIXELS:
        raise Refusal("The image has too many pixels.", code="image_too_large", param=param)
    return image
