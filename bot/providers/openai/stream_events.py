"""What each event means: documents in, stream events out, and which pictures are worth decoding on the way.

A picture is taken tentatively while its event is still arriving, judged by what is known of it so far, and thrown away
when the whole event shows that it was not wanted. A call's picture is delivered once: its repeat in the terminal
response is skipped, unless the first was missing or damaged. A function call is part of the end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.upstream import (
    Final,
    FunctionCall,
    Opened,
    PictureFile,
    Preview,
    StreamError,
    StreamEvent,
    UpstreamError,
)
from bot.providers.openai.json_scanner import Scanned, Sink
from bot.providers.openai.stream_fields import number, rows, table, word
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.stream_picture import PictureWriter
from bot.providers.openai.stream_response import IMAGE_CALL, ended, function_call, tool_call, upstream_error
from bot.providers.openai.stream_spool import Spool

PARTIAL = "response.image_generation_call.partial_image"
ITEM_DONE = "response.output_item.done"
TERMINAL = {f"response.{status}": status for status in ("completed", "failed", "incomplete", "cancelled")}
UNFINISHED = frozenset({"queued", "in_progress"})
"""States of a response whose calls may still get their picture."""
NO_RESULT = "The call ended without a picture."
CALL_FAILED = "The call failed without saying why."


class EventReader:
    """One stream's memory between events. `ended`: the terminal event was read; `failed`: an error event was."""

    def __init__(self, spool: Spool, limits: StreamLimits) -> None:
        self.ended = False
        self.failed = False
        self.last_sequence: int | None = None
        self._spool = spool
        self._limits = limits
        self._opened = False
        self._previews = 0
        self._function: FunctionCall | None = None
        self._delivered: set[str] = set()
        self._reported: set[str] = set()

    def choose(self, known: dict[str, Any], mark: str) -> PictureWriter | None:
        """Return a writer for the value that *mark* stands for, None where it is certainly not wanted."""
        kind = word(known, "type")
        if known.get("partial_image_b64") == mark:
            wanted = kind in {None, PARTIAL}
        elif table(known, "item").get("result") == mark:
            wanted = kind in {None, ITEM_DONE} and self._lacks(table(known, "item"))
        else:
            wanted = kind is None or kind in TERMINAL
            wanted = wanted and any(self._lacks(item) for item in outputs(known)[-1:] if item.get("result") == mark)
        return self._writer() if wanted else None

    def read(self, scanned: Scanned, name: str | None) -> Iterator[StreamEvent]:
        """Yield what one stream event says; *name* is its `event:` line, used where the event has no `type`."""
        event = scanned.document
        if isinstance(event, dict):
            kind = word(event, "type") or name or ("error" if event.get("error") else "")
            sequence = number(event, "sequence_number")
            self.last_sequence = self.last_sequence if sequence is None else sequence
            yield from self._opening(table(event, "response"), sequence)
            yield from self._meaning(kind, event, sequence, scanned.lifted)
        discard(scanned.lifted)

    def read_whole(self, scanned: Scanned) -> Iterator[StreamEvent]:
        """Yield what a response document says, whatever its status; nothing where it is neither that nor an error."""
        response = scanned.document
        if isinstance(response, dict) and word(response, "status"):
            yield from self._end(response, "", None, scanned.lifted)
        elif isinstance(response, dict) and response.get("error"):
            yield self._error(response, None)
        discard(scanned.lifted)

    def _meaning(
        self, kind: str, event: dict[str, Any], sequence: int | None, lifted: Mapping[str, Sink | None]
    ) -> Iterator[StreamEvent]:
        if kind == PARTIAL:
            yield self._preview(event, sequence, lifted)
        elif kind == ITEM_DONE:
            index = number(event, "output_index") or 0
            self._call(table(event, "item"))
            yield from self._final(table(event, "item"), index, sequence, lifted)
        elif kind in TERMINAL:
            yield from self._end(table(event, "response"), TERMINAL[kind], sequence, lifted)
        elif kind == "error":
            yield self._error(event, sequence)

    def _opening(self, response: dict[str, Any], sequence: int | None) -> Iterator[Opened]:
        response_id = word(response, "id")
        if response_id and not self._opened:
            self._opened = True
            yield Opened(response_id, sequence, word(response, "status"))

    def _preview(self, event: dict[str, Any], sequence: int | None, lifted: Mapping[str, Sink | None]) -> Preview:
        index = number(event, "partial_image_index")
        picture, _ = self._picture(event.get("partial_image_b64"), lifted)
        self._previews += 1
        return Preview(self._previews - 1 if index is None else index, sequence, picture)

    def _end(
        self, response: dict[str, Any], status: str, sequence: int | None, lifted: Mapping[str, Sink | None]
    ) -> Iterator[StreamEvent]:
        end = ended(response, status, sequence, self._limits.max_text)
        for index, item in enumerate(rows(response, "output")):
            if item.get("result") or item.get("error") or end.status not in UNFINISHED:
                yield from self._final(item, index, sequence, lifted)
            self._call(item)
        self.ended = True
        yield replace(end, function=self._function)

    def _call(self, item: dict[str, Any]) -> None:
        """Remember the first function that was called to its end; it is told with the response's end."""
        self._function = self._function or function_call(item, self._limits.max_function)

    def _final(
        self, item: dict[str, Any], index: int, sequence: int | None, lifted: Mapping[str, Sink | None]
    ) -> Iterator[Final]:
        key = word(item, "id") or f"#{index}"
        if item.get("type") != IMAGE_CALL or key in self._delivered:
            return
        call = tool_call(item, self._limits.max_text)
        picture, problem = self._picture(item.get("result"), lifted)
        if picture is not None:
            self._delivered.add(key)
            yield Final(call, picture, sequence)
        elif key not in self._reported:
            yield Final(call, None, sequence, problem or why_nothing(call.status, call.error))
        self._reported.add(key)

    def _error(self, event: dict[str, Any], sequence: int | None) -> StreamError:
        self.failed = True
        nested = table(event, "error")
        flat = {**event, "type": None, "message": word(event, "message") or word(event, "error")}
        error = upstream_error(nested or flat, self._limits.max_text)
        return StreamError(error or UpstreamError(None, ""), sequence)

    def _picture(self, value: object, lifted: Mapping[str, Sink | None]) -> tuple[PictureFile | None, str | None]:
        if not isinstance(value, str) or not value:
            return None, None
        writer = lifted.get(value)
        if value not in lifted:
            writer = self._writer()
            writer.feed(memoryview(value.encode("utf-8", "surrogatepass")))
        return (writer.finish(), writer.problem) if isinstance(writer, PictureWriter) else (None, None)

    def _writer(self) -> PictureWriter:
        return PictureWriter(self._spool, self._limits.max_picture_bytes)

    def _lacks(self, item: dict[str, Any]) -> bool:
        return item.get("type", IMAGE_CALL) == IMAGE_CALL and item.get("id") not in self._delivered


def outputs(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the output items of a terminal event, or of a response that is the document itself."""
    return rows(table(document, "response"), "output") or rows(document, "output")


def why_nothing(status: str | None, error: UpstreamError | None) -> str:
    """Return a sentence for a call that has no result at all."""
    if error is not None and error.message:
        return error.message
    return CALL_FAILED if error is not None or status == "failed" else NO_RESULT


def discard(lifted: Mapping[str, Sink | None]) -> None:
    """Throw away every lifted value that nobody was given."""
    for sink in lifted.values():
        if isinstance(sink, PictureWriter):
            sink.discard()
