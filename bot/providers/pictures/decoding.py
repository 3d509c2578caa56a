"""The full decode of a stranger's picture: runs only in the worker process, under its limits, and nowhere else.

What comes out is made of pixels alone: orientation is applied, colours are sRGB, and nothing that was written beside
the pixels (place, camera, author, thumbnails, provenance) is carried over.
"""

import io
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image, ImageCms

from bot.providers.apart import clock, confine
from bot.providers.pictures.facts import PictureFacts, PictureLimits
from bot.providers.pictures.pillow_errors import PILLOW_ERRORS

WRITES_AS: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    "JPEG": ("JPEG", "image/jpeg", {"quality": 92}),
    "PNG": ("PNG", "image/png", {}),
    "WEBP": ("PNG", "image/png", {}),
    "GIF": ("PNG", "image/png", {}),
}
"""By the format read: the format written, its media type, how."""
PLAIN_MODES: Final = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})
SIXTEEN_BITS: Final = frozenset({"I", "I;16", "I;16L", "I;16B"})
ORIENTATION: Final = ExifTags.Base.Orientation
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By the value of the orientation mark, EXIF 2.32 §4.6.4."""


@dataclass(frozen=True, slots=True)
class Order:
    """One decode: *source* of Pillow format *pillow* into *target*, an empty file that must already be there."""

    source: Path
    target: Path
    pillow: str
    limits: PictureLimits
    longest_edge: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """What was written, and whether the source had more frames than the first."""

    facts: PictureFacts
    animated: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """Pillow's own words on why not, for the log; never shown to a person."""

    reason: str
    out_of_memory: bool = False


def begin(limits: PictureLimits) -> None:
    """Confine this process, and let Pillow refuse what is too large before it is unpacked."""
    confine(limits)
    Image.MAX_IMAGE_PIXELS = limits.max_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def decode(order: Order) -> Decoded | Failed:
    """Carry out *order*. The process dies where it takes too long: that is how it is stopped inside a decoder."""
    try:
        with clock(order.limits):
            return redraw(order)
    except MemoryError:
        return Failed("out of memory", out_of_memory=True)
    except PILLOW_ERRORS as error:
        return Failed(f"{type(error).__name__}: {error}")


def redraw(order: Order) -> Decoded:
    """Write the first frame of the source anew. Raises what Pillow raises."""
    written, media_type, how = WRITES_AS[order.pillow]
    with Image.open(order.source, formats=(order.pillow,)) as source:
        animated = bool(getattr(source, "is_animated", False)) and order.pillow != "JPEG"
        source.seek(0)
        picture = pixels_only(source, order.longest_edge, alpha=written == "PNG")
    with order.target.open("r+b") as file:
        picture.save(file, written, **how)
    return Decoded(PictureFacts(media_type, *picture.size), animated)


def pixels_only(source: Image.Image, longest_edge: int, *, alpha: bool) -> Image.Image:
    """Return *source* upright, in sRGB, at most *longest_edge* long, with nothing written beside its pixels."""
    profile = source.info.get("icc_profile")
    turn = turn_of(source)
    picture = source if source.mode in PLAIN_MODES and "transparency" not in source.info else plain(source)
    picture.thumbnail((longest_edge, longest_edge), Image.Resampling.LANCZOS)
    picture = to_srgb(picture, profile)
    picture = picture.copy() if turn is None else picture.transpose(turn)
    if not alpha or picture.mode == "CMYK":
        picture = picture.convert("L" if picture.mode in {"L", "LA"} else "RGB")
    picture.info = {}
    return picture


def plain(source: Image.Image) -> Image.Image:
    """Return *source* in a mode that can be scaled: palettes resolved, 16 bits brought to 8."""
    if source.mode in SIXTEEN_BITS:
        return source.point(lambda value: value / 256).convert("L")
    return source.convert("RGBA" if source.has_transparency_data else "RGB")


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return *picture* with its colours meant as sRGB; a profile that cannot be read is left out, as viewers do."""
    if not profile or picture.mode == "LA":
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    try:
        colours = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, colours, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture
    return changed or picture


def turn_of(source: Image.Image) -> Image.Transpose | None:
    """Return how the picture must be turned to stand upright; marks that cannot be read ask for nothing."""
    with suppress(*PILLOW_ERRORS):
        return TURNS.get(source.getexif().get(ORIENTATION, 1))
    return None
