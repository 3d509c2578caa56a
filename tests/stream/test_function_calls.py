"""A function that the mainline called is heard with the end, once, whole or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.upstream import Ended, FunctionCall
from bot.providers.openai.stream_limits import StreamLimits
from tests.stream.wire import PLAIN, Json, Layout, call, completed, created, cut, end_of, hear, item_done, stream

PICTURE = b"the picture" * 3
DECLINED = FunctionCall("decline_request", '{"category":"limits"}')


def function(arguments: str = DECLINED.arguments, name: str = DECLINED.name, status: str | None = "completed") -> Json:
    """A function call item."""
    item = {"id": "fc_1", "type": "function_call", "call_id": "call_1", "name": name, "arguments": arguments}
    return item if status is None else {**item, "status": status}


def delta(text: str) -> Json:
    """A piece of arguments."""
    return {"type": "response.function_call_arguments.delta", "item_id": "fc_1", "output_index": 0, "delta": text}


@pytest.mark.parametrize(
    "events",
    [
        (delta('{"cat'), item_done(function()), completed(function())),
        (item_done(function()), completed()),
        (completed(function(status=None)),),
        (item_done(function()), item_done(function('{"category":"moderation"}')), completed(function())),
    ],
    ids=["both", "item only", "end only", "the first of two"],
)
def test_a_completed_call_is_part_of_the_end(events: tuple[Json, ...]) -> None:
    """Wherever the wire told of it."""
    heard = stream(created(), *events)
    assert end_of(heard).function == DECLINED


def test_a_response_that_is_asked_for_says_what_was_called() -> None:
    """After a cut the whole document tells it."""
    document = completed(function())["response"]
    heard = hear([PLAIN.document(document)], kind="document")
    assert end_of(heard).function == DECLINED


@pytest.mark.parametrize("status", ["in_progress", "incomplete"])
def test_a_call_that_was_not_completed_is_none(status: str) -> None:
    """Half a choice is no choice."""
    assert end_of(stream(created(), item_done(function(status=status)), completed())).function is None


def test_no_call_is_none() -> None:
    """Pictures and words are something else."""
    assert end_of(stream(created(), item_done(call(PICTURE)), completed(call(PICTURE)))).function is None


def test_long_arguments_and_names_are_not_kept() -> None:
    """What is read of a choice is bounded; arguments over the limit are unreadable."""
    limits = StreamLimits(max_function=20)
    heard = stream(created(), completed(function("x" * 21, "n" * 10_000)), limits=limits)
    assert end_of(heard).function == FunctionCall("n" * 64, "")
    assert end_of(stream(created(), completed(function("x" * 20)), limits=limits)).function is not None


@pytest.mark.parametrize(
    "fields", [{"name": 7}, {"name": None}, {"arguments": {"category": "limits"}}, {"arguments": None}]
)
def test_fields_of_another_kind_count_as_not_said(fields: Json) -> None:
    """Nothing breaks."""
    heard = stream(created(), completed({**function(), **fields}))
    assert heard.failure is None
    assert "" in {end_of(heard).function.name, end_of(heard).function.arguments}  # type: ignore[union-attr]  # it is there


@given(st.text(max_size=60), st.lists(st.integers(0, 2_000), max_size=8), st.booleans())
def test_arguments_are_heard_as_written_however_the_wire_is_cut(text: str, places: list[int], pretty: bool) -> None:
    """A picture's key inside them is no picture."""
    arguments = json.dumps({"result": text, "partial_image_b64": text})
    body = Layout(pretty=pretty).write([created(), item_done(function(arguments)), completed(function(arguments))])
    heard = hear(cut(body, places))
    assert [type(event) for event in heard.events[1:]] == [Ended]
    assert end_of(heard).function == FunctionCall(DECLINED.name, arguments)
    assert heard.strays == set()
