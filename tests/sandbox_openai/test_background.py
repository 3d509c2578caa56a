"""Background work outlives its reader, can be read again, resumed and cancelled; foreground work dies with its reader."""

import asyncio
from contextlib import aclosing
from typing import Any

import pytest
from openai import AsyncOpenAI, BadRequestError, NotFoundError

from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import PARTIAL, asked, opened, streamed, tool, types, until
from tests.sandbox_openai.conftest import Clock

BODY: dict[str, Any] = asked(tools=[tool(partial_images=2)], background=True)


async def ended(sandbox: OpenAISandbox, response_id: str) -> None:
    """Wait for the work itself, in this process."""
    task = sandbox.workshop.shelf.get(response_id).task
    assert task is not None
    await asyncio.wait([task])


async def test_background_starts_queued(client: AsyncOpenAI) -> None:
    """The queued event comes second, and created already says so."""
    events = await streamed(client, **BODY)
    assert types(events)[:3] == ["created", "queued", "in_progress"]
    assert [event.response.status for event in events[:3]] == ["queued", "queued", "in_progress"]
    assert events[-1].response.status == "completed"


async def test_a_background_answer_without_a_stream_is_polled(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Create answers at once, retrieve has the picture; previews exist only in streams."""
    first = await client.responses.create(**BODY)
    assert (first.status, first.output, first.usage) == ("queued", [], None)
    await ended(sandbox, first.id)
    done: Any = await client.responses.retrieve(first.id)
    assert opened(done.output[0].result).size == (1024, 1024)
    assert sandbox.workshop.shelf.get(first.id).tally.previews == 0


async def test_a_lost_stream_is_resumed_without_gap_or_repeat(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """`starting_after` continues with the next number, previews included."""
    seen = await until(client, PARTIAL, **BODY)
    async with aclosing(
        await client.responses.retrieve(seen[0].response.id, stream=True, starting_after=seen[-1].sequence_number)
    ) as rest:
        numbers = [event.sequence_number for event in seen] + [event.sequence_number async for event in rest]
    assert numbers == list(range(11))
    assert sandbox.meter.bills[0].state == "final"


async def test_several_readers_follow_one_work(client: AsyncOpenAI) -> None:
    """The log is nobody's own."""
    first = await streamed(client, **BODY)

    async def again() -> list[int]:
        async with aclosing(await client.responses.retrieve(first[0].response.id, stream=True)) as events:
            return [event.sequence_number async for event in events]

    assert [*await asyncio.gather(again(), again())] == [list(range(11))] * 2


async def test_cancelling_ends_hanging_work_and_may_be_repeated(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A cancelled response has no usage, its bill keeps what was spent, and a second cancel changes nothing."""
    sandbox.faults.add("hang", after=PARTIAL)
    seen = await until(client, PARTIAL, **BODY)
    once = await client.responses.cancel(seen[0].response.id)
    twice = await client.responses.cancel(seen[0].response.id)
    assert (once.status, twice.status, twice.usage) == ("cancelled", "cancelled", None)
    [bill] = sandbox.meter.bills
    assert bill.state == "cancelled"
    assert (bill.tally.previews, bill.tally.image_output) == (1, 0)


async def test_a_cancel_ends_the_streams_of_the_work(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Readers see the log end without a terminal event."""
    sandbox.faults.add("hang", after="response.in_progress")
    seen = []
    async with aclosing(await client.responses.create(stream=True, **BODY)) as events:
        async for event in events:
            seen.append(event)
            if event.type == "response.in_progress":
                await client.responses.cancel(event.response.id)
    assert types(seen) == ["created", "queued", "in_progress"]


async def test_what_is_done_cannot_be_cancelled(client: AsyncOpenAI) -> None:
    """Cancelling finished work returns it unchanged; foreground work cannot be cancelled by id."""
    done = await streamed(client, **BODY)
    assert (await client.responses.cancel(done[0].response.id)).status == "completed"
    foreground = await client.responses.create(**asked())
    with pytest.raises(BadRequestError):
        await client.responses.cancel(foreground.id)


async def test_foreground_work_is_cancelled_by_hanging_up(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The connection is the life line: nothing more is made or billed."""
    sandbox.faults.add("hang", after=PARTIAL)
    seen = await until(client, PARTIAL, **asked(tools=[tool(partial_images=1)]))
    async with aclosing(sandbox.workshop.shelf.get(seen[0].response.id).log.follow()) as nothing_more:
        assert [event async for event in nothing_more] == []
    [bill] = sandbox.meter.bills
    assert (bill.state, bill.tally.previews, bill.tally.image_output) == ("cancelled", 1, 0)


async def test_unstored_foreground_work_is_not_found_again(client: AsyncOpenAI) -> None:
    """`store=false` leaves nothing behind; stored work can be read as a whole but not as a stream."""
    gone = await client.responses.create(**asked(store=False))
    with pytest.raises(NotFoundError):
        await client.responses.retrieve(gone.id)
    kept = await client.responses.create(**asked())
    assert (await client.responses.retrieve(kept.id)).output == kept.output
    with pytest.raises(BadRequestError):
        await client.responses.retrieve(kept.id, stream=True)


async def test_background_work_is_forgotten_in_time(sandbox: OpenAISandbox, client: AsyncOpenAI, clock: Clock) -> None:
    """After the retention nothing can be resumed any more."""
    done = await streamed(client, **BODY)
    clock.now += sandbox.settings.background_retention_s + 1
    with pytest.raises(NotFoundError):
        await client.responses.retrieve(done[0].response.id)


async def test_only_so_many_finished_responses_are_kept(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The oldest goes first."""
    sandbox.settings.retained_responses = 1
    first, second, third = [await client.responses.create(**asked("thanks", tool_choice="auto")) for _ in range(3)]
    with pytest.raises(NotFoundError):
        await client.responses.retrieve(first.id)
    assert (await client.responses.retrieve(second.id)).id == second.id
    assert (await client.responses.retrieve(third.id)).id == third.id


async def test_background_survives_a_cut_and_can_lose_its_data(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """A cut stream leaves the work running; `retrieve_404` makes it vanish for good."""
    sandbox.faults.add_together(Fault(kind="cut", after="response.created"))
    seen = []
    with pytest.raises(Exception, match=r"[Cc]onnection"):
        async for event in await client.responses.create(stream=True, **BODY):
            seen.append(event)  # noqa: PERF401 - what was read before the cut is wanted
    response_id = seen[0].response.id
    await ended(sandbox, response_id)
    assert (await client.responses.retrieve(response_id)).status == "completed"
    sandbox.faults.add("retrieve_404")
    for _ in range(2):
        with pytest.raises(NotFoundError):
            await client.responses.retrieve(response_id)
