"""The gate before a fallback: nothing is sent unless a verdict in force covers what the channel is for."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from freezegun import freeze_time

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.facts import Grade
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import VerdictState
from bot.domain.gates.route import Purpose, RouteClass
from bot.providers.clock import now_ms
from bot.sandbox.openai.fault import Fault
from tests.stories.provider import MANUAL, asked_at, end, except_for_risk, judge, paths, reached, served
from tests.stories.test_fallback import ASK, VIA, announced
from tests.stories.town import Town, kinds

BUT_SECOND = frozenset({Permission.MANUAL_TESTS, Permission.COST_PROMISES, Permission.PRODUCTION})
UNANSWERED = {Gate.BILLING: Grade.UNKNOWN, Gate.RIGHTS: Grade.CLAIMED}


async def standing(here: Town, **how: Any) -> None:
    """A verdict is given."""
    await judge(here, now_ms(), **how)


async def ended(here: Town, state: VerdictState, why: str = "") -> None:
    """A verdict is given and put out of force."""
    await judge(here, now_ms())
    await end(here, state, why)


Given = Callable[[Town], Awaitable[None]]
CLOSED: list[tuple[str, Purpose, Given | None, str]] = [
    (
        "no verdict",
        Purpose.EXPERIMENTS,
        None,
        "it has no verdict. Nobody has reviewed gpt-image-2, images/generations, key group default there.",
    ),
    (
        "expired",
        Purpose.EXPERIMENTS,
        lambda here: standing(here, until=date(2026, 1, 31)),
        "its verdict expired on 2026-01-31.",
    ),
    (
        "revoked",
        Purpose.EXPERIMENTS,
        lambda here: ended(here, VerdictState.REVOKED, "the bill differed"),
        "its verdict was revoked: the bill differed.",
    ),
    (
        "reopened",
        Purpose.EXPERIMENTS,
        lambda here: ended(here, VerdictState.REOPENED, "its terms changed"),
        "its verdict was reopened: its terms changed.",
    ),
    (
        "an account pool",
        Purpose.EXPERIMENTS,
        lambda here: standing(here, route_class=RouteClass.ACCOUNT_POOL),
        "it is an account pool. Stop; nothing but leaving it.",
    ),
    (
        "waiting",
        Purpose.INTERNAL,
        lambda here: standing(here, state=VerdictState.WAITING),
        "the purpose here is internal, which needs production, and its verdict waits for a second reviewer.",
    ),
    (
        "a purpose not covered",
        Purpose.INTERNAL,
        lambda here: standing(here, allowed=MANUAL, worst=UNANSWERED),
        "the purpose here is internal, which needs production. Missing: production, held back by failed-call billing "
        "unknown; output rights claimed. Not in production; use the official route.",
    ),
    (
        "customers' assets",
        Purpose.CUSTOMER,
        lambda here: standing(here, allowed=BUT_SECOND, worst={Gate.RIGHTS: Grade.UNKNOWN}),
        "the purpose here is customer or brand assets, which needs production plus brand and customer assets. Missing: "
        "brand and customer assets, held back by output rights unknown",
    ),
]


@pytest.mark.parametrize(("purpose", "given", "why"), [row[1:] for row in CLOSED], ids=[row[0] for row in CLOSED])
async def test_a_lane_that_is_not_covered_does_not_start_and_says_which_gate_is_missing(
    tmp_path: Path, purpose: Purpose, given: Given | None, why: str
) -> None:
    """With the stop rule, and how to go on; nothing was announced, sent or booked."""
    async with served(tmp_path / "home", purpose) as here:
        if given is not None:
            await given(here)
        asked = await here.say(ASK)
        answer = await here.answer(asked)
        assert "*Not drawn.* The lane acme (Acme) does not start: " in answer.all_text
        assert why in answer.all_text
        assert "Stop rule: stop when a bill differs." in answer.all_text
        review = f"/gateway review {here.policy.fallbacks['acme'].base_url}, or leave out --via for the official route."
        assert review in answer.all_text
        assert "It cost nothing." in answer.all_text
        assert (announced(here), paths(asked_at(here)), paths(here.openai)) == ([], [], [])
        trace = await here.trace(asked)
        assert (trace["attempts"], trace["ledger"], trace["turn"]["error"]) == ([], [], "lane_not_covered")


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_an_unlimited_verdict_covers_every_purpose(tmp_path: Path, purpose: Purpose) -> None:
    """All five gates are evidenced."""
    async with served(tmp_path / "home", purpose) as here:
        await judge(here, now_ms())
        assert (await here.ask(ASK)).files


async def test_a_verdict_on_every_endpoint_covers_until_one_endpoint_s_own_is_revoked(tmp_path: Path) -> None:
    """What was decided last holds."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms(), endpoint="", number=1)
        assert (await here.ask(ASK)).files
        await judge(here, now_ms(), number=2)
        assert (await here.ask(ASK)).files
        await end(here, VerdictState.REVOKED, "the bill differed", number=2)
        assert "its verdict was revoked: the bill differed." in (await here.ask(ASK)).all_text
        await judge(here, now_ms(), endpoint="", number=3)
        assert (await here.ask(ASK)).files


async def test_a_verdict_on_another_route_covers_nothing(tmp_path: Path) -> None:
    """Another endpoint, model or key group of the same host was not looked at."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms(), endpoint="responses")
        assert "it has no verdict." in (await here.ask(ASK)).all_text


async def test_a_direct_message_is_an_experiment(tmp_path: Path) -> None:
    """Though every channel is for customers."""
    async with served(tmp_path / "home", Purpose.CUSTOMER) as here:
        await judge(here, now_ms(), allowed=MANUAL)
        dm = here.slack.workspace.dm("mo").id
        assert (await here.ask("a lighthouse at dusk --via acme", channel=dm)).files
        assert "does not start" in (await here.ask(ASK)).all_text


async def test_a_verdict_ends_with_its_last_day_in_utc(tmp_path: Path) -> None:
    """A minute earlier it covered."""
    evening = datetime(2026, 11, 24, 23, 59, 30, tzinfo=UTC)
    with freeze_time(evening, real_asyncio=True, tick=True) as clock:
        async with served(tmp_path / "home") as here:
            await judge(here, now_ms(), until=evening.date())
            assert (await here.ask(ASK)).files
            clock.move_to(evening + timedelta(seconds=45))
            answer = await here.ask(ASK)
            assert "its verdict expired on 2026-11-24." in answer.all_text
            assert len(paths(asked_at(here))) == 1


async def test_a_verdict_that_ends_while_a_drawing_waits_for_room_stops_it(tmp_path: Path) -> None:
    """It was announced, and nothing of it is sent."""
    async with served(tmp_path / "home", policy={"concurrency": 1}) as here:
        await judge(here, now_ms())
        here.openai.faults.add("hang", after="response.image_generation_call.partial_image")
        first = await here.say("@darkroom a bridge at dawn")
        await here.until(lambda w: [m for m in w.replies(first) if "Preview" in m.all_text] or None)
        waiting = await here.say(ASK)
        await here.until(lambda _: any(VIA in text for text in announced(here)))
        await end(here, VerdictState.REVOKED, "the bill differed")
        await here.slack.stop_session(user="mo", channel="general", thread_ts=first.ts)
        answer = await here.answer(waiting)
        assert "its verdict was revoked: the bill differed." in answer.all_text
        assert paths(asked_at(here)) == []
        assert (await here.trace(waiting))["ledger"] == []


async def test_a_verdict_that_ends_between_two_pictures_keeps_the_first_and_stops_the_second(tmp_path: Path) -> None:
    """The person is told why there is one."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        asked_at(here).faults.add("slow_start", on="images", delay_s=0.5)
        asked = await here.say(f"{ASK} --n 2")
        await reached(here)
        await end(here, VerdictState.REOPENED, "its terms changed")
        answer = await here.answer(asked)
        assert (
            "1 of 2 pictures were drawn. The lane acme (Acme) does not start: its verdict was reopened"
            in answer.all_text
        )
        assert kinds(await here.trace(asked)) == ["reservation", "settlement"]
        assert len(paths(asked_at(here))) == 1


async def test_a_verdict_that_ends_stops_the_next_try(tmp_path: Path) -> None:
    """What is under way is not paid for anew."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        asked_at(here).faults.extend([Fault(kind="http_429_rate", on="images", retry_after=1, times=2)])
        asked = await here.say(ASK)
        await reached(here)
        await end(here, VerdictState.REVOKED)
        answer = await here.answer(asked)
        assert "its verdict was revoked." in answer.all_text
        assert len(paths(asked_at(here))) == 1
        assert kinds(await here.trace(asked)) == ["reservation", "release"]


async def test_a_risk_exception_opens_internal_use_and_is_printed_on_everything(tmp_path: Path) -> None:
    """Though its verdict allows manual tests alone."""
    until = datetime.now(UTC).date() + timedelta(days=7)
    label = f"{VIA}, under a risk exception until {until.isoformat()}"
    async with served(tmp_path / "home", Purpose.INTERNAL) as here:
        await judge(here, now_ms(), allowed=MANUAL, worst=UNANSWERED)
        await except_for_risk(here, until)
        asked = await here.say(ASK)
        answer = await here.answer(asked)
        assert answer.files
        assert label in answer.all_text
        assert announced(here)[0].splitlines()[1] == label
        assert (await here.trace(asked))["turn"]["plan"]["via"]["notes"] == [label.removeprefix(f"{VIA}, ")]
        await here.slack.open_home(user="mo")
        assert label in str((await here.until(lambda w: w.homes.get("U0MO"))).blocks)


async def test_a_risk_exception_opens_nothing_for_customers(tmp_path: Path) -> None:
    """Whatever it says."""
    async with served(tmp_path / "home", Purpose.CUSTOMER) as here:
        await judge(here, now_ms(), allowed=MANUAL, worst=UNANSWERED)
        await except_for_risk(here, datetime.now(UTC).date() + timedelta(days=7))
        assert "does not start" in (await here.ask(ASK)).all_text
        assert paths(asked_at(here)) == []
