"""Stop closes the stream and books what is known; only whoever asked, or an admin, can press it."""

from bot.sandbox.slack.message import Message
from tests.stories.town import Town, basis, settled


async def drawing(here: Town) -> tuple[Message, Message]:
    """Ask for a picture that takes its time; return the request and the message with the Stop button."""
    here.openai.faults.add("hang", after="response.image_generation_call.partial_image")
    asked = await here.say("@darkroom a lighthouse at dusk")
    await here.until(lambda w: [m for m in w.replies(asked) if "Preview" in m.all_text] or None)
    return asked, next(m for m in here.thread(asked) if m.buttons)


async def stopped(here: Town, asked: Message) -> Message:
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert "*Stopped.*" in answer.all_text
    assert here.thread(asked) == [answer]
    assert trace["turn"]["outcome"] == "stopped"
    assert settled(trace) >= here.bill(trace) > 0
    assert here.openai.meter.bills[0].state == "cancelled"
    return answer


async def test_the_stop_button_closes_the_stream_and_books_what_is_known(here: Town) -> None:
    asked, status = await drawing(here)
    await here.slack.click(user="mo", channel="general", message_ts=status.ts, action_id="stop")
    answer = await stopped(here, asked)
    assert "up to $" in answer.all_text
    assert basis(await here.trace(asked)) == ["ceiling"]


async def test_slacks_own_stop_control_does_the_same(here: Town) -> None:
    asked, _ = await drawing(here)
    await here.slack.stop_session(user="mo", channel="general", thread_ts=asked.ts)
    await stopped(here, asked)


async def test_others_cannot_stop_it_but_an_admin_can(here: Town) -> None:
    asked, status = await drawing(here)
    await here.slack.click(user="rae", channel="general", message_ts=status.ts, action_id="stop")
    rae = here.slack.workspace.person("rae").id
    await here.until(lambda w: any("Only whoever asked" in m.all_text for m in w.ephemerals_for(rae)) or None)
    await here.slack.click(user="ada", channel="general", message_ts=status.ts, action_id="stop")
    await stopped(here, asked)


async def test_a_stop_without_background_mode_closes_the_connection(empty_town: Town) -> None:
    async with empty_town.open(background=False) as here:
        asked, status = await drawing(here)
        await here.slack.click(user="mo", channel="general", message_ts=status.ts, action_id="stop")
        await stopped(here, asked)


async def test_a_waiting_turn_that_is_stopped_is_never_sent(empty_town: Town) -> None:
    async with empty_town.open(concurrency=1) as here:
        first, status = await drawing(here)
        waiting = await here.say("@darkroom a bridge at dawn")
        assert set(await here.verdict(waiting)) == {"turn"}
        await here.slack.stop_session(user="mo", channel="general", thread_ts=waiting.ts)
        await here.slack.click(user="mo", channel="general", message_ts=status.ts, action_id="stop")
        answer = await here.answer(waiting)
        assert "*Stopped.*" in answer.all_text
        assert len(here.openai.meter.bills) == 1
        await stopped(here, first)
