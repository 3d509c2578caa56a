"""The bot speaks when spoken to: it stays out of other people's talk, thanks quietly, and offers at most a button."""

from tests.stories.town import Town


async def drawn(here: Town) -> object:
    asked = await here.say("@darkroom a lighthouse at dusk")
    await here.answer(asked)
    return asked


async def test_it_stays_out_of_threads_that_are_not_its_own(here: Town) -> None:
    asked = await here.say("anyone for lunch?")
    reply = await here.say("make mine a sandwich", thread=asked, user="rae")
    assert await here.verdict(asked) == ["ignore"]
    assert await here.verdict(reply) == ["ignore"]
    assert here.thread(asked) == []


async def test_it_stays_out_when_people_talk_to_each_other_in_its_thread(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    await here.answer(asked)
    aside = await here.say("@rae make it bigger, what do you think?", thread=asked)
    assert await here.verdict(aside) == ["ignore"]
    assert len(here.openai.meter.bills) == 1


async def test_thanks_get_a_quiet_reaction_and_no_call(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    await here.answer(asked)
    for text in ("thanks!", "Perfect, thank you so much", "love it 😍", "looks great"):
        thanks = await here.say(text, thread=asked)
        assert await here.verdict(thanks) == ["thank"]
        assert list(thanks.reactions) == ["heart"]
    assert len(here.openai.meter.bills) == 1
    assert len(here.thread(asked)) == 1


async def test_a_bystanders_remark_gets_a_button_only_they_see_and_nothing_happens_without_a_click(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    await here.answer(asked)
    remark = await here.say("make the tower taller", thread=asked, user="rae")
    assert await here.verdict(remark) == ["offer"]
    (offer,) = here.slack.workspace.ephemerals_for(here.slack.workspace.person("rae").id)
    assert "make the tower taller" in offer.all_text
    assert len(here.openai.meter.bills) == 1
    await here.slack.click(user="rae", channel="general", message_ts=offer.ts, action_id="offer")
    await here.until(lambda w: next((m for m in w.replies(asked) if "*v2*" in m.all_text and m.files), None))
    assert (await here.idle_trace(asked)) is not None
    assert (await here.traces(asked))[-1]["turn"]["text"] == "make the tower taller"


async def test_mention_only_is_a_policy(empty_town: Town) -> None:
    async with empty_town.open(mention_only=True) as here:
        asked = await here.say("@darkroom a lighthouse at dusk")
        await here.answer(asked)
        reply = await here.say("make the sky stormy", thread=asked)
        assert await here.verdict(reply) == ["ignore"]


async def test_guests_strangers_and_deleted_people_are_turned_away_in_private(here: Town) -> None:
    for user, sentence in (("gus", "Guests cannot ask"), ("xen", "other organizations")):
        channel = "general" if user == "gus" else here.slack.workspace.channel("partners").name
        asked = await here.say("@darkroom a lighthouse", user=user, channel=channel)
        assert set(await here.verdict(asked)) == {"denied"}
        told = [text for text in here.whispers(here.slack.workspace.person(user).id) if sentence in text]
        assert len(told) == 1, "Slack tells of a mention twice; the person is told once"
    assert here.openai.meter.bills == []
