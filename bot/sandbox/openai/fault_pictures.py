"""Faults that strike the picture itself: what arrives in place of it, as a table from kind to what spoils it."""

import struct
import zlib
from collections.abc import Callable
from typing import Final

import pybase64

from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.faults import FaultSet

BOMB_EDGE: Final = 60_000
OVERSIZED: Final = 64_000_000


def _corrupt(picture: str, _: Fault) -> str:
    middle = len(picture) // 2
    return f"{picture[:middle]}!*!!{picture[middle + 4 :]}"


def _truncated(picture: str, _: Fault) -> str:
    return picture[: len(picture) // 8 * 4 + 1]


def _text(_: str, __: Fault) -> str:
    return pybase64.b64encode(b"This is not a picture, whatever the event says.").decode()


def _oversized(picture: str, fault: Fault) -> str:
    data = pybase64.b64decode(picture)
    missing = max(0, (fault.size_bytes or OVERSIZED) + 1 - len(data))
    return pybase64.b64encode(data + bytes(missing)).decode()


def _bomb(_: str, __: Fault) -> str:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", BOMB_EDGE, BOMB_EDGE, 8, 2, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(bytes(3 * BOMB_EDGE + 1)))
    return pybase64.b64encode(b"\x89PNG\r\n\x1a\n" + header + body + _chunk(b"IEND", b"")).decode()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


SPOILERS: Final[dict[str, Callable[[str, Fault], str]]] = {
    "corrupt_base64": _corrupt,
    "truncated_base64": _truncated,
    "not_a_picture": _text,
    "oversized": _oversized,
    "bomb": _bomb,
}


def spoiled(picture: str, faults: FaultSet, where: str) -> str:
    """Return *picture* (base64) as it goes out, *where* being "final" or "previews"."""
    fault = faults.get(*SPOILERS)
    return SPOILERS[fault.kind](picture, fault) if fault and fault.where in (where, "both") else picture
