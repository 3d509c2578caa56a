"""Other people's money is private where outsiders read, and wherever the policy says so."""

from functools import partial

import pytest

from bot.domain.policy import Receipts
from bot.sandbox.slack.workspace import Workspace
from tests.stories.town import Town


async def test_in_a_channel_shared_with_others_only_the_requester_sees_the_cost(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk --previews 0", channel="partners")
    answer = await here.answer(asked)
    said = [*here.thread(asked), *here.slack.workspace.deleted]
    assert not any("$" in message.all_text for message in said if message.by_bot)
    assert any("metered: picture $0.05" in text for text in here.whispers(here.slack.workspace.person("mo").id))
    await here.slack.click(user="mo", channel="partners", message_ts=answer.ts, action_id="variations")
    await here.until(lambda w: next((m for m in w.replies(asked) if len(m.files) == 2), None))
    await here.idle_trace(asked)
    said = [*here.thread(asked), *here.slack.workspace.deleted]
    assert not any("$" in message.all_text for message in said if message.by_bot)
    await here.slack.click(user="xen", channel="partners", message_ts=answer.ts, action_id="details")
    xen = here.slack.workspace.person("xen").id
    await here.until(lambda w: any("Only whoever asked" in m.all_text for m in w.ephemerals_for(xen)) or None)
    assert here.slack.workspace.open_views(xen) == []


@pytest.mark.parametrize("receipts", [Receipts.REQUESTER, Receipts.OFF])
async def test_receipts_follow_the_policy(empty_town: Town, receipts: Receipts) -> None:
    async with empty_town.open(receipts=receipts) as here:
        asked = await here.say("@darkroom a lighthouse at dusk --previews 0")
        answer = await here.answer(asked)
        assert "$" not in answer.all_text
        whispered = [text for text in here.whispers(here.slack.workspace.person("mo").id) if "$0.05" in text]
        assert bool(whispered) == (receipts is Receipts.REQUESTER)
        for user, allowed in (("rae", False), ("ada", True), ("mo", True)):
            await here.slack.click(user=user, channel="general", message_ts=answer.ts, action_id="details")
            person = here.slack.workspace.person(user).id
            if allowed:
                await here.until(partial(Workspace.open_views, user=person))
            else:
                await here.until(partial(Workspace.ephemerals_for, user=person))
                assert here.slack.workspace.open_views(person) == []


async def test_details_show_every_part_with_tokens_price_and_basis(here: Town) -> None:
    answer = await here.ask("@darkroom a lighthouse at dusk --previews 0")
    await here.slack.click(user="rae", channel="general", message_ts=answer.ts, action_id="details")
    rae = here.slack.workspace.person("rae").id
    view = await here.until(lambda w: next(iter(w.open_views(rae)), None))
    shown = str(view.content)
    assert "1,756 tokens image_out × $30.00 per million = $0.05268, metered" in shown
    assert "gpt-image-2/image_out@2026-04-21 · checked 2026-11-22 · https://" in shown
    assert "asked 1024x1024, medium · echoed 1024x1024, medium" in shown
