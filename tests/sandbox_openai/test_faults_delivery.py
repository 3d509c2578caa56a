"""Faults of the journey: cuts, early ends, odd line ends, crumbs, silence."""

from contextlib import aclosing
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import PARTIAL, asked, streamed, tool, types

DRAW: dict[str, Any] = asked(tools=[tool(partial_images=2)])


async def raw(client: AsyncOpenAI, **body: Any) -> bytes:
    """Return the body of a stream as bytes."""
    async with client.responses.with_streaming_response.create(stream=True, **body) as answer:
        return b"".join([chunk async for chunk in answer.iter_bytes()])


async def read(client: AsyncOpenAI, seen: list[Any], **body: Any) -> None:
    """Put the events of a stream into *seen* until it ends or breaks."""
    async with aclosing(await client.responses.create(stream=True, **body)) as events:
        async for event in events:
            seen.append(event)  # noqa: PERF401 - what came before the break is wanted


@pytest.mark.parametrize("nth", [1, 2])
async def test_a_cut_comes_after_the_event_named(sandbox: OpenAISandbox, client: AsyncOpenAI, nth: int) -> None:
    """That event still arrives, the connection then breaks, and only what had been made is billed."""
    sandbox.faults.add("cut", after=PARTIAL, nth=nth)
    seen: list[Any] = []
    with pytest.raises(openai.APIConnectionError):
        await read(client, seen, **DRAW)
    assert seen[-1].type == PARTIAL
    assert seen[-1].partial_image_index == nth - 1
    [bill] = sandbox.meter.bills
    assert (bill.state, bill.tally.previews, bill.tally.image_output) == ("cancelled", nth, 0)


@pytest.mark.parametrize("count", [0, 1, 700, 20_000])
async def test_a_cut_comes_after_exactly_so_many_bytes(sandbox: OpenAISandbox, client: AsyncOpenAI, count: int) -> None:
    """In the middle of whatever is there."""
    sandbox.faults.add("cut", after_bytes=count)
    got = bytearray()
    with pytest.raises(Exception, match=r"(?i)closed|incomplete|disconnect"):
        async with client.responses.with_streaming_response.create(stream=True, **DRAW) as answer:
            async for chunk in answer.iter_bytes():
                got += chunk
    assert len(got) == count


async def test_a_paid_answer_can_be_lost_whole(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Without a stream a cut loses everything but the bill."""
    sandbox.faults.add("cut")
    with pytest.raises(openai.APIConnectionError):
        await client.responses.create(**asked())
    [bill] = sandbox.meter.bills
    assert (bill.state, bill.tally.image_output) == ("final", 196)


async def test_an_early_end_looks_like_a_proper_one(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The client's loop just ends: only the missing terminal event tells."""
    sandbox.faults.add("early_end", after=PARTIAL)
    assert types(await streamed(client, **DRAW))[-1] == "image_generation_call.partial_image"
    assert sandbox.meter.bills[0].state == "cancelled"


@pytest.mark.parametrize(("ends", "line_end"), [("cr", b"\r"), ("crlf", b"\r\n")])
async def test_lines_may_end_otherwise(sandbox: OpenAISandbox, client: AsyncOpenAI, ends: str, line_end: bytes) -> None:
    """The same events, with carriage returns."""
    sandbox.faults.add("cr_lines", ends=ends, times=2)
    body = await raw(client, **asked("thanks", tool_choice="auto"))
    assert body.replace(line_end, b"").count(b"\n") == 0
    assert types(await streamed(client, **asked("thanks", tool_choice="auto")))[-1] == "completed"


async def test_crumbs_add_up_to_the_same_stream(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Borders anywhere, nothing lost."""
    sandbox.faults.add_together(Fault(kind="tiny_chunks", size_bytes=11), Fault(kind="cr_lines", ends="crlf"))
    assert types(await streamed(client, **asked("thanks", tool_choice="auto")))[-1] == "completed"


async def test_slow_events_still_all_come(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A pause before each."""
    sandbox.faults.add("slow", delay_s=0.005)
    assert types(await streamed(client, **DRAW))[-1] == "completed"


async def test_a_hanging_stream_is_left_by_the_client(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Silence for ever, until somebody loses patience."""
    sandbox.faults.add("hang", after="response.image_generation_call.generating")
    seen: list[Any] = []
    with pytest.raises(openai.APITimeoutError):
        await read(client, seen, **DRAW, timeout=0.3)
    assert types(seen)[-1] == "image_generation_call.generating"


async def test_stopping_the_sandbox_ends_what_hangs(client: AsyncOpenAI, sandbox: OpenAISandbox) -> None:
    """Nothing keeps a stopped sandbox alive, in the foreground or the background."""
    sandbox.faults.add("hang", times=2)
    await client.responses.create(**asked(background=True))
    with pytest.raises(openai.APIConnectionError):
        async with aclosing(await client.responses.create(stream=True, **DRAW)) as events:
            async for event in events:
                if event.type == "response.in_progress":
                    await sandbox.stop()
    assert {bill.state for bill in sandbox.meter.bills} == {"cancelled"}


async def test_a_resumed_stream_can_be_cut_again(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Faults of the journey also strike those who come back."""
    first = await streamed(client, **DRAW, background=True)
    sandbox.faults.add("cut", on="retrieve", after=PARTIAL)
    seen: list[Any] = []
    with pytest.raises(openai.APIConnectionError):
        async with aclosing(await client.responses.retrieve(first[0].response.id, stream=True)) as events:
            async for event in events:
                seen.append(event)  # noqa: PERF401 - what came before the break is wanted
    assert seen[-1].type == PARTIAL
