"""What a fallback costs: its stated price, what its policy says of failed calls, and never a part of OpenAI's bill."""

from pathlib import Path

import pytest

from bot.domain.budgets import Period, Scope, ScopeKind, Seed
from bot.domain.fallbacks import RESPONSES, FailedCalls
from bot.domain.money import NanoUsd
from bot.domain.policy import Receipts
from bot.domain.reconciling import Did
from bot.providers.clock import now_ms
from bot.sandbox.openai.fault import Fault
from tests.stories.provider import PRICES, asked_at, judge, paths, reached, served
from tests.stories.test_fallback import ASK, VIA
from tests.stories.test_home_and_alerts import direct, home
from tests.stories.test_reconcile import Days, reconciler
from tests.stories.town import basis, kinds, settled

PRICE = PRICES["medium"]
FAILED: list[tuple[str, FailedCalls, list[str], list[str], int, str]] = [
    ("http_500", FailedCalls.NOT_BILLED, ["reservation", "release"], [], 0, "It cost nothing."),
    ("http_400_moderation", FailedCalls.NOT_BILLED, ["reservation", "release"], [], 0, "It cost nothing."),
    ("http_500", FailedCalls.BILLED, ["reservation", "settlement"], ["provider-stated"], PRICE, "It cost $0.040."),
    (
        "http_400_invalid",
        FailedCalls.BILLED,
        ["reservation", "settlement"],
        ["provider-stated"],
        PRICE,
        "It cost $0.040.",
    ),
    ("http_500", FailedCalls.UNKNOWN, ["reservation", "settlement"], ["ceiling"], PRICE, "up to $0.040 stays reserved"),
    (
        "http_429_rate",
        FailedCalls.UNKNOWN,
        ["reservation", "settlement"],
        ["ceiling"],
        PRICE,
        "up to $0.040 stays reserved",
    ),
    ("drop_before_headers", FailedCalls.NOT_BILLED, ["reservation", "settlement"], ["ceiling"], PRICE, "up to $0.040"),
    ("drop_before_headers", FailedCalls.BILLED, ["reservation", "settlement"], ["provider-stated"], PRICE, "$0.040"),
    ("cut", FailedCalls.NOT_BILLED, ["reservation", "settlement"], ["ceiling"], PRICE, "up to $0.040 stays reserved"),
]


@pytest.mark.parametrize(
    ("kind", "rule", "entries", "how_known", "cost", "said"), FAILED, ids=[f"{row[0]}, {row[1]}" for row in FAILED]
)
async def test_a_failed_call_costs_what_the_policy_says_of_it(
    tmp_path: Path, kind: str, rule: FailedCalls, entries: list[str], how_known: list[str], cost: int, said: str
) -> None:
    """Where nobody knows, it is held; and it is tried again only where that surely costs nothing."""
    async with served(tmp_path / "home", failed_calls=rule) as here:
        await judge(here, now_ms())
        asked_at(here).faults.extend([Fault(kind=kind, on="images")])
        asked = await here.say(ASK)
        answer = await here.answer(asked)
        assert "*Not drawn.*" in answer.all_text
        assert VIA in answer.all_text
        assert said in answer.all_text
        trace = await here.trace(asked)
        assert (kinds(trace), basis(trace), settled(trace)) == (entries, how_known, cost)
        assert len(paths(asked_at(here))) == 1
        assert paths(here.openai) == []


async def test_too_many_requests_are_tried_again_where_failed_calls_are_not_billed(tmp_path: Path) -> None:
    """Each try is an attempt on the same lane."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        asked_at(here).faults.extend([Fault(kind="http_429_rate", on="images", retry_after=0.01)])
        asked = await here.say(ASK)
        assert (await here.answer(asked)).files
        trace = await here.trace(asked)
        assert kinds(trace) == ["reservation", "release", "reservation", "settlement"]
        assert {attempt["lane"] for attempt in trace["attempts"]} == {"fallback:acme"}


async def test_several_pictures_cost_their_price_each(tmp_path: Path) -> None:
    """By quality."""
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        asked = await here.say(f"{ASK} --n 3 --quality low")
        answer = await here.answer(asked)
        assert len(answer.files) == 3
        assert "*$0.030* as the provider states: picture $0.030" in answer.all_text
        assert (await here.trace(asked))["turn"]["quote_nano"] == 3 * PRICES["low"]


async def test_a_budget_that_is_too_small_says_what_would_fit_at_the_lane_s_price(tmp_path: Path) -> None:
    """Nothing is sent."""
    seeds = (Seed(Scope(ScopeKind.WORKSPACE), Period.MONTH, NanoUsd(20_000_000), (80, 100)),)
    async with served(tmp_path / "home", policy={"budgets": seeds}) as here:
        await judge(here, now_ms())
        answer = await here.ask(ASK)
        assert "What fits: 1024×1024 low without previews, at most $0.010." in answer.all_text
        assert paths(asked_at(here)) == []


async def test_a_question_before_spending_names_the_lane(tmp_path: Path) -> None:
    """And the yes draws by it."""
    async with served(tmp_path / "home", policy={"ask_above_nano": NanoUsd(1_000_000)}) as here:
        await judge(here, now_ms())
        asked = await here.say(ASK)
        question = await here.answer(asked)
        assert VIA in question.all_text
        assert "This may cost about $0.04, at most $0.04." in question.all_text
        await here.slack.click(user="mo", channel="general", message_ts=question.ts, action_id="approve")
        drawn = await here.until(lambda _: next((m for m in here.thread(asked) if m.files), None))
        assert VIA in drawn.all_text
        assert paths(here.openai) == []


async def test_a_stop_closes_the_connection_and_holds_the_price(tmp_path: Path) -> None:
    """Nobody knows whether the provider finished it; it is asked nothing more."""
    async with served(tmp_path / "home", endpoint=RESPONSES) as here:
        await judge(here, now_ms())
        asked_at(here).faults.add("slow", delay_s=30)
        asked = await here.say(ASK)
        await here.until(lambda _: [m for m in here.thread(asked) if m.buttons] or None)
        await reached(here)
        await here.slack.stop_session(user="mo", channel="general", thread_ts=asked.ts)
        answer = await here.answer(asked)
        assert f"*Stopped.*\n{VIA}" in answer.all_text
        trace = await here.trace(asked)
        assert (basis(trace), settled(trace)) == (["ceiling"], PRICE)
        assert paths(asked_at(here)) == ["/v1/responses"]


async def test_reconciling_never_counts_it_against_openai_s_bill(tmp_path: Path) -> None:
    """The bill has only what OpenAI drew, and so has what it is held against."""
    days = Days()
    async with served(tmp_path / "home") as here:
        await judge(here, now_ms())
        await here.ask(ASK)
        official = await here.say("@darkroom a fox --quality low --previews 0")
        await here.answer(official)
        made = await reconciler(here).reconcile(days.phrase)
        assert made.agrees
        assert sum(one.line.ledger for one in made.compared) == settled(await here.trace(official))
        assert {one.did for one in made.compared} == {Did.NOTHING}


async def test_what_is_held_for_a_fallback_can_be_written_off_by_its_name(tmp_path: Path) -> None:
    """No bill of OpenAI's will ever settle it."""
    async with served(tmp_path / "home", failed_calls=FailedCalls.UNKNOWN) as here:
        await judge(here, now_ms())
        asked_at(here).faults.extend([Fault(kind="http_500", on="images")])
        asked = await here.say(ASK)
        await here.answer(asked)
        page = await home(here, "ada")
        assert "*$0.040* held at its ceiling since" in str(page.blocks)
        assert f"<@U0MO> · {VIA}" in str(page.blocks)
        assert f"of that {VIA}: $0.040, provider-stated, $0.040 of it at the ceiling" in str(page.blocks)
        await here.slack.click(user="ada", view_id=page.id, action_id="write_off")
        form = await here.until(lambda w: next(iter(w.open_views("U0ADA")), None))
        await here.slack.submit(user="ada", view_id=form.id, values={"reason": "Acme does not say"})
        await here.until(lambda _: any("Written off" in said for said in direct(here, "ada")))
        assert settled(await here.trace(asked)) == 0


async def test_a_receipt_for_the_requester_alone_names_the_lane(tmp_path: Path) -> None:
    """As does the picture, to everybody."""
    async with served(tmp_path / "home", policy={"receipts": Receipts.REQUESTER}) as here:
        await judge(here, now_ms())
        answer = await here.ask(ASK)
        assert VIA in answer.all_text
        assert "$" not in answer.all_text
        told = await here.until(lambda _: [said for said in here.whispers("U0MO") if "$0.040" in said] or None)
        assert told[0].startswith(f"{VIA}\n*$0.040* as the provider states")
