"""Which models this stand-in serves, and what each can do. Tables only.

The factors of `gpt-image-2.6` are not published; it is drawn with those of 2.5, which keeps its bill in the right
region and claims no more. Models that are leaving are listed with their last day and are not served.
"""

from collections.abc import Mapping
from typing import Final

GPT_IMAGE_2_FACTORS: Final[Mapping[str, int]] = {"low": 16, "medium": 48, "high": 96}
GPT_IMAGE_2_5_FACTORS: Final[Mapping[str, int]] = {"low": 16, "medium": 24, "high": 48, "xhigh": 64, "max": 96}

IMAGE_MODELS: Final[Mapping[str, Mapping[str, int]]] = {
    "gpt-image-2": GPT_IMAGE_2_FACTORS,
    "gpt-image-2-2026-04-21": GPT_IMAGE_2_FACTORS,
    "gpt-image-2.5-sunburst": GPT_IMAGE_2_5_FACTORS,
    "gpt-image-2.5-sunburst-2026-09-08": GPT_IMAGE_2_5_FACTORS,
    "gpt-image-2.5-flare": GPT_IMAGE_2_5_FACTORS,
    "gpt-image-2.5-flare-2026-09-08": GPT_IMAGE_2_5_FACTORS,
    "gpt-image-2.6-sunburst": GPT_IMAGE_2_5_FACTORS,
    "gpt-image-2.6-flare": GPT_IMAGE_2_5_FACTORS,
}
DEFAULT_IMAGE_MODEL: Final = "gpt-image-2.6-sunburst"

MAINLINES: Final = (
    "gpt-5.4",
    "gpt-5.4-mini",
    "gpt-5.4-nano",
    "gpt-5.5",
    "gpt-6-luna",
    "gpt-6.2-sol",
)
REFUSES_LITTLE_REASONING: Final = ("gpt-6.2-",)  # prefixes that refuse reasoning.effort none and minimal

LEAVING: Final[Mapping[str, str]] = {
    "gpt-5.4-nano": "2027-04-01",
    "gpt-image-1.5": "2026-12-01",
    "gpt-image-1-mini": "2026-12-01",
    "chatgpt-image-latest": "2026-12-01",
}


def listed() -> tuple[str, ...]:
    """Return every model id that `/v1/models` names, in a stable order."""
    return tuple(dict.fromkeys((*MAINLINES, *IMAGE_MODELS, *LEAVING)))


def is_gpt_image_2(model: str) -> bool:
    """True for gpt-image-2 and its snapshot, not for 2.5 and later."""
    return IMAGE_MODELS.get(model) is GPT_IMAGE_2_FACTORS


def is_image_model(model: str) -> bool:
    """True for anything of the image line, served or not."""
    return model.startswith(("gpt-image-", "chatgpt-image-"))
