"""Function tools over the real client: strict about their schemas, told as upstream tells them, metered, never run."""

from typing import Any

import openai
import pytest
from openai import AsyncOpenAI
from openai.types.responses import ResponseFunctionToolCall

from bot.sandbox.openai.server import OpenAISandbox
from bot.sandbox.openai.tokens import text_tokens
from tests.sandbox_openai.asking import DRAW, asked, streamed, tool, types

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"kind": {"type": "string", "enum": ["a", "b"]}},
    "required": ["kind"],
    "additionalProperties": False,
}
CHOOSE: dict[str, Any] = {
    "type": "function",
    "name": "choose",
    "description": "Choose one.",
    "parameters": SCHEMA,
    "strict": True,
}
OFFERED: dict[str, Any] = {"tools": [DRAW, CHOOSE], "tool_choice": "auto"}


def function(**changes: Any) -> dict[str, Any]:
    """Return the function, changed; a value of None takes a field out."""
    return {name: value for name, value in {**CHOOSE, **changes}.items() if value is not None}


def schema(**changes: Any) -> dict[str, Any]:
    """Return the function with its schema changed."""
    return function(parameters={name: value for name, value in {**SCHEMA, **changes}.items() if value is not None})


async def test_a_scripted_call_is_streamed_as_an_item_that_grows(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Added empty, deltas that add up, done, and the whole item at the end."""
    sandbox.script.function("choose", {"kind": "b"})
    events = await streamed(client, **asked("which?", **OFFERED))
    kinds = types(events)
    assert kinds[2] == "output_item.added"
    assert kinds[-3:] == ["function_call_arguments.done", "output_item.done", "completed"]
    deltas = [event.delta for event in events if event.type == "response.function_call_arguments.delta"]
    assert "".join(deltas) == events[-3].arguments == '{"kind":"b"}'
    assert len(deltas) > 0
    assert events[2].item.arguments == ""
    item = events[-1].response.output[0]
    assert isinstance(item, ResponseFunctionToolCall)
    assert (item.name, item.arguments, item.status) == ("choose", '{"kind":"b"}', "completed")
    assert [event.sequence_number for event in events] == list(range(len(events)))


async def test_arguments_may_be_scripted_wrong(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A model that writes no JSON, or calls what was never offered, can be played."""
    sandbox.script.function("unheard_of", "{not json")
    done: Any = await client.responses.create(**asked("which?", **OFFERED))
    assert (done.output[0].name, done.output[0].arguments) == ("unheard_of", "{not json")


@pytest.mark.parametrize(("text", "kind"), [("draw a fox", "image_generation_call"), ("how are you?", "message")])
async def test_the_stand_in_calls_no_function_by_itself(client: AsyncOpenAI, text: str, kind: str) -> None:
    """It draws or it talks."""
    done = await client.responses.create(**asked(text, **OFFERED))
    assert [item.type for item in done.output] == [kind]


async def test_functions_are_paid_for(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """What is offered is input, what is called is output; the limit on built-in calls does not count it."""
    sandbox.script.function("choose", {"kind": "a" * 400})
    sandbox.script.function("choose", {"kind": "a"})
    bare = await client.responses.create(**asked("how are you?", tool_choice="auto", tools=[DRAW]))
    assert bare.usage is not None
    plain = await client.responses.create(**asked("how are you?", **OFFERED, max_tool_calls=1))
    assert plain.usage is not None
    assert bare.usage.output_tokens > plain.usage.output_tokens
    assert plain.usage.input_tokens - bare.usage.input_tokens >= text_tokens([str(SCHEMA)]) // 2
    assert sandbox.meter.bills[-1].tally.input == plain.usage.input_tokens


async def test_what_was_offered_is_echoed(client: AsyncOpenAI) -> None:
    """With its strictness."""
    done: Any = await client.responses.create(**asked("how are you?", **OFFERED))
    assert [one.type for one in done.tools] == ["image_generation", "function"]
    assert (done.tools[1].name, done.tools[1].strict, done.tools[1].parameters) == ("choose", True, SCHEMA)


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"tools": [function(name="no spaces")]}, "tools[0].name", "invalid"),
    ({"tools": [function(name=None)]}, "tools[0].name", "missing_required_parameter"),
    ({"tools": [function(parameters=None)]}, "tools[0].parameters", "missing_required_parameter"),
    ({"tools": [function(color="red")]}, "tools[0].color", "unknown_parameter"),
    ({"tools": [DRAW, schema(additionalProperties=None)]}, "tools[1].parameters", "invalid_function_parameters"),
    ({"tools": [DRAW, schema(required=[])]}, "tools[1].parameters", "invalid_function_parameters"),
    ({"tools": [schema(type="string")]}, "tools[0].parameters", "invalid_function_parameters"),
    ({"tools": [CHOOSE, CHOOSE]}, "tools", "invalid_value"),
    ({"tools": [DRAW, CHOOSE, DRAW]}, "tools", "array_above_max_length"),
    ({"tools": [CHOOSE, tool(size="1x1")]}, "tools[1].size", "invalid_value"),
    ({"tools": [CHOOSE], "tool_choice": {"type": "image_generation"}}, "tool_choice", "invalid_value"),
    ({"tool_choice": {"type": "function", "name": "other"}}, "tool_choice", "invalid_value"),
    ({"tool_choice": {"type": "function"}}, "tool_choice", "invalid_value"),
]


@pytest.mark.parametrize(("changes", "param", "code"), REFUSED)
async def test_what_upstream_refuses_is_refused(
    client: AsyncOpenAI, changes: dict[str, Any], param: str, code: str
) -> None:
    """By name, before anything is billed."""
    with pytest.raises(openai.BadRequestError) as caught:
        await client.responses.create(**asked("which?", **{**OFFERED, **changes}))
    assert (caught.value.param or "").startswith(param)
    assert str(caught.value.code).startswith(code)


@pytest.mark.parametrize(
    "changes",
    [
        {"tools": [CHOOSE, DRAW]},
        {"tools": [CHOOSE], "tool_choice": "required"},
        {"tool_choice": {"type": "function", "name": "choose"}},
        {"tools": [DRAW, function(strict=False, parameters={"type": "object", "properties": {"x": {}}})]},
    ],
)
async def test_what_upstream_takes_is_taken(client: AsyncOpenAI, changes: dict[str, Any]) -> None:
    """In any order, forced or not, strict or not."""
    assert (await client.responses.create(**asked("how are you?", **{**OFFERED, **changes}))).status == "completed"
