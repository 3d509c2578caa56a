"""The test vocabulary of the stream: events as the provider builds them, written to bytes in every legal way."""

import base64
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.domain.upstream import Ended, Final, PictureFile, Preview, StreamEvent
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.stream_reader import read_response, read_stream

Json = dict[str, Any]
PICTURE = re.compile(r'("(?:result|partial_image_b64)": ")([^"\\]*)(?=")')
ESCAPES = {"/": "\\/"}
READERS = {"stream": read_stream, "document": read_response}


def b64(picture: bytes) -> str:
    """Return *picture* as the wire carries it."""
    return base64.b64encode(picture).decode()


def created(response_id: str = "resp_1") -> Json:
    """The event that opens a stream."""
    return {"type": "response.created", "sequence_number": 0, "response": {"id": response_id, "status": "in_progress"}}


def partial(picture: bytes, index: int = 0) -> Json:
    """A preview."""
    kind = "response.image_generation_call.partial_image"
    return {
        "type": kind,
        "sequence_number": 3 + index,
        "item_id": "ig_1",
        "partial_image_index": index,
        "partial_image_b64": b64(picture),
    }


def call(picture: bytes | None, call_id: str = "ig_1", **more: Any) -> Json:
    """An image call item."""
    result = None if picture is None else b64(picture)
    return {"id": call_id, "type": "image_generation_call", "status": "completed", "result": result, **more}


def item_done(item: Json, index: int = 0) -> Json:
    """An item's end."""
    return {"type": "response.output_item.done", "sequence_number": 8, "output_index": index, "item": item}


def completed(*output: Json, status: str = "completed", **more: Any) -> Json:
    """The terminal event with its whole response."""
    response = {"id": "resp_1", "object": "response", "status": status, "output": list(output), **more}
    return {"type": f"response.{status}", "sequence_number": 9, "response": response}


@dataclass(frozen=True)
class Layout:
    """How events are written: everything that may differ on the wire without a difference in meaning."""

    line_end: bytes = b"\n"
    named: bool = True
    spaced: bool = True
    comment: bool = False
    pretty: bool = False
    ascii_only: bool = True
    escape: str = ""

    def write(self, events: Iterable[Json]) -> bytes:
        """Return the body of a stream of *events*."""
        return b"".join(self._event(event) for event in events)

    def _event(self, event: Json) -> bytes:
        lines = [b": keep-alive"] if self.comment else []
        if self.named and "type" in event:
            lines.append(b"event: " + str(event["type"]).encode())
        field = b"data: " if self.spaced else b"data:"
        lines += [field + line for line in self.document(event).split(b"\n")]
        return b"".join(line + self.line_end for line in [*lines, b""])

    def document(self, event: Json) -> bytes:
        """Return one JSON document."""
        text = json.dumps(event, ensure_ascii=self.ascii_only, indent=2 if self.pretty else None)
        return PICTURE.sub(lambda found: found[1] + self._escaped(found[2]), text).encode()

    def _escaped(self, text: str) -> str:
        return "".join(ESCAPES.get(char, f"\\u{ord(char):04x}") if char in self.escape else char for char in text)


PLAIN = Layout()


def cut(body: bytes, places: Iterable[int]) -> list[bytes]:
    """Return *body* cut at *places*; empty chunks where places meet."""
    ends = sorted(min(place, len(body)) for place in places)
    return [body[start:end] for start, end in zip([0, *ends], [*ends, len(body)], strict=True)]


async def chunked(chunks: Sequence[bytes], fault: Exception | None = None) -> AsyncIterator[bytes]:
    """Yield *chunks*, then break off with *fault* if there is one."""
    for chunk in chunks:
        yield chunk
    if fault is not None:
        raise fault


@dataclass(frozen=True)
class Heard:
    """What came of one stream: its events, the bytes of its pictures, how it failed, and files nobody was given."""

    events: list[StreamEvent]
    pictures: list[bytes]
    failure: Exception | None
    strays: set[Path]

    @property
    def said(self) -> list[StreamEvent]:
        """The events without the accident of their file names."""
        return [bare(event) for event in self.events]


def picture_of(event: StreamEvent) -> PictureFile | None:
    """Return the picture that *event* carries."""
    return event.picture if isinstance(event, Preview | Final) else None


def bare(event: StreamEvent) -> StreamEvent:
    """Return *event* with its picture's path left out."""
    if isinstance(event, Preview | Final) and event.picture is not None:
        return replace(event, picture=replace(event.picture, path=Path("picture")))
    return event


def hear(
    chunks: Sequence[bytes],
    limits: StreamLimits | None = None,
    *,
    kind: str = "stream",
    fault: Exception | None = None,
    leave_after: int | None = None,
) -> Heard:
    """Read *chunks* as a *kind* of body and return all that was heard, having left after so many events if asked."""
    events: list[StreamEvent] = []
    with TemporaryDirectory() as name:
        stream = READERS[kind](chunked(chunks, fault), Path(name), limits or StreamLimits())
        failure = at_once(listen(stream, events, leave_after))
        paths = [Path(picture.path) for picture in map(picture_of, events) if picture is not None]
        return Heard(events, [path.read_bytes() for path in paths], failure, set(Path(name).iterdir()) - set(paths))


async def listen(stream: AsyncGenerator[StreamEvent], events: list[StreamEvent], leave_after: int | None) -> None:
    """Collect *events* from *stream*, at most *leave_after* of them."""
    async with aclosing(stream):
        async for event in stream:
            events.append(event)
            if len(events) == leave_after:
                return


def at_once(work: Coroutine[Any, Any, None]) -> Exception | None:
    """Run *work*, which never really waits, without an event loop; return what it raised."""
    try:
        work.send(None)
    except StopIteration:
        return None
    except Exception as error:  # noqa: BLE001  # what a stream raises is what the tests look at
        return error
    raise AssertionError("the reader waited for something other than its chunks")


def stream(*events: Json, layout: Layout = PLAIN, limits: StreamLimits | None = None) -> Heard:
    """Hear *events* in one chunk."""
    return hear([layout.write(events)], limits)


def finals(heard: Heard) -> list[Final]:
    """The finals among the events."""
    return [event for event in heard.events if isinstance(event, Final)]


def end_of(heard: Heard) -> Ended:
    """The end, which must be there and last."""
    assert isinstance(heard.events[-1], Ended)
    return heard.events[-1]
