"""Width and height as a file's header claims them, read without any decoder: what is too large never meets one.

Sources: PNG spec 11.2.1 (IHDR), GIF89a §18, RFC 9649 (WebP), ITU T.81 B.2.2 (JPEG frame header).
"""

import struct
from collections.abc import Callable
from typing import BinaryIO, Final

JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length."""
MAX_SEGMENTS: Final = 4096
LOW_14: Final = 0x3FFF


def claimed_size(file: BinaryIO, pillow: str) -> tuple[int, int]:
    """Return (width, height) of the picture in *file*, read from its start. Raises `ValueError` where it has none."""
    file.seek(0)
    try:
        return READERS[pillow](file)
    except (struct.error, IndexError) as error:
        raise ValueError("the header is cut off") from error


def png(file: BinaryIO) -> tuple[int, int]:
    """Read IHDR, which must come first."""
    kind, width, height = struct.unpack(">12x4sII", file.read(24))
    if kind != b"IHDR":
        raise ValueError("no image header")
    return width, height


def gif(file: BinaryIO) -> tuple[int, int]:
    """Read the logical screen."""
    width, height = struct.unpack("<6xHH", file.read(10))
    return width, height


def webp(file: BinaryIO) -> tuple[int, int]:
    """Read the canvas of the extended form, or the frame of a simple one."""
    head = file.read(30)
    match head[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
        case b"VP8L":
            (bits,) = struct.unpack("<I", head[21:25])
            return 1 + (bits & LOW_14), 1 + (bits >> 14 & LOW_14)
        case b"VP8 ":
            width, height = struct.unpack("<HH", head[26:30])
            return width & LOW_14, height & LOW_14
        case _:
            raise ValueError("no frame")


def jpeg(file: BinaryIO) -> tuple[int, int]:
    """Skip from marker to marker until the first frame header."""
    file.read(2)
    for _ in range(MAX_SEGMENTS):
        marker = next_marker(file)
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">3xHH", file.read(7))
            return width, height
        if marker not in JPEG_BARE:
            (length,) = struct.unpack(">H", file.read(2))
            file.seek(max(0, length - 2), 1)
    raise ValueError("no frame")


def next_marker(file: BinaryIO) -> int:
    """Return the code of the marker that *file* stands at, fill bytes skipped."""
    byte = file.read(1)
    if byte != b"\xff":
        raise ValueError("no marker")
    while byte == b"\xff":
        byte = file.read(1)
    return byte[0]


READERS: Final[dict[str, Callable[[BinaryIO], tuple[int, int]]]] = {"PNG": png, "GIF": gif, "WEBP": webp, "JPEG": jpeg}
