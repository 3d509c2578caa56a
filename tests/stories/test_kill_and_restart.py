"""Killed at any moment and started again: nothing lost, nothing doubled, nothing unpaid for, and the person is told."""

import asyncio
import sys
from typing import Any, Literal

import pytest

from bot.sandbox.openai.fault import Fault
from bot.sandbox.slack.message import Message
from tests.stories import process
from tests.stories.town import Town, basis, settled

PAUSED = 60.0


async def interrupted(town: Town, moment: Any, text: str = "@darkroom a lighthouse at dusk") -> Message:
    """Ask, kill the bot at *moment* (awaited with the message), start it again, and return the message."""
    running = await process.start(town)
    asked = await town.say(text)
    await moment(asked)
    await process.kill(running)
    town.slack.faults.clear()
    return asked


async def picture_after(town: Town, asked: Message) -> dict[str, Any]:
    """Start the bot again, wait for the one picture, and return the verified trace."""
    running = await process.start(town)
    await town.until(lambda w: [m for m in w.replies(asked) if m.files] or None)
    await process.finish(running)
    assert [len(message.files) for message in town.thread(asked)] == [1]
    return await process.aftermath(town, asked)


def called(town: Town, method: str) -> Any:
    """Return a moment: the bot has called *method*."""

    async def moment(_: Message) -> None:
        await town.until(lambda _: town.slack.calls_to(method) or None)

    return moment


def sent(town: Town, count: int) -> Any:
    """Return a moment: OpenAI's work on the first request has shown *count* previews."""

    async def moment(_: Message) -> None:
        async with asyncio.timeout(20):
            while not town.openai.meter.bills or town.openai.meter.bills[0].tally.previews < count:
                await asyncio.sleep(0.005)

    return moment


@pytest.mark.parametrize(
    "method",
    ["users.info", "chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal", "files.info"],
)
@pytest.mark.parametrize("kind", ["delayed", "late"])
async def test_killed_while_slack_is_slow(empty_town: Town, method: str, kind: Literal["delayed", "late"]) -> None:
    """Before accepting, before drawing, while handing over, while sharing, while looking whether it was shared."""
    empty_town.slack.faults.add(method, kind, seconds=PAUSED)
    asked = await interrupted(empty_town, called(empty_town, method), "@darkroom a lighthouse at dusk --previews 0")
    trace = await picture_after(empty_town, asked)
    assert len(empty_town.openai.meter.bills) == 1
    assert settled(trace) == empty_town.bill(trace)


@pytest.mark.parametrize("previews", [1, 2])
async def test_killed_while_drawing_it_goes_on_by_response_id(empty_town: Town, previews: int) -> None:
    empty_town.openai.settings.preview_interval_s = 0.8
    asked = await interrupted(empty_town, sent(empty_town, previews))
    trace = await picture_after(empty_town, asked)
    (attempt,) = trace["attempts"]
    (bill,) = empty_town.openai.meter.bills
    assert attempt["response_id"] == bill.response_id
    assert settled(trace) >= bill.nano_usd
    assert trace["turn"]["outcome"] == "drawn"


async def told_after(town: Town, asked: Message) -> tuple[Message, dict[str, Any]]:
    """Start the bot again, wait for its word, and return it with the verified trace."""
    running = await process.start(town)
    told = await town.until(lambda w: next((m for m in w.replies(asked) if "Not drawn" in m.all_text), None))
    await process.finish(running)
    assert town.thread(asked) == [told]
    return told, await process.aftermath(town, asked)


async def test_killed_before_openai_named_the_response_the_ceiling_is_held_and_the_person_told(
    empty_town: Town,
) -> None:
    empty_town.openai.faults.add("slow_start", delay_s=PAUSED)

    async def moment(_: Message) -> None:
        async with asyncio.timeout(20):
            while not empty_town.openai.journal.of("POST", "/v1/responses"):
                await asyncio.sleep(0.005)

    asked = await interrupted(empty_town, moment)
    told, trace = await told_after(empty_town, asked)
    assert "up to $" in told.all_text
    assert told.button("again")
    assert basis(trace) == ["ceiling"]
    assert settled(trace) == trace["turn"]["quote_nano"]


async def test_killed_and_too_late_to_find_the_response_the_ceiling_is_held_and_the_person_told(
    empty_town: Town,
) -> None:
    empty_town.openai.settings.preview_interval_s = 0.8
    asked = await interrupted(empty_town, sent(empty_town, 1))
    empty_town.openai.faults.extend([Fault(kind="retrieve_404")])
    told, trace = await told_after(empty_town, asked)
    assert "could not be found again" in told.all_text
    assert basis(trace) == ["ceiling"]


async def test_killed_after_slack_took_the_words_they_are_not_said_twice(empty_town: Town) -> None:
    empty_town.openai.script.words("Three to two.")
    empty_town.slack.faults.add("chat.postMessage", "late", seconds=PAUSED, containing="Three to two.")

    async def moment(asked: Message) -> None:
        await empty_town.until(lambda w: [m for m in w.replies(asked) if "Three to two." in m.all_text] or None)

    asked = await interrupted(empty_town, moment, "@darkroom which ratio suits posters?")
    running = await process.start(empty_town)
    await empty_town.until(lambda w: len([m for m in w.replies(asked) if m.by_bot]) == 1 or None)
    await process.finish(running)
    assert len(empty_town.thread(asked)) == 1
    trace = await process.aftermath(empty_town, asked)
    assert trace["turn"]["outcome"] == "answered"


async def test_a_second_process_is_kept_out_of_the_home(empty_town: Town) -> None:
    running = await process.start(empty_town)
    intruder = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        env=process.environment(empty_town),
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await asyncio.wait_for(intruder.communicate(), process.READY_S)
    assert intruder.returncode == 1
    assert b"Another Darkroom process works in" in said
    await process.finish(running)


UNCONCLUDED = (
    "DELETE FROM outbox",
    "UPDATE versions SET slack_file_id = NULL, slack_ts = NULL",
    "UPDATE turns SET state = 'drawing', outcome = NULL, error = NULL, closed_at = NULL",
)


@pytest.mark.parametrize(
    ("text", "faults", "sentence"),
    [
        ("@darkroom a lighthouse at dusk", [], "*v1* · 1024×1024"),
        ("@darkroom a lighthouse --n 2", [], "*v1b* · 1024×1024"),
        ("@darkroom which ratio suits posters?", [], "Three to two."),
        ("@darkroom a knight", [Fault(kind="failed_moderation")], "output stage: violence"),
        ("@darkroom a knight", [Fault(kind="http_500")], "OpenAI failed while working on it."),
        ("@darkroom a knight", [Fault(kind="not_a_picture")], "cannot be used"),
    ],
)
async def test_killed_between_settling_and_concluding_nothing_is_asked_for_twice(
    empty_town: Town, text: str, faults: list[Fault], sentence: str
) -> None:
    """The database is put back to where a crash between the two transactions leaves it."""
    if "ratio" in text:
        empty_town.openai.script.words("Three to two.")
    async with empty_town.open() as here:
        here.openai.faults.extend(faults)
        asked = await here.say(text)
        before = await here.answer(asked)
        bills = len(here.openai.meter.bills)
    async with process.books(empty_town.home) as store:
        await store.run(lambda tx: [tx.write(sql, {}) for sql in UNCONCLUDED])
    async with empty_town.open() as here:
        after = await here.until(lambda w: next((m for m in w.replies(asked) if m.by_bot and m.ts > before.ts), None))
        await here.idle_trace(asked)
        assert sentence in after.all_text
        assert len(after.files) == len(before.files)
        assert len(here.openai.meter.bills) == bills
        assert (await here.verified()).findings == ()
