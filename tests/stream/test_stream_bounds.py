"""Where the reader stops: broken ends, odd bodies, limits, whole documents, and what stays on disk and in memory."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from bot.domain.errors import BrokenStream
from bot.domain.upstream import (
    Ended,
    Final,
    Opened,
    Preview,
    StreamError,
    StreamEvent,
)
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.stream_reader import read_stream
from tests.stream.wire import (
    PLAIN,
    Json,
    at_once,
    call,
    chunked,
    completed,
    created,
    cut,
    end_of,
    finals,
    hear,
    item_done,
    listen,
    partial,
    picture_of,
    stream,
)

PICTURE = b"the picture" * 3
OTHER = b"another picture" * 3
BIG = bytes(range(256)) * 3000


BROKEN: list[tuple[list[Json], int | None]] = [
    ([], None),
    ([created()], 0),
    ([created(), partial(PICTURE)], 3),
    ([created(), item_done(call(PICTURE))], 8),
    ([created(), {"type": "response.from_the_future", "sequence_number": 41}], 41),
]


@pytest.mark.parametrize(("events", "sequence"), BROKEN)
def test_a_clean_end_without_an_end_is_broken(events: list[Json], sequence: int | None) -> None:
    """What came whole is said first; then the last sequence number allows a resumption."""
    heard = stream(*events)
    assert isinstance(heard.failure, BrokenStream)
    assert heard.failure.last_sequence == sequence
    assert len(heard.events) == len([e for e in events if "future" not in e["type"]])


END = completed(call(PICTURE))
BODIES: list[tuple[str, bytes]] = [
    ("no blank line at the end", PLAIN.write([END]).rstrip(b"\n")),
    ("a byte order mark", b"\xef\xbb\xbf" + PLAIN.write([END])),
    ("other fields", b"id: 7\nretry: 10\nnonsense\n:\n" + PLAIN.write([END])),
    ("a very long comment", b": " + b"x" * 5000 + b"\n\n" + PLAIN.write([END])),
    ("a last word", b"data: [DONE]\n\n" + PLAIN.write([END])),
    ("values that are no events", b'data: null\n\ndata: [1]\n\ndata: "x"\n\n' + PLAIN.write([END])),
    ("an event of nothing", b"data:\n\ndata: \n\n" + PLAIN.write([END])),
    ("an empty data line", b"data\ndata:\n" + PLAIN.write([END]).replace(b"event: response.completed\n", b"")),
    ("wide whitespace", PLAIN.write([END]).replace(b'"result": "', b'"result"' + b" " * 40 + b": " + b'"')),
    ("an escaped key", PLAIN.write([END]).replace(b'"result"', b'"r\\u0065sult"')),
    ("no type but in the event line", PLAIN.write([END]).replace(b'"type": "response.completed", ', b"")),
    ("a result before", PLAIN.write([{"type": "x", "list": [{"result": "A"}] * 40}, END])),
    ("many results beside", PLAIN.write([{**END, "extra": [{"result": "AAAA"}] * 40}])),
    ("more results than are lifted", PLAIN.write([{"extra": [{"result": "AAAA"}] * 40, **END}])),
]


@pytest.mark.parametrize(("what", "body"), BODIES)
def test_odd_bodies_are_read_all_the_same(what: str, body: bytes) -> None:
    """*what* makes no difference, in one piece or byte by byte."""
    for chunks in ([body], [body[i : i + 1] for i in range(len(body))]):
        heard = hear(chunks)
        assert heard.failure is None, what
        assert heard.pictures == [PICTURE]
        assert isinstance(heard.events[-1], Ended)


TIGHT = StreamLimits(max_picture_bytes=100, max_event_bytes=2000, max_text=5)


def test_a_picture_over_the_limit_is_a_problem_not_a_picture() -> None:
    """A final says so, a preview is merely lost; nothing of either stays on disk."""
    heard = stream(
        created(), partial(b"p" * 101), item_done(call(b"f" * 101)), completed(call(b"f" * 101)), limits=TIGHT
    )
    _, preview, final, _ = heard.events
    assert isinstance(preview, Preview)
    assert preview.picture is None
    assert isinstance(final, Final)
    assert final.problem == "The picture is larger than 100 bytes."
    assert not heard.strays
    assert stream(created(), item_done(call(b"f" * 100)), completed(), limits=TIGHT).pictures == [b"f" * 100]


@pytest.mark.parametrize("key", ["metadata", "result_", "r\\u0065sult"])
def test_an_event_over_the_limit_breaks_the_stream(key: str) -> None:
    """Whatever is not lifted counts; memory is not the provider's to spend."""
    body = PLAIN.write([created(), completed(**{key: "x" * 3000})])
    heard = hear(cut(body, range(0, len(body), 700)), TIGHT)
    assert isinstance(heard.failure, BrokenStream)
    assert heard.failure.last_sequence == 0


def test_texts_are_cut_to_their_limit() -> None:
    """The answer's text and a revised prompt."""
    message = {"type": "message", "content": [{"type": "output_text", "text": "abcdefgh"}]}
    heard = stream(item_done(call(PICTURE, revised_prompt="abcdefgh")), completed(message), limits=TIGHT)
    assert end_of(heard).text == "abcde"
    assert finals(heard)[0].call.revised_prompt == "abcde"


DOCUMENTS: list[tuple[Json, list[type[StreamEvent]]]] = [
    ({"id": "r", "status": "queued", "output": []}, [Ended]),
    ({"id": "r", "status": "in_progress", "output": [call(None, status="in_progress")]}, [Ended]),
    ({"id": "r", "status": "in_progress", "output": [call(PICTURE)]}, [Final, Ended]),
    ({"id": "r", "status": "cancelled", "output": [call(None, status="generating")]}, [Final, Ended]),
    ({"id": "r", "status": "completed", "output": [call(PICTURE), call(OTHER, "ig_2")]}, [Final, Final, Ended]),
    ({"error": {"code": "server_error", "message": "Oh."}}, [StreamError]),
]


@pytest.mark.parametrize(("document", "kinds"), DOCUMENTS)
def test_a_fetched_response_is_read_whatever_its_status(document: Json, kinds: list[type[StreamEvent]]) -> None:
    """Finals, then the end with the status as it is; no call that may still get its picture is called finished."""
    heard = hear([PLAIN.document(document)], kind="document")
    assert [type(event) for event in heard.events] == kinds
    assert heard.failure is None
    last = heard.events[-1]
    assert not isinstance(last, Ended) or last.status == document["status"]


@pytest.mark.parametrize("document", [b"", b"{}", b"[]", b'{"id": "r"}', b'{"status": "completed"', b"<html>"])
def test_what_is_not_a_response_is_broken(document: bytes) -> None:
    """An empty body, another document, half a document."""
    assert isinstance(hear([document], kind="document").failure, BrokenStream)


def test_delivered_files_are_private_and_whole(tmp_path: Path) -> None:
    """Readable by their owner alone, with the size and hash that were told."""
    events: list[StreamEvent] = []
    body = PLAIN.write([created(), item_done(call(BIG)), completed()])
    assert at_once(listen(read_stream(chunked([body]), tmp_path, StreamLimits()), events, None)) is None
    picture = picture_of(events[1])
    assert picture is not None
    on_disk = Path(picture.path).stat()
    assert on_disk.st_mode & 0o777 == 0o600
    assert on_disk.st_size == picture.size_bytes == len(BIG)
    assert picture.sha256 == hashlib.sha256(BIG).hexdigest()


def test_memory_stays_flat_however_large_the_picture(tmp_path: Path) -> None:
    """Twelve megabytes on the wire, half of one in memory."""
    item = call(BIG * 4)
    body = PLAIN.write([created(), partial(BIG * 4), item_done(item), completed(item)])
    chunks = cut(body, range(0, len(body), 64 * 1024))
    events: list[StreamEvent] = []
    tracemalloc.start()
    at_once(listen(read_stream(chunked(chunks), tmp_path, StreamLimits()), events, None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(event) for event in events] == [Opened, Preview, Final, Ended]
    assert peak < 500_000
