"""What is known of a picture file, and how much of one is looked at."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024
GIB: Final = 1024 * MIB


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """Media type as sent upstream (`image/png` …) and size in pixels, as stored: orientation marks not applied."""

    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """Caps on a file before and while it is decoded; a decoded reference is made no longer than `longest_edge`.

    `max_bytes` is the Image API's own limit for an input picture. `max_pixels` stays under Pillow's own alarm.
    """

    max_bytes: int = 50 * MIB
    max_pixels: int = 64_000_000
    longest_edge: int = 2048
    wall_seconds: float = 20.0
    cpu_seconds: int = 15
    memory_bytes: int = 2 * GIB
    output_bytes: int = 64 * MIB


DEFAULT_LIMITS: Final = PictureLimits()
