"""Ask before spending: a dear picture waits for a click, an overrun for an admin, and each answer holds once."""

import asyncio
from typing import Any

from bot.domain.budgets import Period, Scope, ScopeKind, Seed
from bot.domain.money import NanoUsd
from bot.sandbox.slack.message import Message
from tests.stories.town import Town, kinds, settled

DEAR = "@darkroom a lighthouse --quality high --previews 0"
CHEAP = "@darkroom a lighthouse --quality low --previews 0"


def tight(nano: int) -> dict[str, Any]:
    """A workspace with hardly anything to spend."""
    return {"budgets": (Seed(Scope(ScopeKind.WORKSPACE), Period.MONTH, NanoUsd(nano), (80, 100)),)}


async def press(here: Town, message: Message, action: str, user: str = "mo") -> None:
    """Press a button of a message."""
    await here.slack.click(user=user, channel=message.channel, message_ts=message.ts, action_id=action)


async def picture_in(here: Town, root: Message) -> Message:
    """Return the picture once it stands in a thread, and nothing runs."""
    found = await here.until(lambda _: next((m for m in here.thread(root) if m.files), None))
    await here.idle_trace(root)
    return found


async def test_a_dear_picture_waits_for_a_click_and_is_drawn_for_what_was_said(empty_town: Town) -> None:
    """Before the click nothing is reserved and nothing sent."""
    async with empty_town.open(ask_above_nano=NanoUsd(100_000_000)) as here:
        asked = await here.say(DEAR)
        question = await here.answer(asked)
        assert "drawn after a click" in question.all_text
        assert here.uploaded() == []
        assert kinds(await here.trace(asked)) == []
        await press(here, question, "approve")
        assert (await picture_in(here, asked)).files
        assert "<@U0MO> said yes." in question.all_text
        assert len(here.uploaded()) == 1
        assert (await here.verified()).findings == ()


async def test_a_cheap_picture_is_drawn_right_away(empty_town: Town) -> None:
    """Below the threshold nobody is asked."""
    async with empty_town.open(ask_above_nano=NanoUsd(100_000_000)) as here:
        assert (await here.ask(CHEAP)).files


async def test_only_whoever_asked_or_an_admin_may_say_yes_and_once(empty_town: Town) -> None:
    """Somebody else's click changes nothing, and neither does a second one."""
    async with empty_town.open(ask_above_nano=NanoUsd(100_000_000)) as here:
        asked = await here.say(DEAR)
        question = await here.answer(asked)
        await press(here, question, "approve", user="rae")
        await here.until(lambda _: any("Only whoever asked" in said for said in here.whispers("rae")))
        assert here.uploaded() == []
        buttons = question.button("decline")
        await press(here, question, "decline", user="ada")
        await here.until(lambda _: "said no" in question.all_text)
        assert here.uploaded() == []
        assert buttons.value


async def test_an_estimate_that_has_changed_is_asked_again(empty_town: Town) -> None:
    """A picture drawn in between is another source: the old yes does not hold for it."""
    async with empty_town.open(ask_above_nano=NanoUsd(100_000_000)) as here:
        asked = await here.say(CHEAP)
        await here.answer(asked)
        change = await here.say("make it huge --quality high", thread=asked)
        question = await here.answer(change)
        assert "after a click" in question.all_text
        await here.answer(await here.say("make the sky stormy --quality low", thread=asked))
        before = len(here.uploaded())
        await press(here, question, "approve")
        again = await here.until(lambda _: [m for m in here.thread(asked) if "after a click" in m.all_text] or None)
        await here.idle_trace(asked)
        assert again
        assert len(here.uploaded()) == before


async def test_an_admin_may_allow_an_overrun_for_one_picture(empty_town: Town) -> None:
    """With one click; the budget holds again for the next one."""
    async with empty_town.open(**tight(1_000_000)) as here:
        asked = await here.say(CHEAP)
        refusal = await here.answer(asked)
        await press(here, refusal, "ask_admin")
        request = await here.until(lambda _: next((m for m in here.thread(asked) if "asks an admin" in m.text), None))
        await press(here, request, "approve", user="mo")
        await here.until(lambda _: any("Only an admin" in said for said in here.whispers("mo")))
        await press(here, request, "approve", user="ada")
        assert (await picture_in(here, asked)).files
        assert (await here.ask(CHEAP)).files == []
        traces = await here.traces(asked)
        assert sum(settled(trace) for trace in traces) == sum(bill.nano_usd for bill in here.openai.meter.bills)
        assert (await here.verified()).findings == ()


async def test_overruns_can_be_switched_off(empty_town: Town) -> None:
    """Then nobody is asked."""
    async with empty_town.open(overruns=False, **tight(1_000_000)) as here:
        refusal = await here.ask(CHEAP)
        assert [button.action_id for button in refusal.buttons] == []


async def test_a_question_that_ran_out_is_asked_again_by_the_click(empty_town: Town) -> None:
    """At what it costs then; the old yes draws nothing."""
    async with empty_town.open(ask_above_nano=NanoUsd(100_000_000)) as here:
        assert here.bot is not None
        asked = await here.say(DEAR)
        question = await here.answer(asked)
        await here.bot.store.run(lambda tx: tx.write("UPDATE approvals SET expires_at = asked_at + 1", {}))
        await press(here, question, "approve")
        again = await here.until(
            lambda _: next(
                (m for m in here.thread(asked) if "after a click" in m.all_text and m.ts != question.ts), None
            )
        )
        assert "it is asked again" in question.all_text
        assert here.uploaded() == []
        await here.idle_trace(asked)
        await press(here, again, "approve")
        assert (await picture_in(here, asked)).files


async def test_a_refusal_names_whose_drawings_hold_the_rest(empty_town: Town) -> None:
    """Where receipts are for everybody; there two of them are under way."""
    async with empty_town.open(**tight(80_000_000)) as here:
        here.openai.faults.add("hang", after="response.created")
        slow = await here.say(f"{CHEAP} slowly", user="rae")
        status = await here.until(lambda _: next((m for m in here.thread(slow) if m.buttons), None))
        async with asyncio.timeout(10):
            while not here.uploaded():
                await asyncio.sleep(0.005)
        asked = await here.say(CHEAP)
        refusal = await here.until(lambda _: next((m for m in here.thread(asked) if "Not drawn" in m.text), None))
        assert "Reserved by <@U0RAE> $0.0" in refusal.all_text
        await press(here, status, "stop", user="rae")
        await here.closed(slow)
