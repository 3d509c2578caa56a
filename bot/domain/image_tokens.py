"""How many tokens a picture is: the published formula for gpt-image-2, and ceilings for what is not published.

Never used for models it does not cover: their output is unknown beforehand.
Sources: the calculator's formula (it reproduces the official price table), the image generation guide (+100 output
tokens a preview), and the patch rule for inputs (32-pixel patches, at most 1,536 a picture).
"""

from bot.domain.prices import family

QUALITY_FACTOR = {"low": 16, "medium": 48, "high": 96}
COVERED = frozenset({"gpt-image-2"})
PREVIEW_TOKENS = 100
INPUT_TOKENS_CEILING = 1536
MAINLINE_PATCHES_CEILING = {"low": 256, "high": 2500}


def pixels(size: str) -> tuple[int, int]:
    """Return `WxH` as numbers."""
    width, _, height = size.partition("x")
    return int(width), int(height)


def covers(model: str) -> bool:
    """Whether the formula speaks of *model* (a snapshot counts as its family)."""
    return family(model) in COVERED


def output_tokens(size: str, quality: str) -> int:
    """Return the output tokens of one finished gpt-image-2 picture of `WxH` *size* at a concrete *quality*."""
    width, height = pixels(size)
    long, short = max(width, height), min(width, height)
    factor = QUALITY_FACTOR[quality]
    scaled = (2 * factor * short + long) // (2 * long)  # round half up
    return -(-factor * scaled * (2_000_000 + width * height) // 4_000_000)


def mainline_patches(width: int, height: int, detail: str) -> int:
    """Return at most how many mainline tokens a picture of this size costs at an explicit *detail*."""
    return min(-(-width // 32) * -(-height // 32), MAINLINE_PATCHES_CEILING[detail])
