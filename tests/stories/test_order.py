"""One turn of a thread at a time, in the order they were asked; threads do not wait for each other."""

from functools import partial

from bot.sandbox.slack.message import Message
from bot.sandbox.slack.workspace import Workspace
from tests.stories.town import Town


def pictures(root: Message, count: int, workspace: Workspace) -> list[Message] | None:
    """Return the pictures of a thread once there are *count*."""
    found = [message for message in workspace.replies(root) if message.files and message.by_bot]
    return found if len(found) == count else None


async def test_requests_of_one_thread_are_drawn_in_the_order_they_came(here: Town) -> None:
    here.openai.settings.preview_interval_s = 0.1
    root = await here.say("@darkroom a lighthouse --quality low")
    await here.say("@darkroom make the sky stormy", thread=root)
    await here.say("@darkroom add a boat", thread=root)
    await here.until(partial(pictures, root, 3))
    await here.idle_trace(root)
    traces = await here.traces(root)
    assert [trace["versions"][0]["label"] for trace in traces] == ["v1", "v2", "v3"]
    assert [trace["turn"]["text"] for trace in traces][1:] == ["make the sky stormy", "add a boat"]
    ends = [trace["attempts"][0]["ended_at"] for trace in traces]
    starts = [trace["attempts"][0]["opened_at"] for trace in traces]
    assert all(end <= start for end, start in zip(ends[:-1], starts[1:], strict=True))


async def test_threads_do_not_wait_for_each_other(here: Town) -> None:
    here.openai.faults.add("hang", prompt="a slow one", after="response.created")
    slow = await here.say("@darkroom a slow one")
    await here.until(lambda w: [m for m in w.replies(slow) if m.by_bot] or None)
    quick = await here.say("@darkroom a quick one --previews 0")
    await here.until(partial(pictures, quick, 1))
    assert not [message for message in here.thread(slow) if message.files]
    await here.slack.stop_session(user="mo", channel="general", thread_ts=slow.ts)
    await here.idle_trace(slow)


async def test_a_bounded_number_is_drawn_at_once_and_everybody_sees_a_sign_of_life_at_once(empty_town: Town) -> None:
    async with empty_town.open(concurrency=2) as here:
        here.openai.settings.preview_interval_s = 0.2
        asked = [await here.say(f"@darkroom house number {n} --quality low") for n in range(5)]
        await here.until(lambda w: all(any(m.by_bot for m in w.replies(message)) for message in asked) or None)
        assert len(here.openai.meter.bills) <= 2
        for message in asked:
            await here.until(partial(pictures, message, 1))
        await here.idle_trace(asked[0])
