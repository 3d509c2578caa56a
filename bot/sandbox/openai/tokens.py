"""How many tokens things are: texts, pictures that are read, pictures that are drawn. Pure integer arithmetic.

Text is counted by bytes, which is a stand-in's count and not a tokenizer's; a drawn gpt-image-2 picture is counted by
the published formula, which is exact.
"""

from collections.abc import Iterable
from typing import Final

from bot.sandbox.openai.catalogue import IMAGE_MODELS

TOOL_OVERHEAD: Final = 2_200  # what the hosted tool's own description adds to the mainline's input
REPLY_OVERHEAD: Final = 20
PREVIEW_TOKENS: Final = 100
PATCH: Final = 32
READ_CAPS: Final = {"low": 85, "high": 2_500, "auto": 2_500, "original": 10_000}  # by `detail`
EDIT_INPUT_CAP: Final = 1_536


def text_tokens(texts: Iterable[str]) -> int:
    """Return the tokens of *texts* together: a quarter of their UTF-8 bytes, rounded up."""
    return -(-sum(len(text.encode()) for text in texts) // 4)


def patches(width: int, height: int) -> int:
    """Return how many 32-pixel squares cover a picture."""
    return -(-width // PATCH) * -(-height // PATCH)


def read_tokens(width: int, height: int, detail: str) -> int:
    """Return what a picture costs the mainline to look at; low detail costs the same for every picture."""
    cap = READ_CAPS[detail]
    return cap if detail == "low" else min(patches(width, height), cap)


def edit_input_tokens(width: int, height: int) -> int:
    """Return what a picture costs the image model as an edit's input."""
    return min(patches(width, height), EDIT_INPUT_CAP)


def image_output_tokens(model: str, width: int, height: int, quality: str) -> int:
    """Return the output tokens of one finished picture.

    Source: the public price calculator; checked against the published price per picture.
    """
    factor = IMAGE_MODELS[model][quality]
    short, long = sorted((width, height))
    steps = (2 * factor * short + long) // (2 * long)  # factor * short / long, half up
    return -(-factor * steps * (2_000_000 + width * height) // 4_000_000)
