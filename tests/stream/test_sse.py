"""How bytes become events: the rules of server-sent events, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers.openai.sse import EventEnd, SseSplitter, line_ends


def split(*chunks: bytes) -> list[tuple[bytes, str | None]]:
    """Return (data, event name) of every event in *chunks*, a last unfinished one included."""
    splitter, data, found = SseSplitter(), b"", []
    pieces = [piece for chunk in chunks for piece in splitter.feed(chunk)]
    for piece in [*pieces, *splitter.close()]:
        if isinstance(piece, EventEnd):
            found.append((data, piece.name))
            data = b""
        else:
            data += piece
    return found


CASES: list[tuple[bytes, list[tuple[bytes, str | None]]]] = [
    (b"", []),
    (b"\n\n\r\r\r\n", []),
    (b"data: a\n\n", [(b"a", None)]),
    (b"data:a\r\rdata:  b\r\r", [(b"a", None), (b" b", None)]),
    (b"event: e\r\ndata: a\r\ndata: b\r\n\r\n", [(b"a\nb", "e")]),
    (b"data: a\nevent: late\n\n", [(b"a", "late")]),
    (b"event: only a name\n\ndata: a\n\n", [(b"a", None)]),
    (b":data: no\ndatabase: no\n data: no\nData: no\n\n", []),
    (b"data\n\n", []),
    (b"data:\ndata:\n\n", [(b"\n", None)]),
    (b"data: unfinished", [(b"unfinished", None)]),
    (b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\n", [(b"a", None)]),
    (b"event: \xff\ndata: a\n\n", [(b"a", "�")]),
]


@pytest.mark.parametrize(("body", "events"), CASES)
def test_events_of_a_body(body: bytes, events: list[tuple[bytes, str | None]]) -> None:
    """In one piece and byte by byte."""
    assert split(body) == events
    assert split(*(body[i : i + 1] for i in range(len(body)))) == events


@given(st.text("ab\r\n", max_size=60).map(str.encode))
def test_line_ends_are_those_of_the_standard(chunk: bytes) -> None:
    """CR, LF and CRLF, each one end."""
    starts = [0] + [following for _, following in line_ends(chunk, 0)]
    ends = [end for end, _ in line_ends(chunk, 0)] + [len(chunk)]
    lines = [chunk[start:end] for start, end in zip(starts, ends, strict=True)]
    assert lines == chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


@given(st.text("d:at \r\n", max_size=80).map(str.encode), st.lists(st.integers(0, 80), max_size=6))
def test_chunk_borders_do_not_matter(body: bytes, places: list[int]) -> None:
    """Wherever the body is cut."""
    ends = sorted(places)
    assert split(*(body[a:b] for a, b in zip([0, *ends], [*ends, len(body)], strict=True))) == split(body)
