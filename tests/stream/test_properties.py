"""Whatever the wire does, the same is heard, no wrong picture comes out, and no file stays behind."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BrokenStream
from bot.domain.upstream import Ended, Final, StreamEvent
from tests.stream import naive
from tests.stream.wire import Json, Layout, b64, call, completed, created, hear, item_done, partial
from tests.stream.wire import cut as cut_up

NASTY = (
    '{"result":"QUJD"}',
    '"result":"',
    '\\"result":"',
    '\\\\"partial_image_b64" : "AAAA',
    '","result":"AAAA',
    "data: [DONE]\n\ndata: {}",
    "\r\n\r\nevent: error\r\n",
    "snow ☃ 𝔘 ",
    "\\",
    '"',
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
pictures = st.one_of(st.binary(min_size=1, max_size=60), st.binary(min_size=200, max_size=700))
layouts = st.builds(
    Layout,
    line_end=st.sampled_from([b"\n", b"\r", b"\r\n"]),
    named=st.booleans(),
    spaced=st.booleans(),
    comment=st.booleans(),
    pretty=st.booleans(),
    ascii_only=st.booleans(),
    escape=st.sampled_from(["", "/", "+/", "+/=ABCabc", "Q"]),
)
places = st.lists(st.integers(0, 6000), max_size=12)


@st.composite
def streams(draw: st.DrawFn) -> list[Json]:
    """A whole stream: previews, an item or two that have their picture or lack it, other events, an end."""
    items = [call(draw(pictures), f"ig_{n}", revised_prompt=draw(texts)) for n in range(draw(st.integers(1, 2)))]
    told = [{**item, "result": draw(st.sampled_from([item["result"], None, "", "%%%"]))} for item in items]
    message = {"type": "message", "id": "msg", "content": [{"type": "output_text", "text": draw(texts)}]}
    other = {"type": "tool_output", "id": "x", "result": draw(texts)}
    middle: list[Json] = [partial(draw(pictures), n) for n in range(draw(st.integers(0, 2)))]
    middle += [item_done(item, n) for n, item in enumerate(told)]
    middle += draw(
        st.lists(
            st.sampled_from(
                [
                    {"type": "response.output_text.delta", "delta": draw(texts), "sequence_number": 5},
                    {"type": "response.new_thing", "result": b64(b"not this one"), "partial_image_b64": "AAAA"},
                    item_done(other, 2),
                    item_done(message, 3),
                    {"type": "error", "code": "server_error", "message": draw(texts), "sequence_number": 6},
                ]
            ),
            max_size=3,
        )
    )
    end = completed(*items, message, other, usage={"input_tokens": 5}, metadata={"note": draw(texts)})
    whole = [created(), *middle, end]
    return [shuffled(event, Random(draw(st.integers(0, 99)))) for event in whole]


def shuffled(value: Any, chance: Random) -> Any:
    """Return *value* with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(one, chance) for one in value] if isinstance(value, list) else value


def without_problems(said: list[StreamEvent]) -> list[StreamEvent]:
    """The naive reader gives no reasons."""
    return [replace(event, problem=None) if isinstance(event, Final) else event for event in said]


@given(events=streams(), layout=layouts, where=places)
@settings(max_examples=300, deadline=None)
def test_any_layout_and_chunking_says_what_the_naive_reader_hears(
    events: list[Json], layout: Layout, where: list[int]
) -> None:
    """Key order, line ends, escapes and chunk borders change nothing."""
    body = layout.write(events)
    heard = hear(cut_up(body, where))
    assert heard.failure is None
    assert without_problems(heard.said) == naive.read(body)
    assert not heard.strays


@given(events=streams(), layout=layouts)
@settings(max_examples=25, deadline=None)
def test_byte_by_byte_is_no_different(events: list[Json], layout: Layout) -> None:
    """The worst chunking of all."""
    body = layout.write(events)
    whole, single = hear([body]), hear([body[i : i + 1] for i in range(len(body))])
    assert single.said == whole.said


@given(events=streams(), layout=layouts, at=st.floats(0, 1), where=places)
@settings(max_examples=200, deadline=None)
def test_a_cut_anywhere_loses_only_what_had_not_come(
    events: list[Json], layout: Layout, at: float, where: list[int]
) -> None:
    """Either everything was said, or what was said is a beginning of it and the stream is broken."""
    body = layout.write(events)
    short = body[: int(at * len(body))]
    whole, heard = hear([body]), hear(cut_up(short, where))
    assert heard.said == whole.said[: len(heard.said)]
    if heard.failure is not None:
        assert isinstance(heard.failure, BrokenStream)
        assert not any(isinstance(event, Ended) for event in heard.events)
    assert not heard.strays


class CutSocket(Exception):
    """The transport's own exception."""


@given(events=streams(), layout=layouts, at=st.floats(0, 0.95), where=places)
@settings(max_examples=100, deadline=None)
def test_a_lost_socket_passes_through_and_leaves_nothing_behind(
    events: list[Json], layout: Layout, at: float, where: list[int]
) -> None:
    """The exception of the chunks is the caller's to translate; unfinished files are ours to remove."""
    body = layout.write(events)
    fault = CutSocket()
    heard = hear(cut_up(body[: int(at * len(body))], where), fault=fault)
    assert heard.failure is fault or any(isinstance(event, Ended) for event in heard.events)
    assert not heard.strays


@given(events=streams(), where=places, count=st.integers(1, 6))
@settings(max_examples=100, deadline=None)
def test_leaving_early_leaves_only_what_was_delivered(events: list[Json], where: list[int], count: int) -> None:
    """A consumer that has heard enough need not clean up after the reader."""
    heard = hear(cut_up(Layout().write(events), where), leave_after=count)
    assert heard.failure is None
    assert not heard.strays


@given(
    picture=st.binary(min_size=9, max_size=400),
    at=st.floats(0, 1, exclude_max=True),
    harm=st.one_of(
        st.tuples(st.just("drop"), st.integers(1, 3)),
        st.tuples(st.just("add"), st.sampled_from([b"A", b"AA", b"AAA", b"=", b"\\u0041"])),
        st.tuples(st.just("swap"), st.sampled_from([bytes([n]) for n in range(256) if not chr(n).isalnum()])),
    ),
    where=places,
)
@settings(max_examples=400, deadline=None)
def test_a_damaged_picture_never_comes_out_as_another(
    picture: bytes, at: float, harm: tuple[str, int | bytes], where: list[int]
) -> None:
    """Illegal characters, lost and added ones: a problem or a broken stream, never a picture that was not sent."""
    text = b64(picture).encode()
    place = int(at * (len(text) - 3))
    bad = damage(text, place, harm)
    body = Layout().write([created(), item_done(call(picture)), completed()]).replace(text, bad)
    heard = hear(cut_up(body, where))
    assert bad == text or b"+" in bad[place : place + 1] or b"/" in bad[place : place + 1] or not heard.pictures
    assert heard.failure is None or isinstance(heard.failure, BrokenStream)
    assert not heard.strays


def damage(text: bytes, place: int, harm: tuple[str, int | bytes]) -> bytes:
    """Return *text* with one harm done at *place*: so many bytes dropped, or some put over or before what is there."""
    kind, what = harm
    if isinstance(what, int):
        return text[:place] + text[place + what :]
    return text[:place] + what + text[place + (kind == "swap") :]


@given(body=st.binary(max_size=300), where=places)
@settings(max_examples=300, deadline=None)
def test_noise_is_a_broken_stream(body: bytes, where: list[int]) -> None:
    """Nothing but `BrokenStream` is ever raised for what the other side sent."""
    for kind in ("stream", "document"):
        heard = hear(cut_up(body, where), kind=kind)
        assert isinstance(heard.failure, BrokenStream)
        assert not heard.strays


@given(events=streams(), layout=layouts, noise=st.binary(min_size=1, max_size=6), at=st.floats(0, 1), where=places)
@settings(max_examples=300, deadline=None)
def test_noise_inside_a_stream_is_a_broken_stream_or_no_matter(
    events: list[Json], layout: Layout, noise: bytes, at: float, where: list[int]
) -> None:
    """However the bytes are bent, the reader stays in its own words and cleans up."""
    body = layout.write(events)
    place = int(at * len(body))
    heard = hear(cut_up(body[:place] + noise + body[place + len(noise) :], where))
    assert heard.failure is None or isinstance(heard.failure, BrokenStream)
    assert not heard.strays


@given(events=streams(), layout=layouts, where=places)
@settings(max_examples=100, deadline=None)
def test_a_fetched_response_says_the_same_as_a_streamed_end(
    events: list[Json], layout: Layout, where: list[int]
) -> None:
    """Finals and end of the document are those of the terminal event alone."""
    end = events[-1]
    streamed = hear([layout.write([end])])
    fetched = hear(cut_up(layout.document(end["response"]), where), kind="document")
    assert fetched.failure is None
    bare = [replace(e, sequence=None) for e in streamed.said if isinstance(e, Final | Ended)]
    assert fetched.said == bare
    assert not fetched.strays
