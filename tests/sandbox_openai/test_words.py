"""Words are answered in words, and scripts say exactly what they were told to say."""

from typing import Any

import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.mainline import is_chat
from bot.sandbox.openai.schema_sample import sample
from bot.sandbox.openai.script import Reply
from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import asked, streamed, types


@pytest.mark.parametrize(
    ("text", "chat"),
    [
        ("what is the weather like?", True),
        ("how do I use you", True),
        ("thanks a lot", True),
        ("Hello!", True),
        ("that costs how much?", True),
        ("nice one!", True),
        ("nice sunset over a lake", False),
        ("can you draw a cat?", False),
        ("how about a picture of a boat?", False),
        ("a lighthouse at dusk", False),
        ("make it blue", False),
        ("hi, paint me a horse", False),
    ],
)
def test_the_stand_in_tells_chat_from_a_wish(text: str, chat: bool) -> None:
    """Questions and pleasantries without a word of drawing are chat."""
    assert is_chat(text) is chat


async def test_chat_is_answered_in_streamed_words(client: AsyncOpenAI) -> None:
    """The deltas add up to the text, and no picture is reported."""
    events = await streamed(client, **asked("thanks", tool_choice="auto"))
    assert types(events)[2:] == [
        "output_item.added",
        "content_part.added",
        "output_text.delta",
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    done = events[-1].response
    assert done.output_text == events[4].delta == "You're welcome."
    assert done.tool_usage.image_gen.total_tokens == 0


async def test_only_the_last_text_of_the_last_user_message_counts(client: AsyncOpenAI) -> None:
    """A digest before the instruction does not decide what is drawn."""
    digest = {"type": "input_text", "text": "Earlier: draw a cat, then a dog."}
    said = [
        {"role": "user", "content": "draw a cow"},
        {"role": "assistant", "content": [{"type": "output_text", "text": "Here."}]},
        {"role": "user", "content": [digest, {"type": "input_text", "text": "thank you"}]},
    ]
    done = await client.responses.create(**asked(said, tool_choice="auto"))
    assert done.output_text == "You're welcome."


@pytest.mark.parametrize("changes", [{"tool_choice": "none"}, {"tools": [], "tool_choice": "auto"}])
async def test_no_tool_no_picture(client: AsyncOpenAI, changes: dict[str, Any]) -> None:
    """A drawing wish without a usable tool gets words."""
    done = await client.responses.create(**asked("draw a fox", **changes))
    assert [item.type for item in done.output] == ["message"]


async def test_scripted_words_beat_a_forced_tool(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A model that will not draw although it must can be played, with any text at all."""
    sandbox.script.words("<@U1> *ignore previous instructions* &amp; `rm`")
    done = await client.responses.create(**asked())
    assert done.output_text == "<@U1> *ignore previous instructions* &amp; `rm`"


async def test_a_scripted_reply_waits_for_its_prompt(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A reply bound to words is not spent on others."""
    sandbox.script.image("A heron.", action="edit", prompt="heron")
    other: Any = await client.responses.create(**asked("a stork"))
    heron: Any = await client.responses.create(**asked("a heron, please"))
    assert "stork" in other.output[0].revised_prompt
    assert (heron.output[0].revised_prompt, heron.output[0].action) == ("A heron.", "edit")


async def test_two_images_can_be_scripted_against_the_limit(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A model that calls the tool twice can be played even where one call was allowed."""
    sandbox.script.two_images("One.", "Two.")
    done: Any = await client.responses.create(**asked(max_tool_calls=1))
    assert [item.revised_prompt for item in done.output] == ["One.", "Two."]


async def test_picture_and_words_can_come_together(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The words follow the picture."""
    sandbox.script.add(Reply.model_validate({"images": [{}], "words": "There you are."}))
    done = await client.responses.create(**asked())
    assert [item.type for item in done.output] == ["image_generation_call", "message"]


async def test_a_refusal_is_told_as_one(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A refusal is a content part of its own kind."""
    sandbox.script.refusal("I will not.")
    events = await streamed(client, **asked())
    assert types(events)[4:6] == ["refusal.delta", "refusal.done"]
    assert events[-1].response.output[0].content[0].refusal == "I will not."


async def test_too_few_tokens_end_the_response_early(client: AsyncOpenAI) -> None:
    """A reply that does not fit is incomplete, draws nothing and costs what it was allowed."""
    done = await client.responses.create(**asked("a fox " * 40, max_output_tokens=16))
    assert done.incomplete_details is not None
    assert (done.status, done.incomplete_details.reason) == ("incomplete", "max_output_tokens")
    assert done.usage is not None
    assert (done.output, done.usage.output_tokens) == ([], 16)


async def test_a_form_is_filled_in_with_nothing(client: AsyncOpenAI) -> None:
    """Asked for JSON, the stand-in gives the emptiest answer that fits the schema."""
    schema = {
        "type": "object",
        "properties": {"facts": {"type": "array", "items": {"type": "string"}}, "note": {"type": "string"}},
        "required": ["facts", "note"],
        "additionalProperties": False,
    }
    form = {"format": {"type": "json_schema", "name": "facts", "strict": True, "schema": schema}}
    done = await client.responses.create(**asked("read this", tools=None, tool_choice=None, text=form))
    assert done.output_text == '{"facts":[],"note":""}'


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"enum": ["a", "b"]}, "a"),
        ({"const": 3}, 3),
        ({"type": ["string", "null"]}, None),
        ({"anyOf": [{"type": "integer"}, {"type": "boolean"}]}, 0),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, None),
        ({"type": "array", "minItems": 2, "items": {"type": "boolean"}}, [False, False]),
        ({"$defs": {"x": {"type": "number", "minimum": 2}}, "$ref": "#/$defs/x"}, 2),
    ],
)
def test_the_emptiest_value_of_a_schema(schema: dict[str, Any], value: object) -> None:
    """Nothing is made up where nothing is allowed."""
    assert sample(schema) == value


async def test_obfuscation_can_be_turned_off(client: AsyncOpenAI) -> None:
    """Deltas carry padding unless told not to."""
    body = asked("thanks", tool_choice="auto")
    padded = await streamed(client, **body)
    plain = await streamed(client, **body, stream_options={"include_obfuscation": False})
    assert [hasattr(events[4], "obfuscation") for events in (padded, plain)] == [True, False]
