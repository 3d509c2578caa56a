"""The options of one picture request, all concrete: nothing is left to the provider's `auto` where it costs money."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageOptions:
    """`size` is `WxH` with an ASCII x; `previews` and `count` are whole numbers. The other words are the API's own."""

    size: str = "1024x1024"
    quality: str = "medium"
    output_format: str = "png"
    background: str = "auto"
    moderation: str = "auto"
    previews: int = 2
    count: int = 1
