"""The `image_generation` tool: its fields, and the rules that join them, as a table of (field, what is wrong with it).

There is no `n`: a tool call makes one picture. Sizes follow gpt-image-2's published limits.
"""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from bot.sandbox.openai.catalogue import DEFAULT_IMAGE_MODEL, IMAGE_MODELS, is_gpt_image_2
from bot.sandbox.openai.conversation_input import Strict

EDGE_STEP: Final = 16
LONGEST_EDGE: Final = 3_840
WIDEST_RATIO: Final = 3
FEWEST_PIXELS: Final = 655_360
MOST_PIXELS: Final = 8_294_400
AUTO_SIZE: Final = (1024, 1024)
AUTO_QUALITY: Final = "medium"


class Mask(Strict):
    image_url: str | None = None
    file_id: str | None = None


class ImageTool(Strict):
    """The tool's parameters as sent; `None` is "not sent"."""

    type: Literal["image_generation"]
    model: str | None = None
    action: Literal["generate", "edit", "auto"] | None = None
    size: str | None = None
    quality: Literal["low", "medium", "high", "xhigh", "max", "auto"] | None = None
    background: Literal["transparent", "opaque", "auto"] | None = None
    output_format: Literal["png", "webp", "jpeg", "gif", "svg"] | None = None
    output_compression: Annotated[int, Field(ge=0, le=100)] | None = None
    moderation: Literal["auto", "low"] | None = None
    input_fidelity: Literal["high", "low"] | None = None
    input_image_mask: Mask | None = None
    partial_images: Annotated[int, Field(ge=0, le=3)] | None = None
    complexity: Literal["low", "medium", "high"] | None = None

    @property
    def image_model(self) -> str:
        return self.model or DEFAULT_IMAGE_MODEL

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height that will be drawn."""
        return AUTO_SIZE if self.size in (None, "auto") else _edges(self.size or "")

    @property
    def drawn_quality(self) -> str:
        return AUTO_QUALITY if self.quality in (None, "auto") else str(self.quality)

    @property
    def drawn_format(self) -> str:
        return self.output_format or "png"

    @property
    def drawn_background(self) -> str:
        return "transparent" if self.background == "transparent" else "opaque"


def _edges(size: str) -> tuple[int, int]:
    match = re.fullmatch(r"([1-9]\d{0,4})x([1-9]\d{0,4})", size)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _model(tool: ImageTool) -> str | None:
    known = tool.image_model in IMAGE_MODELS
    return None if known else f"Supported values are: {', '.join(map(repr, IMAGE_MODELS))}."


SIZE_RULES: Final[tuple[tuple[Callable[[int, int], bool], str], ...]] = (
    (lambda w, h: w > 0 and h > 0, "Use 'auto' or WIDTHxHEIGHT."),
    (lambda w, h: w % EDGE_STEP == 0 and h % EDGE_STEP == 0, f"Both edges must be divisible by {EDGE_STEP}."),
    (lambda w, h: max(w, h) <= LONGEST_EDGE, f"The longest edge may be at most {LONGEST_EDGE} pixels."),
    (lambda w, h: max(w, h) <= WIDEST_RATIO * min(w, h), "The aspect ratio must lie between 1:3 and 3:1."),
    (lambda w, h: w * h >= FEWEST_PIXELS, f"The picture must have at least {FEWEST_PIXELS} pixels."),
    (lambda w, h: w * h <= MOST_PIXELS, f"The picture may have at most {MOST_PIXELS} pixels."),
)


def _size(tool: ImageTool) -> str | None:
    width, height = tool.pixels
    return next((message for holds, message in SIZE_RULES if not holds(width, height)), None)


def _quality(tool: ImageTool) -> str | None:
    served = IMAGE_MODELS.get(tool.image_model, {})
    return None if tool.drawn_quality in served else f"Supported values are: {', '.join(map(repr, [*served, 'auto']))}."


def _format(tool: ImageTool) -> str | None:
    return "Supported values are: 'png', 'webp', 'jpeg'." if tool.output_format in ("gif", "svg") else None


def _compression(tool: ImageTool) -> str | None:
    lossless = tool.output_compression is not None and tool.drawn_format == "png"
    return "Compression is only supported for 'jpeg' and 'webp'." if lossless else None


def _background(tool: ImageTool) -> str | None:
    impossible = tool.background == "transparent" and tool.drawn_format == "jpeg"
    return "Transparent backgrounds are only supported for 'png' and 'webp'." if impossible else None


def _fidelity(tool: ImageTool) -> str | None:
    return "This model always works at high fidelity; omit the parameter." if tool.input_fidelity is not None else None


RULES: Final[tuple[tuple[str, Callable[[ImageTool], str | None]], ...]] = (
    ("model", _model),
    ("size", _size),
    ("quality", _quality),
    ("output_format", _format),
    ("output_compression", _compression),
    ("background", _background),
    ("input_fidelity", _fidelity),
)


def complaints(tool: ImageTool, *, reject_transparent: bool) -> Iterator[tuple[str, str]]:
    """Yield (field, message) for everything that is illegal about *tool* on its own."""
    for field, rule in RULES:
        if message := rule(tool):
            yield field, message
    if reject_transparent and tool.background == "transparent" and is_gpt_image_2(tool.image_model):
        yield "background", "Transparent backgrounds are not available for this model on your account."
