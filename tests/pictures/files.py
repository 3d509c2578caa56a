"""Real picture files, made here: plain ones, odd ones, lying ones."""

import io
import struct
import zlib
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

PNG_START = b"\x89PNG\r\n\x1a\n"
PLACE = "Rua das Flores 12"
GPS = {1: "N", 2: (38.0, 42.0, 51.25), 3: "W", 4: (9.0, 8.0, 33.75), 29: "2026:11:01"}


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    """Return *picture* as a file of *kind*."""
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def halves(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture.convert(mode)


def frames(count: int = 3) -> list[Image.Image]:
    """Frames of an animation, the first of them the halves."""
    return [halves(), *(Image.new("RGB", (60, 40), (0, 90 * n, 0)) for n in range(1, count))]


def animated(kind: str) -> bytes:
    """An animation in *kind*."""
    first, *rest = frames()
    return saved(first, kind, save_all=True, append_images=rest, duration=100)


def exif(orientation: int = 1) -> Image.Exif:
    """A camera's notes: how it was held, where, and by whom."""
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = orientation
    notes[ExifTags.Base.Artist] = PLACE
    notes[ExifTags.IFD.GPSInfo] = GPS
    return notes


def gossiping(kind: str) -> bytes:
    """A file full of metadata: EXIF with a place, XMP, comments, text chunks, a colour profile."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", PLACE)
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{PLACE}</x:xmpmeta>")
    more: dict[str, Any] = {
        "PNG": {"pnginfo": notes},
        "JPEG": {"comment": PLACE, "xmp": PLACE.encode(), "quality": 95},
        "WEBP": {"xmp": PLACE.encode(), "lossless": True},
    }
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return saved(halves(), kind, exif=exif(6), icc_profile=profile, **more[kind])


def swapped_profile() -> bytes:
    """A true colour profile whose red is what sRGB calls blue, and the other way round."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return plain.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def chunk(kind: bytes, data: bytes) -> bytes:
    """One PNG chunk with its true checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def claiming(width: int, height: int, *before: bytes) -> bytes:
    """A small PNG, every checksum right, that claims to be *width* × *height*."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG_START + header + b"".join(before) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A PNG with a text chunk of 100 MB in 100 KB."""
    return claiming(1, 1, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000))))


def with_size_in(data: bytes, at: int, packed: bytes) -> bytes:
    """Return *data* with the size field at *at* overwritten."""
    return data[:at] + packed + data[at + len(packed) :]
