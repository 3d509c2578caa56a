"""Server-sent events, split without being held: bytes of any chunking in, pieces of `data` and event ends out.

A line may be megabytes long, so no line is ever collected: once a line is known to be `data:`, its bytes pass through
as they come. CR, LF and CRLF all end a line. Other fields than `data` and `event` are dropped, unread.
Source of the rules: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BOM: Final = b"\xef\xbb\xbf"
DATA: Final = b"data:"
EVENT: Final = b"event:"
HEAD_LIMIT: Final = 256
"""Bytes kept of a line that is not `data`: enough for every event name."""


@dataclass(frozen=True, slots=True)
class EventEnd:
    """The blank line after an event that had data; `name` is what its `event:` line said, if there was one."""

    name: str | None


class SseSplitter:
    """One stream's place between lines. `feed` yields data as `bytes` pieces; lines of one event are joined by LF."""

    def __init__(self) -> None:
        self._head = bytearray()
        self._in_data = False
        self._data_lines = 0
        self._name: str | None = None
        self._after_cr = False
        self._first_line = True

    def feed(self, chunk: bytes) -> Iterator[bytes | EventEnd]:
        """Yield what *chunk* adds: pieces of data, and an `EventEnd` per finished event."""
        at = 1 if self._after_cr and chunk.startswith(b"\n") else 0
        self._after_cr = self._after_cr and not chunk
        for end, following in line_ends(chunk, at):
            yield from self._part(chunk[at:end])
            yield from self._line_end()
            at = following
        if at < len(chunk):
            yield from self._part(chunk[at:])
        elif chunk.endswith(b"\r"):
            self._after_cr = True

    def close(self) -> Iterator[bytes | EventEnd]:
        """Yield the end of an event that the stream ended in; whether it is whole is for its reader to find out."""
        if self._head or self._in_data:
            yield from self._line_end()
        if self._data_lines:
            yield EventEnd(self._name)

    def _part(self, part: bytes) -> Iterator[bytes]:
        if self._in_data:
            if part:
                yield part
            return
        room = max(0, HEAD_LIMIT - len(self._head))
        self._head += part[:room]
        if len(self._head) > len(DATA) and self._is_data():
            value = bytes(self._head[len(DATA) :]) + part[room:]
            yield from self._open_data(value.removeprefix(b" "))

    def _is_data(self) -> bool:
        if self._first_line and self._head.startswith(BOM):
            del self._head[: len(BOM)]
        return self._head.startswith(DATA)

    def _open_data(self, value: bytes) -> Iterator[bytes]:
        self._in_data = True
        self._head.clear()
        self._data_lines += 1
        if self._data_lines > 1:
            yield b"\n"
        if value:
            yield value

    def _line_end(self) -> Iterator[bytes | EventEnd]:
        is_data = self._in_data or self._is_data()
        head = bytes(self._head)
        self._head.clear()
        self._first_line = False
        if is_data and not self._in_data:
            yield from self._open_data(b"")
        self._in_data = False
        if head.startswith(EVENT):
            self._name = head[len(EVENT) :].removeprefix(b" ").decode("utf-8", "replace")
        elif not head and not is_data:
            yield from self._blank_line()

    def _blank_line(self) -> Iterator[EventEnd]:
        if self._data_lines:
            yield EventEnd(self._name)
        self._data_lines = 0
        self._name = None


def line_ends(chunk: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield (end of line, start of the next) from *at* on; each byte is looked at once per kind of line end."""
    lf, cr = chunk.find(b"\n", at), chunk.find(b"\r", at)
    while lf >= 0 or cr >= 0:
        end = lf if cr < 0 or 0 <= lf < cr else cr
        following = end + (2 if chunk[end : end + 2] == b"\r\n" else 1)
        yield end, following
        lf = chunk.find(b"\n", following) if 0 <= lf < following else lf
        cr = chunk.find(b"\r", following) if 0 <= cr < following else cr
