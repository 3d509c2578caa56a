"""The body of `POST /v1/images/generations`: a prompt, how many pictures, and the image model's own parameters.

The same limits hold as for the tool, so the picture's parameters are read as one.
"""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from bot.sandbox.openai.conversation_input import Strict
from bot.sandbox.openai.image_tool import ImageTool, complaints
from bot.sandbox.openai.refusal import Refusal
from bot.sandbox.openai.settings import Settings
from bot.sandbox.openai.strictness import parsed

PICTURE: Final = ("model", "size", "quality", "background", "output_format", "output_compression", "moderation")


class ImagesRequest(Strict):
    """A validated request. The answer is always base64; there is no `response_format`."""

    prompt: Annotated[str, StringConstraints(min_length=1, max_length=32_000)]
    model: str | None = None
    n: Annotated[int, Field(ge=1, le=10)] | None = None
    size: str | None = None
    quality: Literal["low", "medium", "high", "xhigh", "max", "auto"] | None = None
    background: Literal["transparent", "opaque", "auto"] | None = None
    output_format: Literal["png", "webp", "jpeg", "gif", "svg"] | None = None
    output_compression: Annotated[int, Field(ge=0, le=100)] | None = None
    moderation: Literal["auto", "low"] | None = None
    safety_identifier: Annotated[str, StringConstraints(max_length=128)] | None = None
    user: str | None = None
    stream: Literal[False] | None = None

    @property
    def tool(self) -> ImageTool:
        """The picture's parameters, as the tool has them."""
        return ImageTool(type="image_generation", **{name: getattr(self, name) for name in PICTURE})


def legal_images_request(body: bytes, settings: Settings) -> ImagesRequest:
    """Return the request in *body*; raises the first `Refusal` it deserves."""
    request = parsed(ImagesRequest, body)
    for field, message in complaints(request.tool, reject_transparent=settings.reject_transparent):
        value = getattr(request, field)
        raise Refusal(f"Invalid value: '{value}'. {message}", code="invalid_value", param=field)
    return request
