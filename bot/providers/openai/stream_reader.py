"""The two ways to read a response: as it streams, or whole. Bytes in, stream events out, pictures as files.

The rule: memory does not grow with the pictures, and every temporary file is either handed over with an event or gone
when the reader is left, however it is left. Leave it through `contextlib.aclosing`.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from pathlib import Path

from bot.domain.errors import BrokenStream
from bot.domain.upstream import StreamEvent
from bot.providers.openai.json_scanner import JsonScanner
from bot.providers.openai.sse import EventEnd, SseSplitter
from bot.providers.openai.stream_errors import EventError
from bot.providers.openai.stream_events import EventReader
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.stream_spool import Spool

SAY_NOTHING = (b"", b"[DONE]")
"""Data that is no JSON and no fault: an empty keep-alive, and the last word of some gateways."""


async def read_stream(chunks: AsyncIterator[bytes], spool: Path, limits: StreamLimits) -> AsyncGenerator[StreamEvent]:
    """Yield what an event stream says, up to its terminal event; after an `error` event it reads on for one.

    *chunks* are the raw bytes of the body, cut anywhere; *spool* is an existing folder. Pictures of yielded events
    belong to the consumer. Raises `BrokenStream` where the stream ends cleanly without having said its end, or cannot
    be read; what *chunks* raises passes through.
    """
    with Spool(spool) as files:
        parser = StreamParser(files, limits)
        async for chunk in chunks:
            for event in parser.feed(chunk):
                yield files.release(event)
            if parser.ended:
                return
        for event in parser.close():
            yield files.release(event)


async def read_response(chunks: AsyncIterator[bytes], spool: Path, limits: StreamLimits) -> AsyncGenerator[StreamEvent]:
    """Yield the finals of one response document (`GET /v1/responses/{id}`), then its end, whatever its status is.

    An error document is a `StreamError`. Files and errors are as in `read_stream`.
    """
    with Spool(spool) as files:
        reader = EventReader(files, limits)
        scanner = JsonScanner(reader.choose, limits.max_event_bytes)
        try:
            async for chunk in chunks:
                scanner.feed(chunk)
            scanned = scanner.finish()
        except EventError as error:
            raise BrokenStream(str(error)) from error
        for event in reader.read_whole(scanned):
            yield files.release(event)
        if not (reader.ended or reader.failed):
            raise BrokenStream("the answer is not a response")


class StreamParser:
    """The synchronous core of `read_stream`: a chunk in, its events out."""

    def __init__(self, spool: Spool, limits: StreamLimits) -> None:
        self._splitter = SseSplitter()
        self._reader = EventReader(spool, limits)
        self._scanner = JsonScanner(self._reader.choose, limits.max_event_bytes)

    @property
    def ended(self) -> bool:
        """Whether the terminal event was read: nothing after it matters."""
        return self._reader.ended

    def feed(self, chunk: bytes) -> Iterator[StreamEvent]:
        """Yield the events that *chunk* completes. Raises `BrokenStream` at the first that cannot be read."""
        return self._read(self._splitter.feed(chunk))

    def close(self) -> Iterator[StreamEvent]:
        """Yield a last event that lacked only its blank line. Raises `BrokenStream` where nothing was the end."""
        yield from self._read(self._splitter.close())
        if not (self._reader.ended or self._reader.failed):
            raise BrokenStream("the stream ended without a terminal event", self._reader.last_sequence)

    def _read(self, pieces: Iterator[bytes | EventEnd]) -> Iterator[StreamEvent]:
        try:
            for piece in pieces:
                if isinstance(piece, EventEnd):
                    yield from self._event(piece)
                else:
                    self._scanner.feed(piece)
                if self.ended:
                    return
        except EventError as error:
            raise BrokenStream(str(error), self._reader.last_sequence) from error

    def _event(self, end: EventEnd) -> Iterator[StreamEvent]:
        if any(map(self._scanner.holds, SAY_NOTHING)):
            self._scanner.restart()
        else:
            yield from self._reader.read(self._scanner.finish(), end.name)
