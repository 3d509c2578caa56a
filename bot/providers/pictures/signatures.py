"""Kinds of file by their first bytes: the picture formats read here, and what people attach instead of them.

Names and claimed types are never believed: Slack answers a download without a valid login with an HTML page.
"""

import re
from dataclasses import dataclass
from typing import Final

HEADER_BYTES: Final = 512
READABLE: Final = "PNG, JPEG, WebP and GIF are."


@dataclass(frozen=True, slots=True)
class Format:
    """One readable format: Pillow's name for it, its media type, its first bytes."""

    pillow: str
    media_type: str
    start: re.Pattern[bytes]


FORMATS: Final = (
    Format("PNG", "image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    Format("JPEG", "image/jpeg", re.compile(rb"\xff\xd8\xff")),
    Format("WEBP", "image/webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    Format("GIF", "image/gif", re.compile(rb"GIF8[79]a")),
)

BLANK: Final = rb"(?:\xef\xbb\xbf)?\s*"
OTHERS: Final = (
    (rb"(?i)" + BLANK + rb"(?:<!--.{0,200}?-->\s*)?<(?:!doctype html|html|head|body|script|meta)\b",
     "is an HTML page, as Slack sends when a login is needed."),
    (rb"(?i)" + BLANK + rb"(?:<\?xml.{0,400}?)?<svg\b", f"is an SVG drawing, which is not read here. {READABLE}"),
    (rb"%PDF-", f"is a PDF document, not a picture. {READABLE}"),
    (rb"....ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1)", f"is a HEIC photo, which is not read here. {READABLE}"),
    (rb"....ftypavi[fs]", f"is an AVIF picture, which is not read here. {READABLE}"),
    (rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", f"is a video, not a picture. {READABLE}"),
    (rb"BM....\0\0\0\0", f"is a BMP picture, which is not read here. {READABLE}"),
    (rb"II\*\0|MM\0\*", f"is a TIFF picture, which is not read here. {READABLE}"),
    (rb"8BPS", f"is a Photoshop file, which is not read here. {READABLE}"),
    (rb"PK\x03\x04", f"is a ZIP archive, not a picture. {READABLE}"),
)  # fmt: skip
OTHER_KINDS: Final = tuple((re.compile(start, re.DOTALL), words) for start, words in OTHERS)
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
TEXT: Final = "is not a picture: it starts like text."
UNKNOWN: Final = f"is not a picture that is read here. {READABLE}"


def format_of(header: bytes) -> Format | None:
    """Return the readable format that *header*, the file's first bytes, belongs to."""
    return next((known for known in FORMATS if known.start.match(header)), None)


def looks_like(header: bytes) -> str:
    """Return what a file that is no readable picture is instead, as the end of a sentence that starts with its name."""
    for start, words in OTHER_KINDS:
        if start.match(header):
            return words
    text = header.decode("utf-8", "ignore")
    is_text = len(text.encode()) > len(header) - 4 and not CONTROL.search(text)
    return TEXT if is_text else UNKNOWN
