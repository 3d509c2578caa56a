"""Faults that change what is made: refusals, errors, missing usage and spoiled pictures."""

import binascii
from typing import Any

import openai
import pybase64
import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import PARTIAL, asked, opened, streamed, tool, types

CLASSES_AT_INPUT = {"input", "output", "text_input"}
CLASSES_AT_OUTPUT = {*CLASSES_AT_INPUT, "image_output"}


def billed(sandbox: OpenAISandbox) -> set[str]:
    """Return the token classes on the only bill."""
    [bill] = sandbox.meter.bills
    assert bill.state == "final"
    return {line.token_class for line in bill.lines}


@pytest.mark.parametrize(("stage", "classes"), [("input", CLASSES_AT_INPUT), ("output", CLASSES_AT_OUTPUT)])
async def test_failed_moderation_fails_the_response(
    sandbox: OpenAISandbox, client: AsyncOpenAI, stage: str, classes: set[str]
) -> None:
    """The response says at what stage, and a picture that was made before it was blocked is billed."""
    sandbox.faults.add("failed_moderation", stage=stage, categories=("hate",))
    events = await streamed(client, **asked())
    done = events[-1].response
    assert (events[-1].type, done.status) == ("response.failed", "failed")
    assert done.error.code == "image_content_policy_violation"
    assert done.error.moderation_details == {"moderation_stage": stage, "categories": ["hate"]}
    assert (done.output[0].status, done.output[0].result, done.output[0].error) == ("failed", None, None)
    assert done.usage.output_tokens > 0
    assert (done.tool_usage.image_gen.output_tokens > 0) is (stage == "output")
    assert billed(sandbox) == classes


async def test_a_failed_item_is_in_a_completed_response(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Only the item says that the picture was blocked."""
    sandbox.faults.add("item_failed")
    events = await streamed(client, **asked())
    item = events[-2].item
    assert (item.status, item.result, item.error.code) == ("failed", None, "moderation_blocked")
    assert item.error.moderation_details.moderation_stage == "output"
    assert events[-1].response.status == "completed"
    assert "image_generation_call.completed" not in types(events)


async def test_a_flat_error_ends_the_stream(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The client yields it as an event and the loop ends; the mainline's input is billed."""
    sandbox.faults.add("error_flat", code="rate_limit_exceeded", message="Slow down.")
    events = await streamed(client, **asked())
    assert types(events) == ["created", "in_progress", "error"]
    assert (events[-1].code, events[-1].message) == ("rate_limit_exceeded", "Slow down.")
    assert billed(sandbox) == {"input"}


async def test_a_nested_error_raises(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The client raises it, with its details."""
    sandbox.faults.add("error_nested")
    with pytest.raises(openai.APIError) as caught:
        await streamed(client, **asked())
    body: Any = caught.value.body
    assert (caught.value.code, body["moderation_details"]["moderation_stage"]) == ("moderation_blocked", "output")


async def test_a_response_can_be_incomplete(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """It ends with its own event, its reason and usage, and no picture."""
    sandbox.faults.add("incomplete", reason="content_filter")
    last = (await streamed(client, **asked()))[-1]
    assert last.type == "response.incomplete"
    assert (last.response.incomplete_details.reason, last.response.output) == ("content_filter", [])
    assert billed(sandbox) == {"input", "output"}


async def test_usage_can_be_missing_in_every_way(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """What is not reported is billed all the same."""
    for kind in ("no_tool_usage", "zero_tool_usage", "no_usage", "cached_omitted"):
        sandbox.faults.add(kind)
    none, zero, mainline, cached = [(await client.responses.create(**asked())) for _ in range(4)]
    assert none.tool_usage is None
    assert none.usage is not None
    assert zero.tool_usage is not None
    assert zero.tool_usage.image_gen.total_tokens == 0
    assert mainline.usage is None
    assert mainline.tool_usage is not None
    assert cached.tool_usage is not None
    assert cached.tool_usage.image_gen.cached_tokens is None
    assert len({bill.nano_usd for bill in sandbox.meter.bills}) == 1


async def test_a_final_may_call_itself_generating(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The picture counts, not the word."""
    sandbox.faults.add("final_generating")
    item = (await streamed(client, **asked()))[-2].item
    assert item.status == "generating"
    assert opened(item.result).size == (1024, 1024)


async def test_the_final_may_come_only_at_the_very_end(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The item is announced without its result."""
    sandbox.faults.add("final_only_in_terminal")
    events = await streamed(client, **asked())
    assert events[-2].item.result is None
    assert opened(events[-1].response.output[0].result).size == (1024, 1024)


async def test_another_size_than_asked_is_echoed_and_billed(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The bill is for what was drawn."""
    sandbox.faults.add("wrong_size", size="1536x1024")
    done: Any = await client.responses.create(**asked())
    assert done.output[0].size == "1536x1024"
    assert opened(done.output[0].result).size == (1536, 1024)
    assert done.tool_usage.image_gen.output_tokens == 158


@pytest.mark.parametrize("kind", ["corrupt_base64", "truncated_base64"])
async def test_a_result_may_not_be_base64(sandbox: OpenAISandbox, client: AsyncOpenAI, kind: str) -> None:
    """In the item and in the end alike."""
    sandbox.faults.add(kind)
    events = await streamed(client, **asked())
    assert events[-2].item.result == events[-1].response.output[0].result
    with pytest.raises(binascii.Error):
        pybase64.b64decode(events[-2].item.result, validate=True)


@pytest.mark.parametrize("where", ["final", "previews", "both"])
async def test_a_picture_may_not_be_one(sandbox: OpenAISandbox, client: AsyncOpenAI, where: str) -> None:
    """Finals and previews can be spoiled apart."""
    sandbox.faults.add("not_a_picture", where=where)
    events = await streamed(client, **asked(tools=[tool(partial_images=1)]))
    preview, final = events[5].partial_image_b64, events[-2].item.result
    spoiled = [pybase64.b64decode(one).startswith(b"This is not") for one in (preview, final)]
    assert spoiled == [where != "final", where != "previews"]


async def test_a_picture_may_be_far_too_large(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """In bytes, or in pixels claimed by a few bytes."""
    sandbox.faults.add("oversized", size_bytes=2_000_000)
    sandbox.faults.add("bomb")
    oversized, bomb = [(await streamed(client, **asked()))[-2].item.result for _ in range(2)]
    assert len(pybase64.b64decode(oversized)) == 2_000_001
    header = pybase64.b64decode(bomb)
    assert header[16:24] == (60_000).to_bytes(4, "big") * 2
    assert len(header) < 10_000


async def test_the_tool_may_be_called_twice_or_not_at_all(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Whatever the request allowed or demanded."""
    sandbox.faults.add("two_images")
    sandbox.faults.add("no_image", message="I would rather not.")
    two: Any = await client.responses.create(**asked(max_tool_calls=1))
    none = await client.responses.create(**asked())
    assert [item.type for item in two.output] == ["image_generation_call"] * 2
    assert two.tool_usage.image_gen.output_tokens == 2 * 196
    assert none.output_text == "I would rather not."


async def test_fewer_previews_than_asked_are_fewer_billed(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The final may come before all previews have."""
    sandbox.faults.add("fewer_previews", count=1)
    events = await streamed(client, **asked(tools=[tool(partial_images=3)]))
    assert [event.type for event in events].count(PARTIAL) == 1
    assert events[-1].response.tool_usage.image_gen.output_tokens == 296
