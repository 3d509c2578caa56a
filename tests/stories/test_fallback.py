"""A named fallback is used only where a person picks it, and everything it makes or costs is told by its name."""

from pathlib import Path

import pytest

from bot.domain.errors import OurError
from bot.domain.fallbacks import IMAGES, RESPONSES
from bot.domain.host_key import HostKey
from bot.domain.lanes import SANDBOX, Lane
from bot.providers.blobs import Blobs
from bot.providers.clock import now_ms
from bot.providers.openai.client import OpenAILane
from bot.sandbox.openai.fault import Fault
from tests.stories import process
from tests.stories.provider import KEY, MANUAL, asked_at, beside, fallback, judge, paths, served
from tests.stories.test_commands import darkroom
from tests.stories.town import Town, basis, kinds, settled

ASK = "@darkroom a lighthouse at dusk --via acme"
VIA = "via acme, not first-party"


def announced(here: Town) -> list[str]:
    """The first messages of turns, as they were posted."""
    calls = here.slack.calls_to("chat.postMessage")
    return [str(call.arguments["text"]) for call in calls if str(call.arguments["text"]).startswith("Drawing")]


@pytest.mark.parametrize("endpoint", [IMAGES, RESPONSES])
async def test_a_lane_that_was_picked_draws_at_the_price_its_provider_states(tmp_path: Path, endpoint: str) -> None:
    """Announcement, receipt and books say so; OpenAI hears nothing."""
    async with served(tmp_path / "home", endpoint=endpoint) as here:
        await judge(here, now_ms(), allowed=MANUAL)
        asked = await here.say(ASK)
        answer = await here.answer(asked)
        assert answer.files
        assert VIA in answer.all_text
        assert "*$0.040* as the provider states: picture $0.040" in answer.all_text
        (first,) = announced(here)
        assert first.splitlines()[1:] == [VIA, "About $0.04, at most $0.04"]
        trace = await here.trace(asked)
        lane = here.policy.fallbacks["acme"].lane
        assert [(row["lane"], row["base_host"]) for row in trace["attempts"]] == [("fallback:acme", lane.host)]
        assert kinds(trace) == ["reservation", "settlement"]
        assert (basis(trace), settled(trace)) == (["provider-stated"], 40_000_000)
        (part,) = trace["ledger"][1]["parts"]
        assert (part["purpose"], part["tokens"], part["price_id"], part["note"]) == (
            "picture",
            None,
            None,
            "as Acme states",
        )
        assert paths(here.openai) == []
        assert paths(asked_at(here)) == [f"/v1/{endpoint}"]


@pytest.mark.parametrize(("endpoint", "path"), [(IMAGES, "/v1/images/edits"), (RESPONSES, "/v1/responses")])
async def test_a_version_is_changed_by_the_lane_and_its_lineage_kept(tmp_path: Path, endpoint: str, path: str) -> None:
    """The picture goes along; the version says what it came from and who drew it."""
    async with served(tmp_path / "home", endpoint=endpoint) as here:
        await judge(here, now_ms())
        first = await here.say("@darkroom a lighthouse at dusk --quality low")
        await here.answer(first)
        answer = await here.ask("make the sky stormy --via acme", thread=first)
        assert answer.files
        assert "*v2* from v1" in answer.all_text
        assert f"{VIA}\n*$0.010* as the provider states" in answer.all_text
        assert paths(asked_at(here)) == [path]


async def test_a_responses_lane_stores_nothing_and_asks_for_no_previews(tmp_path: Path) -> None:
    """Background mode is off, too."""
    async with served(tmp_path / "home", endpoint=RESPONSES) as here:
        await judge(here, now_ms(), allowed=MANUAL)
        await here.ask(f"{ASK} --previews 3")
        (entry,) = asked_at(here).journal.of("POST", "/v1/responses")
        assert (entry.body["background"], entry.body["store"]) == (False, False)
        assert entry.body["tools"][0]["partial_images"] == 0


async def test_without_being_picked_it_is_never_used(tmp_path: Path) -> None:
    """Not where the official lane is down, not for what follows a picture of its own."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        here.openai.faults.extend([Fault(kind="http_503")])
        failed = await here.ask("@darkroom a bridge at dawn")
        assert "*Not drawn.*" in failed.all_text
        assert VIA not in failed.all_text
        assert paths(asked_at(here)) == []
        picked = await here.say(ASK)
        shown = await here.answer(picked)
        drawn = len(paths(asked_at(here)))
        await here.slack.click(user="mo", channel="general", message_ts=shown.ts, action_id="variations")
        more = await here.until(lambda _: next((m for m in here.thread(picked) if "*v2a*" in m.all_text), None))
        assert VIA not in more.all_text
        assert len(paths(asked_at(here))) == drawn


async def test_each_host_is_shown_its_own_key_and_no_other(tmp_path: Path) -> None:
    """Each of the two takes only its own, and refuses nothing here."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        await here.ask(ASK)
        await here.ask("@darkroom a bridge at dawn")
        await here.ask(ASK)
        for sandbox, count in ((here.openai, 1), (asked_at(here), 2)):
            assert [entry.status for entry in sandbox.journal.entries] == [200] * count
        assert here.openai.workshop.api_key != asked_at(here).workshop.api_key


async def test_a_failure_of_the_lane_does_not_fall_back_to_the_official_one(tmp_path: Path) -> None:
    """And is told as the provider's, by its name."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        asked_at(here).faults.extend([Fault(kind="http_401", on="images")])
        answer = await here.ask(ASK)
        assert f"Acme does not accept this bot's key.\n{VIA}" in answer.all_text
        assert "An admin needs to check ACME_API_KEY." in answer.all_text
        assert "OpenAI" not in answer.all_text
        assert paths(here.openai) == []


async def test_a_lane_that_there_is_not_is_answered_with_those_there_are(tmp_path: Path) -> None:
    """Nothing is drawn by guessing."""
    async with served(tmp_path / "home") as here:
        answer = await here.ask("@darkroom a fox --via acne")
        assert "There is no lane acne; there is acme. Leave out --via for the official route." in answer.all_text
        twice = await here.ask("@darkroom a fox --via acme --via other")
        assert "Both --via acme and --via other are said" in twice.all_text
        assert paths(here.openai) == paths(asked_at(here)) == []


async def test_where_no_fallback_is_set_up_there_is_none_to_pick(here: Town) -> None:
    """Neither in words nor in the form."""
    assert "There is no lane acme: no fallback is set up here." in (await here.ask(ASK)).all_text
    await here.slack.shortcut(user="mo", callback_id="create_image")
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    assert "Route" not in str(form.blocks)


async def test_the_form_offers_the_lane_and_draws_by_it(tmp_path: Path) -> None:
    """Left empty it is the official one."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        await here.slack.shortcut(user="mo", callback_id="create_image")
        form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
        assert "acme (Acme), not first-party" in str(form.blocks)
        chosen = {"prompt": "a fox", "via": "acme", "where": "C0GENERAL"}
        await here.slack.submit(user="mo", view_id=form.id, values=chosen)
        await here.until(lambda w: [m for m in w.bot_messages("C0GENERAL") if m.files and VIA in m.all_text] or None)
        assert paths(here.openai) == []


async def test_a_lane_whose_variable_holds_no_key_does_not_start_and_the_bot_still_runs(tmp_path: Path) -> None:
    """The sentence names the variable."""
    async with beside(tmp_path / "home") as built:
        built.keys = {}
        async with built.open(fallbacks={"acme": fallback(asked_at(built).base_url)}) as here:
            await judge(here, now_ms())
            answer = await here.ask(ASK)
            assert "The lane acme does not start: ACME_API_KEY holds no key of its own" in answer.all_text
            assert (await here.ask("@darkroom a fox")).files
            assert paths(asked_at(here)) == []


def test_a_client_is_never_built_with_another_host_s_key(tmp_path: Path) -> None:
    """Before anything opens."""
    elsewhere = Lane(SANDBOX, "http://127.0.0.1:9/v1", "127.0.0.1:9")
    with pytest.raises(OurError, match="key_of_another_host"):
        OpenAILane(elsewhere, HostKey("127.0.0.1:10", KEY), Blobs(tmp_path))
    assert KEY not in repr(HostKey("127.0.0.1:10", KEY))


async def test_trace_usage_details_and_home_name_it(tmp_path: Path) -> None:
    """With what came from it, and that its amounts are its provider's word."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        asked = await here.say(ASK)
        shown = await here.answer(asked)
        official = await here.ask("@darkroom a fox --quality low --previews 0")
        assert official.files
        environment = process.environment(here)
        turn = (await here.trace(asked))["turn"]["id"]
        code, traced, _ = await darkroom("trace", turn, **environment)
        assert code == 0
        assert f"Picked: {VIA}" in traced
        assert f"step 0.1 by {VIA} (" in traced
        assert "  picture: $0.04 provider-stated (as Acme states)" in traced
        _, usage, _ = await darkroom("usage", "--by", "lane", **environment)
        assert f"of that {VIA}: $0.040, provider-stated" in usage
        assert f"  {VIA}  " in usage
        told = await here.slack.command(user="mo", channel="general", command="/image-usage", text="")
        said = await here.until(lambda _: [w for w in here.whispers("U0MO") if "of that" in w] or None)
        assert f"of that {VIA}: $0.040, provider-stated" in said[-1], told
        await here.slack.click(user="mo", channel="general", message_ts=shown.ts, action_id="details")
        view = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
        assert f"*{VIA}*" in str(view.blocks)
        assert "picture: $0.04, provider-stated (as Acme states)" in str(view.blocks)
        await here.slack.open_home(user="mo")
        page = await here.until(lambda w: w.homes.get("U0MO"))
        assert f"$0.040 · <#C0GENERAL> · {VIA} · `{turn}`" in str(page.blocks)
