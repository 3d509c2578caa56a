"""A first look at a picture file: enough to trust its kind, size and end, and never a pixel decoded in this process.

The order is the rule: bytes, kind, claimed pixels, the file's end, and only then Pillow's own reading of the header.
"""

import os
import struct
from pathlib import Path
from typing import BinaryIO, Final

from PIL import Image

from bot.providers.pictures.dimensions import claimed_size
from bot.providers.pictures.facts import DEFAULT_LIMITS, PictureFacts, PictureLimits
from bot.providers.pictures.pillow_errors import PILLOW_ERRORS
from bot.providers.pictures.problems import Damaged, NotAPicture, TooLarge
from bot.providers.pictures.signatures import HEADER_BYTES, Format, format_of, looks_like

TAIL_BYTES: Final = 64 * 1024
ENDS: Final = {"PNG": b"IEND", "JPEG": b"\xff\xd9", "GIF": b"\x3b"}
"""What stands near the end of a whole file; some programs write more after it."""
OPENED_WHOLE: Final = frozenset({"WEBP"})
"""Pillow opens these by starting their decoder, which is the worker's business."""


def inspect(path: Path, *, name: str | None = None, limits: PictureLimits = DEFAULT_LIMITS) -> PictureFacts:
    """Return what *path* is; *name* is what people call it. PNG checksums are verified, others by their end alone.

    Raises `PictureProblem` for what is no whole picture within *limits*, `OSError` where there is no such file.
    """
    name = name or path.name
    with path.open("rb") as file:
        check_bytes(file, name, limits.max_bytes)
        known = kind_of(file, name)
        width, height = pixels(file, known, name, limits.max_pixels)
        check_end(file, known, name)
        check_header(file, known, (width, height), name)
    return PictureFacts(known.media_type, width, height)


def check_bytes(file: BinaryIO, name: str, limit: int) -> None:
    """Raise `NotAPicture` for an empty file, `TooLarge` for one over *limit* bytes."""
    size = os.fstat(file.fileno()).st_size
    if size == 0:
        raise NotAPicture(f"{name} is empty.")
    if size > limit:
        raise TooLarge(f"{name} has {size / 1e6:,.1f} MB; at most {limit / 1e6:,.1f} MB are read.")


def kind_of(file: BinaryIO, name: str) -> Format:
    """Return the format by the first bytes. Raises `NotAPicture` with what it is instead."""
    header = file.read(HEADER_BYTES)
    known = format_of(header)
    if known is None:
        raise NotAPicture(f"{name} {looks_like(header)}")
    return known


def pixels(file: BinaryIO, known: Format, name: str, limit: int) -> tuple[int, int]:
    """Return the claimed (width, height). Raises `TooLarge` over *limit* pixels, `Damaged` where none is claimed."""
    try:
        width, height = claimed_size(file, known.pillow)
    except ValueError as error:
        raise Damaged(f"{name} is damaged: its header cannot be read.") from error
    if width * height > limit:
        raise TooLarge(f"{name} claims {width}×{height} pixels; at most {limit / 1e6:,.0f} megapixels are read.")
    if width * height == 0:
        raise Damaged(f"{name} is damaged: it claims {width}×{height} pixels.")
    return width, height


def check_end(file: BinaryIO, known: Format, name: str) -> None:
    """Raise `Damaged` where the file stops before its format's end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL_BYTES))
    tail = file.read()
    file.seek(4)
    whole = struct.unpack("<I", file.read(4))[0] + 8 <= size if known.pillow == "WEBP" else ENDS[known.pillow] in tail
    if not whole:
        raise Damaged(f"{name} is cut off: its end is missing.")


def check_header(file: BinaryIO, known: Format, size: tuple[int, int], name: str) -> None:
    """Raise `Damaged` where Pillow cannot read the header, reads another size, or finds a wrong checksum."""
    if known.pillow in OPENED_WHOLE:
        return
    file.seek(0)
    try:
        with Image.open(file, formats=(known.pillow,)) as picture:
            agreed = picture.size == size
            picture.verify()
    except PILLOW_ERRORS as error:
        raise Damaged(f"{name} is damaged: it cannot be read as {known.pillow}.") from error
    if not agreed:
        raise Damaged(f"{name} is damaged: its header contradicts itself.")
