"""Options in a person's words: "landscape 1536×1024, medium". What is usual is not said."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.options.image_options import ImageOptions
from bot.domain.options.sizes import shape_of

USUAL_FORMAT: Final = "png"
USUAL_PREVIEWS: Final = 2
PREVIEWS: Final = {0: "no previews", 1: "1 preview"}


def shape_name(size: str) -> str:
    """Return square, landscape or portrait for a `WxH` *size*."""
    width, height = (int(edge) for edge in re.split("[x×]", size))
    return shape_of(width, height)


def describe(options: ImageOptions) -> str:
    """Return *options* in one line, shape, size and quality first, then only what differs from the usual."""
    size = f"{shape_name(options.size)} {options.size.replace('x', '×')}"
    return ", ".join([size, options.quality, *unusual(options)])


def unusual(options: ImageOptions) -> Iterator[str]:
    """Yield what is not a PNG with two previews, one picture, usual moderation."""
    if options.output_format != USUAL_FORMAT:
        yield options.output_format
    if options.background == "transparent":
        yield "transparent background"
    if options.moderation != "auto":
        yield f"{options.moderation} moderation"
    if options.previews != USUAL_PREVIEWS:
        yield PREVIEWS.get(options.previews, f"{options.previews} previews")
    if options.count > 1:
        yield f"{options.count} pictures"
