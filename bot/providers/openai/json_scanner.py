"""One JSON document in pieces, its pictures lifted out on the way: what stays is small and parsed as a whole.

Between pictures the scanner only searches for a picture's key; inside one it only searches for the closing quote, so no
character is looked at in Python. An unescaped quote, a key and a quote cannot stand inside a JSON string, hence the
search is exact for every document that turns out to be JSON. Where a key is written in another way (escapes, much
whitespace) nothing is lifted: the value stays in the document and counts against its limit.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

import orjson
import pydantic_core

from bot.providers.openai.stream_errors import EventError

KEY: Final = re.compile(rb'(?<!\\)"(?:partial_image_b64|result|b64_json)"[ \t\r\n]{0,8}:[ \t\r\n]{0,8}"')
KEY_BYTES: Final = len('"partial_image_b64"') + 8 + 1 + 8 + 1
BLOCK: Final = 64 * 1024
BACKSLASH: Final = ord("\\")
MAX_LIFTED: Final = 16
"""Values lifted per document: more than any response has pictures, few enough to look at each one's surroundings."""


class Sink(Protocol):
    """Where a lifted value goes: its characters in pieces, or the news that they make no sense."""

    def feed(self, text: memoryview, /) -> None: ...
    def spoil(self) -> None: ...


Chooser = Callable[[dict[str, Any], str], Sink | None]
"""Given the document so far and the mark that stands for the value: its sink, or None to skip the value."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A parsed document, and by mark the sinks of its lifted values; None stands for a skipped one."""

    document: object
    lifted: dict[str, Sink | None]


class JsonScanner:
    """Reads one document after another: `feed` pieces, then `finish`. Raises `EventError` over *limit* bytes."""

    def __init__(self, choose: Chooser, limit: int) -> None:
        self._choose = choose
        self._limit = limit
        self._nonce = secrets.token_hex(8)
        self.restart()

    def restart(self) -> None:
        """Forget what came of the current document."""
        self._text = bytearray()
        self._searched = 0
        self._value: _Value | None = None
        self._lifted: dict[str, Sink | None] = {}

    def feed(self, data: bytes) -> None:
        """Take the next bytes of the document."""
        at = 0
        while at < len(data):
            at = self._skim(data, at) if self._value is None else self._lift(self._value, data, at)

    def holds(self, text: bytes) -> bool:
        """Whether the current document is exactly *text* so far."""
        return self._value is None and len(self._text) < len(text) + 8 and self._text.strip() == text

    def finish(self) -> Scanned:
        """Return the document and start the next one. Raises `EventError` where it is not JSON."""
        text, lifted, inside = self._text, self._lifted, self._value is not None
        self.restart()
        if inside:
            raise EventError("an event ends inside a picture")
        try:
            return Scanned(orjson.loads(text), lifted)
        except orjson.JSONDecodeError as error:
            raise EventError("an event is not JSON") from error

    def _skim(self, data: bytes, at: int) -> int:
        before = len(self._text)
        self._text += data[at : at + BLOCK]
        found = KEY.search(self._text, self._searched) if len(self._lifted) < MAX_LIFTED else None
        if found is not None:
            del self._text[found.end() :]
            self._open()
        self._searched = max(self._searched, len(self._text) - KEY_BYTES)
        if len(self._text) > self._limit:
            raise EventError(f"an event is larger than {self._limit:,} bytes")
        return at + (len(self._text) if found is None else found.end()) - before

    def _open(self) -> None:
        mark = f"{self._nonce}:{len(self._lifted)}"
        self._text += mark.encode()
        self._lifted[mark] = self._choose(self._known(), mark)
        self._value = _Value(self._lifted[mark])

    def _known(self) -> dict[str, Any]:
        try:
            known = pydantic_core.from_json(self._text, allow_partial="trailing-strings")
        except ValueError:
            return {}
        return known if isinstance(known, dict) else {}

    def _lift(self, value: "_Value", data: bytes, at: int) -> int:
        end = value.feed(data, at)
        if end is None:
            return len(data)
        self._value = None
        self._searched = len(self._text)
        return end


class _Value:
    """One JSON string being read past: finds its closing quote and undoes its escapes, across any chunk border."""

    def __init__(self, sink: Sink | None) -> None:
        self._sink = sink
        self._carry = b""

    def feed(self, data: bytes, at: int) -> int | None:
        """Pass on what belongs to the value; return where its closing quote stands, or None if not in *data*."""
        end = data.find(b'"', at)
        stop = len(data) if end < 0 else end
        if self._carry or data.find(b"\\", at, stop) >= 0:
            return self._feed_escaped(data, at)
        if self._sink is not None:
            self._sink.feed(memoryview(data)[at:stop])
        return None if end < 0 else end

    def _feed_escaped(self, data: bytes, at: int) -> int | None:
        text = self._carry + data[at:]
        end = closing_quote(text)
        stop = whole_escapes(text) if end is None else end
        back = at - len(self._carry)
        self._carry = text[stop:] if end is None else b""
        if self._sink is not None:
            unescape(text[:stop], self._sink)
        return None if end is None else back + end


def unescape(text: bytes, sink: Sink) -> None:
    """Feed *text*, the inside of a JSON string, to *sink* without its escapes; what is not ASCII spoils it."""
    try:
        plain = orjson.loads(b'"%b"' % text).encode("ascii")
    except ValueError:
        sink.spoil()
    else:
        sink.feed(memoryview(plain))


def closing_quote(text: bytes) -> int | None:
    """Return where the first unescaped quote of *text* stands; *text* must not start inside an escape."""
    end = text.find(b'"')
    while end >= 0 and backslashes_before(text, end) % 2:
        end = text.find(b'"', end + 1)
    return None if end < 0 else end


def whole_escapes(text: bytes) -> int:
    """Return how much of *text* can be read without what follows: an escape that it breaks off in stays behind."""
    last = text.rfind(b"\\", max(0, len(text) - 6))
    if last < 0 or backslashes_before(text, last) % 2:
        return len(text)
    needed = 6 if text[last + 1 : last + 2] == b"u" else 2
    return last if len(text) - last < needed else len(text)


def backslashes_before(text: bytes, end: int) -> int:
    """Count the backslashes that stand directly before *end*."""
    start = end
    while start and text[start - 1] == BACKSLASH:
        start -= 1
    return end - start
