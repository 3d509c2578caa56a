"""One picture painted once, made as large as wanted, handed out for ever: for benchmarks, which measure others.

Each copy still differs in its last bytes, so that nobody who names pictures by their digest sees the same one twice.
"""

import struct
import zlib
from functools import lru_cache

import pybase64

from bot.sandbox.openai.painter import Order, paint

IEND_LENGTH = 12


def canned(order: Order, size_bytes: int, stamp: str) -> str:
    """Return, as base64, a real picture of the order's size and format in about *size_bytes* bytes."""
    body = _body(order.width, order.height, order.output_format, size_bytes)
    return body + pybase64.b64encode(_tail(order.output_format, stamp)).decode()


@lru_cache(maxsize=16)
def _body(width: int, height: int, output_format: str, size_bytes: int) -> str:
    order = Order(prompt="canned", width=width, height=height, output_format=output_format)
    picture = paint(order, 0).final
    body = picture[:-IEND_LENGTH] if output_format == "png" else picture
    filler = max(0, size_bytes - len(body) - 64)
    body += _chunk(b"saNd", bytes(filler)) if output_format == "png" else bytes(filler)
    return pybase64.b64encode(_to_thirds(body, output_format)).decode()


def _to_thirds(body: bytes, output_format: str) -> bytes:
    """Return *body* with a length that base64 encodes without padding, so that more can follow."""
    missing = -len(body) % 3
    if output_format != "png":
        return body + bytes(missing)
    return body + (_chunk(b"saNd", bytes(missing)) if missing else b"")


def _tail(output_format: str, stamp: str) -> bytes:
    if output_format != "png":
        return stamp.encode()
    return _chunk(b"tEXt", b"Comment\0" + stamp.encode()) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
