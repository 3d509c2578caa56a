"""Somebody asks for a picture and gets it: sign of life, previews, one message with file, receipt and alt text."""

import hashlib

import pytest

from tests.stories.town import Town, basis, opened, settled


async def test_a_mention_becomes_a_picture_with_a_receipt_that_is_the_bill(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    (file,) = answer.files
    assert opened(file).size == (1024, 1024)
    assert hashlib.sha256(file.data).hexdigest() == trace["versions"][0]["sha256"]
    assert settled(trace) == here.bill(trace) > 0
    assert basis(trace) == ["metered"]
    assert trace["turn"]["id"] in answer.all_text
    assert "*v1* · 1024×1024 · medium · gpt-image-2" in answer.all_text
    assert "metered: picture $0.052, 2 previews $0.006, prompt and planning $0.008" in answer.all_text
    assert "lighthouse" in file.title


async def test_status_and_previews_are_gone_when_the_picture_is_there(here: Town) -> None:
    here.openai.settings.preview_interval_s = 0.5
    asked = await here.say("@darkroom a lighthouse at dusk")
    answer = await here.answer(asked)
    assert here.thread(asked) == [answer]
    posted = [call.arguments for call in here.slack.calls_to("chat.postMessage")]
    assert any("About $" in str(call) and "at most $" in str(call) for call in posted)
    assert any("Preview" in str(call) for call in posted)
    session = here.slack.workspace.session(asked.channel, asked.ts)
    assert session is not None
    assert session.history[0] == "processing"
    assert session.history[-1] == "active"


@pytest.mark.parametrize("channel", ["general", "dm"])
async def test_it_works_in_channels_and_in_direct_messages(here: Town, channel: str) -> None:
    where = here.slack.workspace.dm("mo").id if channel == "dm" else channel
    text = "a red bicycle" if channel == "dm" else "@darkroom a red bicycle"
    answer = await here.ask(text, channel=where)
    assert opened(answer.files[0]).format == "PNG"


async def test_one_mention_is_one_turn_though_slack_tells_it_twice(here: Town) -> None:
    for order in ("mention_first", "message_first"):
        asked = await here.say("@darkroom a red bicycle", order=order)
        await here.answer(asked)
        assert len(await here.traces(asked)) == 1
    assert len(here.openai.meter.bills) == 2
