"""Which sizes can be drawn, what people call them, and the legal size nearest to any other.

Source of the rules: the image generation guide, sizes of gpt-image-2: both edges multiples of 16, none over 3840, the
long edge at most three times the short one, 655,360 to 8,294,400 pixels.
"""

import math
from collections.abc import Iterator
from typing import Final

STEP: Final = 16
MAX_EDGE: Final = 3840
MAX_RATIO: Final = 3
MIN_PIXELS: Final = 655_360
MAX_PIXELS: Final = 8_294_400
USUAL_PIXELS: Final = 1536 * 864
"""What a ratio outside the table is drawn at: as much as 16:9."""

SHAPES: Final = {"square": (1024, 1024), "landscape": (1536, 1024), "portrait": (1024, 1536)}
SHAPE_WORDS: Final = {
    "square": "square",
    "landscape": "landscape",
    "horizontal": "landscape",
    "wide": "landscape",
    "portrait": "portrait",
    "vertical": "portrait",
    "tall": "portrait",
}
RATIOS: Final = {
    (1, 1): (1024, 1024),
    (5, 4): (1280, 1024),
    (4, 3): (1280, 960),
    (7, 5): (1344, 960),
    (3, 2): (1536, 1024),
    (16, 10): (1536, 960),
    (5, 3): (1280, 768),
    (16, 9): (1536, 864),
    (2, 1): (1536, 768),
    (21, 9): (1680, 720),
    (3, 1): (1536, 512),
}
"""By (long, short); the upright ones are the same turned round."""
SCALES: Final = {"hd": 1280, "full hd": 1920, "fullhd": 1920, "1080p": 1920, "2k": 2048, "4k": 3840}
"""Long edges by what screens of that length are called."""
SCREENS: Final = {
    "hd": (1280, 720),
    "full hd": (1920, 1088),
    "fullhd": (1920, 1088),
    "1080p": (1920, 1088),
    "2k": (2048, 2048),
    "4k": (3840, 2160),
}
"""What such a word means on its own."""


def broken_rule(width: int, height: int) -> str | None:
    """Return the rule that *width* × *height* breaks as the end of a sentence, None where it can be drawn."""
    long, short = max(width, height), min(width, height)
    rules = (
        (long > MAX_EDGE, f"no edge is longer than {MAX_EDGE}"),
        (long > MAX_RATIO * short, f"the long edge is at most {MAX_RATIO} times the short one"),
        (width * height < MIN_PIXELS, f"a picture has at least {MIN_PIXELS:,} pixels"),
        (width * height > MAX_PIXELS, f"a picture has at most {MAX_PIXELS:,} pixels"),
        (width % STEP or height % STEP, f"edges are multiples of {STEP}"),
    )
    return next((words for broken, words in rules if broken), None)


def is_legal_size(width: int, height: int) -> bool:
    """Whether *width* × *height* can be drawn."""
    return broken_rule(width, height) is None


def nearest_legal_size(width: int, height: int) -> tuple[int, int]:
    """Return the legal (width, height) nearest to the same shape at the nearest possible area; of two, the larger."""
    if is_legal_size(width, height):
        return width, height
    wish = possible(max(1, width), max(1, height))
    return min(legal_near(wish[1]), key=lambda size: (distance(size, wish), -size[0] * size[1]))


def possible(width: int, height: int) -> tuple[float, float]:
    """Return *width* and *height* brought within the rules, but for the step: shape is kept first, then area."""
    ratio = min(max(width / height, 1 / MAX_RATIO), MAX_RATIO)
    widest = MAX_EDGE / math.sqrt(max(ratio, 1 / ratio))
    side = min(max(math.sqrt(width * height), math.sqrt(MIN_PIXELS)), math.sqrt(MAX_PIXELS), widest)
    return side * math.sqrt(ratio), side / math.sqrt(ratio)


def legal_near(height: float) -> Iterator[tuple[int, int]]:
    """Yield for every legal width the one or two legal heights nearest to *height*."""
    for width in range(STEP, MAX_EDGE + 1, STEP):
        low = max(MIN_PIXELS / width, width / MAX_RATIO)
        high = min(MAX_EDGE, MAX_PIXELS / width, width * MAX_RATIO)
        first, last = STEP * math.ceil(low / STEP), STEP * math.floor(high / STEP)
        if first <= last:
            below = min(max(STEP * int(height // STEP), first), last)
            yield width, below
            yield width, min(below + STEP, last)


def distance(size: tuple[int, int], wish: tuple[float, float]) -> float:
    """Return how far apart two sizes are: the squared logarithms of both proportions."""
    return round(math.log(size[0] / wish[0]) ** 2 + math.log(size[1] / wish[1]) ** 2, 12)


def of_ratio(width: int, height: int) -> tuple[int, int]:
    """Return the usual size of the ratio *width*:*height*, both positive; 3:1 or 1:3 where it is longer than that."""
    if max(width, height) > MAX_RATIO * min(width, height):
        return RATIOS[MAX_RATIO, 1] if width > height else RATIOS[MAX_RATIO, 1][::-1]
    for (long, short), size in RATIOS.items():
        if max(width, height) * short == min(width, height) * long:
            return size if width >= height else size[::-1]
    side = math.sqrt(USUAL_PIXELS / (width * height))
    return nearest_legal_size(round(width * side), round(height * side))


def of_long_edge(edge: int, width: int, height: int) -> tuple[int, int]:
    """Return the legal size nearest to the ratio *width*:*height* with its long edge *edge*."""
    factor = edge / max(width, height)
    return nearest_legal_size(round(width * factor), round(height * factor))


def shape_of(width: int, height: int) -> str:
    """Return square, landscape or portrait."""
    return "square" if width == height else "landscape" if width > height else "portrait"
