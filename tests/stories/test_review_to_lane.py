"""From a review to its lane and back: what the conversation decided is what the lane obeys, to the day and at once."""

from typing import Any

from freezegun import freeze_time

from bot.domain.fallbacks import Fallback
from bot.domain.gates.route import Purpose
from tests.stories.provider import fallback
from tests.stories.reviewing import opened, press, proven, said, verdict
from tests.stories.town import Town

ROUTE = "https://api.nowhere.example/v1"
DRAW = "@darkroom a lighthouse --via acme"
ASK = f"@darkroom can we use {ROUTE} for experiments?"


def lane() -> dict[str, Fallback]:
    """The lane `acme`, at a host that cannot be reached from anywhere: that it started is seen by its announcement."""
    return {"acme": fallback(ROUTE)}


def policy(purpose: Purpose) -> dict[str, Any]:
    """Two reviewers, and channels for one purpose."""
    reviewers = frozenset({"U0ADA", "U0RAE"})
    return {"fallbacks": lane(), "purposes": {"*": purpose}, "reviewers": reviewers}


def begun(here: Town) -> list[str]:
    """The first messages of drawings by the lane."""
    calls = here.slack.calls_to("chat.postMessage")
    return [str(call.arguments["text"]) for call in calls if "via acme, not first-party" in str(call.arguments["text"])]


async def test_a_lane_starts_with_its_verdict_and_stops_with_it(empty_town: Town) -> None:
    """No verdict, a verdict that waits, one in force, one revoked: each time the lane does as it says."""
    empty_town.keys = {"acme": "sk-acme-of-its-own"}
    async with empty_town.open(**policy(Purpose.CUSTOMER)) as here:
        assert "it has no verdict" in (await here.ask(DRAW)).all_text
        asked = await proven(here, f"@darkroom can we use {ROUTE} for customer product shots?")
        given = await verdict(here, asked)
        assert "waits for a second reviewer" in (await here.ask(DRAW)).all_text
        assert begun(here) == []
        await press(here, given, "review_second", "rae")
        await here.until(lambda _: any("is confirmed" in note.all_text for note in said(here, asked)))
        await here.ask(DRAW)
        assert begun(here)
        count = len(begun(here))
        name = next(word.strip("`") for word in given.all_text.split() if word.startswith("`j"))
        await here.slack.command(user="ada", channel="general", command="/gateway", text=f"revoke {name} new owner")
        await here.until(lambda _: any("is revoked" in note.all_text for note in said(here, asked)))
        assert "its verdict was revoked: new owner" in (await here.ask(DRAW)).all_text
        assert len(begun(here)) == count
        assert (await here.verified()).findings == ()


async def test_a_verdict_that_expires_at_midnight_stops_its_lane(empty_town: Town) -> None:
    """Its last day is allowed to the end; a second later the lane names the day and how to go on."""
    empty_town.keys = {"acme": "sk-acme-of-its-own"}
    with freeze_time("2026-11-24 10:00", real_asyncio=True) as clock:
        async with empty_town.open(**policy(Purpose.EXPERIMENTS)) as here:
            await verdict(here, await opened(here, ASK))
            clock.move_to("2027-02-22 23:59:50")
            await here.ask(DRAW)
            assert len(begun(here)) > 0
            count = len(begun(here))
            clock.move_to("2027-02-23 00:00:01")
            refused = await here.ask(DRAW)
            assert "its verdict expired on 2027-02-22" in refused.all_text
            assert f"/gateway review {ROUTE}" in refused.all_text
            assert len(begun(here)) == count


async def test_tests_alone_do_not_open_a_lane_for_customers(empty_town: Town) -> None:
    """The gate that is missing is named."""
    empty_town.keys = {"acme": "sk-acme-of-its-own"}
    async with empty_town.open(**policy(Purpose.CUSTOMER)) as here:
        await verdict(here, await opened(here, ASK))
        refused = (await here.ask(DRAW)).all_text
        assert "which needs production plus brand and customer assets" in refused
        assert "owner unknown" in refused
        assert begun(here) == []
