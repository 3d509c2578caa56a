"""The Home tab, what admins see and do there, and alerts that come once to whom they concern."""

from typing import Any

from bot.domain.budgets import Period, Scope, ScopeKind, Seed
from bot.domain.money import NanoUsd
from bot.sandbox.slack.view import View
from tests.stories.town import Town, settled

ASK = "@darkroom a lighthouse --quality low --previews 0"


async def home(here: Town, user: str) -> View:
    """Open the Home tab anew and return it."""
    person = here.slack.workspace.person(user).id
    before = here.slack.workspace.homes.get(person)
    known = before.hash if before else None
    await here.slack.open_home(user=user)
    return await here.until(lambda w: next((v for u, v in w.homes.items() if u == person and v.hash != known), None))


def seeds(nano: int, kind: ScopeKind = ScopeKind.WORKSPACE, scope: str = "") -> dict[str, Any]:
    """A monthly budget of the policy file."""
    return {"budgets": (Seed(Scope(kind, scope), Period.MONTH, NanoUsd(nano), (10, 30)),)}


def direct(here: Town, user: str) -> list[str]:
    """What the bot wrote to somebody directly."""
    channel = here.slack.workspace.dm(user).id
    return [message.text for message in here.slack.workspace.bot_messages(channel)]


async def test_a_member_finds_their_pictures_with_cost_and_buttons(here: Town) -> None:
    """And nobody else's money."""
    asked = await here.say(ASK)
    await here.answer(asked)
    await here.ask(ASK, user="rae")
    page = await home(here, "mo")
    words = str(page.blocks)
    assert "Yours this month" in words
    assert "1 image, " in words
    assert "Everybody this month" not in words
    assert "U0RAE" not in words
    version = (await here.trace(asked))["versions"][0]["id"]
    await here.slack.click(user="mo", view_id=page.id, action_id="edit", value=version)
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    await here.slack.submit(user="mo", view_id=form.id, values={"text": "make the sky stormy"})
    await here.until(lambda _: any("*v2*" in message.all_text for message in here.thread(asked) if message.files))


async def test_an_admin_sees_everybody_and_what_is_held(here: Town) -> None:
    """And can write off what nobody will ever know, with a reason that stays."""
    here.openai.faults.add("no_usage")
    asked = await here.say(ASK)
    await here.answer(asked)
    page = await home(here, "ada")
    assert "Everybody this month" in str(page.blocks)
    assert "<@U0MO> $" in str(page.blocks)
    assert "held at its ceiling" in str(page.blocks)
    seen = page.hash
    await here.slack.click(user="ada", view_id=page.id, action_id="write_off")
    form = await here.until(lambda w: next(iter(w.open_views("U0ADA")), None))
    await here.slack.submit(user="ada", view_id=form.id, values={"reason": "The project was closed"})
    await here.until(lambda _: any("Written off" in said for said in direct(here, "ada")))
    again = await here.until(lambda w: w.homes["U0ADA"] if w.homes["U0ADA"].hash != seen else None)
    assert "held at its ceiling" not in str(again.blocks)
    trace = await here.trace(asked)
    adjustment = next(entry for entry in trace["ledger"] if entry["kind"] == "adjustment")
    assert adjustment["reason"] == "U0ADA: The project was closed"
    assert settled(trace) < sum(e["nano_usd"] for e in trace["ledger"] if e["kind"] == "settlement")


async def test_only_admins_can_write_off(here: Town) -> None:
    """Whoever gets hold of the form."""
    here.openai.faults.add("no_usage")
    await here.ask(ASK)
    page = await home(here, "ada")
    await here.slack.click(user="ada", view_id=page.id, action_id="write_off")
    form = await here.until(lambda w: next(iter(w.open_views("U0ADA")), None))
    form.user = "U0MO"
    await here.slack.submit(user="mo", view_id=form.id, values={"reason": "I like round numbers"})
    await here.until(lambda _: any("Only admins" in said for said in direct(here, "mo")))
    assert "held at its ceiling" in str((await home(here, "ada")).blocks)


async def test_what_waits_for_a_yes_can_be_answered_from_the_home_tab(empty_town: Town) -> None:
    """The picture comes in the thread where it was asked for."""
    async with empty_town.open(ask_above_nano=NanoUsd(1_000_000)) as here:
        asked = await here.say(ASK)
        await here.answer(asked)
        page = await home(here, "ada")
        assert "waits to draw something" in str(page.blocks)
        await here.slack.click(user="ada", view_id=page.id, action_id="approve")
        await here.until(lambda _: any(message.files for message in here.thread(asked)))
        await here.idle_trace(asked)


async def test_a_guest_s_home_tab_holds_no_figures(here: Town) -> None:
    """It says what the bot does, and no more."""
    words = str((await home(here, "gus")).blocks)
    assert "Something to try" in words
    assert "month" not in words


async def test_a_threshold_of_one_s_own_budget_is_told_to_that_person_once(empty_town: Town) -> None:
    """However many pictures follow; the others hear nothing."""
    async with empty_town.open(**seeds(120_000_000, ScopeKind.PERSON, "U0MO")) as here:
        for _ in range(4):
            await here.ask(ASK)
        await here.until(lambda _: direct(here, "mo"))
        told = [said for said in direct(here, "mo") if "of your budget" in said]
        assert [said.split(" %")[0] for said in told] == ["*10", "*30"]
        assert direct(here, "ada") == []


async def test_the_workspace_s_thresholds_are_told_to_the_admins(empty_town: Town) -> None:
    """Also where the process died between crossing and telling."""
    async with empty_town.open(admins=frozenset({"U0ADA"}), **seeds(100_000_000)) as here:
        await here.ask(ASK)
        await here.until(lambda _: direct(here, "ada"))
        assert "the workspace’s budget" in direct(here, "ada")[0]
        assert direct(here, "mo") == []


async def test_the_week_is_summed_up_once_where_the_policy_says(empty_town: Town) -> None:
    """In the summary channel, however often the bot starts in that week."""
    general = empty_town.slack.workspace.channel("campaigns").id
    for _ in range(2):
        async with empty_town.open(summary_channel=general):
            pass
    said = [message.text for message in empty_town.slack.workspace.bot_messages(general)]
    assert len(said) == 1
    assert "0 images" in said[0]
