"""Books against the bill over the wire: after cuts, stops and missing usage both are the same to the last digit."""

import json
from datetime import UTC
from typing import Any

import pytest

from bot.domain import periods
from bot.domain.budgets import DAY_MS
from bot.domain.ledger import Basis
from bot.domain.reconciling import Did
from bot.domain.usage import Filters, Totals
from bot.providers.clock import IdMaker, now_ms
from bot.providers.openai.bills import BillUnavailableError, OpenAIBills
from bot.sandbox.slack.message import Message
from bot.services.reconcile import NO_BILL, NOT_OVER, Reconciler, Reconciliation
from db import unattributed, usage
from tests.stories import process
from tests.stories.test_commands import darkroom
from tests.stories.town import Town, basis, settled

ASK = "@darkroom a lighthouse --quality low --previews 2"
CUT = {"after": "response.image_generation_call.partial_image"}
KEY = "sk-admin-sandbox"


def tomorrow() -> int:
    """A moment at which everything of this story lies in days that are over."""
    return now_ms() + DAY_MS


class Days:
    """The UTC days of a story, from before it began to its end."""

    def __init__(self) -> None:
        self.first = periods.day_of(now_ms(), UTC)

    @property
    def phrase(self) -> str:
        """As it is asked for; it may have become midnight."""
        return f"{self.first}..{periods.day_of(now_ms(), UTC)}"

    @property
    def span(self) -> periods.Span:
        """The same, read."""
        return periods.parse(self.phrase, periods.day_of(tomorrow(), UTC))


def reconciler(here: Town, *, key: str = KEY, project: str | None = None) -> Reconciler:
    """As the command makes it, a day later."""
    assert here.bot is not None
    bills = OpenAIBills(here.openai.base_url, key, project)
    return Reconciler(here.bot.store, tomorrow, IdMaker(), bills, "sandbox")


async def totals(here: Town, days: Days) -> Totals:
    """What the books say of the story."""
    assert here.bot is not None
    return await here.bot.store.run(lambda tx: usage.totals(tx, span=days.span, filters=Filters()))


async def corrections(here: Town, days: Days) -> list[Any]:
    """What was booked of no attempt."""
    assert here.bot is not None
    span = days.span
    return await here.bot.store.run(
        lambda tx: unattributed.of_days(tx, first_day=span.first_day, last_day=span.last_day)
    )


async def stopped(here: Town) -> Message:
    """A drawing that was stopped after its first preview."""
    here.openai.faults.add("hang", **CUT)
    asked = await here.say(ASK)
    await here.until(lambda w: [m for m in w.replies(asked) if "Preview" in m.all_text] or None)
    status = next(m for m in here.thread(asked) if m.buttons)
    await here.slack.click(user="mo", channel="general", message_ts=status.ts, action_id="stop")
    await here.closed(asked)
    return asked


def did(made: Reconciliation) -> set[Did]:
    """What was done, over all lines."""
    return {one.did for one in made.compared}


@pytest.mark.parametrize("inside", [True, False])
async def test_after_cuts_stops_and_missing_usage_the_books_are_the_bill(empty_town: Town, inside: bool) -> None:
    """Nothing is spread over attempts, doing it again books nothing more, and the books verify."""
    empty_town.openai.settings.previews_in_usage = inside
    days = Days()
    async with empty_town.open(background=False) as here:
        for fault, params in (
            ("cut", CUT), ("early_end", {"after": "response.created"}), ("no_usage", {}), ("no_tool_usage", {}),
            ("cached_omitted", {}), ("fewer_previews", {"count": 1}), ("failed_moderation", {}), ("http_500", {}),
        ):  # fmt: skip
            here.openai.faults.add(fault, **params)
            await here.closed(await here.say(ASK))
        await stopped(here)
        await here.ask(ASK)
        before = await totals(here, days)
        assert before.nano > here.openai.meter.nano_usd
        dry = await reconciler(here).reconcile(days.phrase, dry_run=True)
        assert not dry.agrees
        assert await totals(here, days) == before
        made = await reconciler(here).reconcile(days.phrase)
        assert made.agrees
        assert [one.line for one in made.compared] == [one.line for one in dry.compared]
        after = await totals(here, days)
        assert after.nano == here.openai.meter.nano_usd
        again = await reconciler(here).reconcile(days.phrase)
        assert (did(again), again.agrees, await totals(here, days)) == ({Did.NOTHING}, True, after)
        booked = [(row["day"], row["line_item"]) for row in await corrections(here, days)]
        assert booked
        assert len(booked) == len(set(booked))
        assert (await here.verified()).findings == ()


async def test_where_one_attempt_alone_holds_it_gets_what_the_bill_says(empty_town: Town) -> None:
    """Beside metered drawings: the stopped one costs what was billed for it, and nobody's correction is needed."""
    days = Days()
    async with empty_town.open(background=False) as here:
        await here.ask(ASK)
        asked = await stopped(here)
        assert settled(await here.trace(asked)) > here.bill(await here.trace(asked))
        assert did(await reconciler(here).reconcile(days.phrase)) == {Did.ADJUSTED}
        trace = await here.trace(asked)
        assert settled(trace) == here.bill(trace)
        assert basis(trace) == ["ceiling"]
        after = await totals(here, days)
        assert (after.held, after.unattributed, after.nano) == (0, 0, here.openai.meter.nano_usd)
        assert after.by_basis[Basis.RECONCILED] == here.bill(trace)
        assert await corrections(here, days) == []
        assert (await here.verified()).findings == ()


async def test_bills_are_of_utc_days_wherever_the_books_count(empty_town: Town) -> None:
    """Drawings are compared by the UTC day in which they were sent, and the command says so."""
    days = Days()
    async with empty_town.open(background=False, books_zone="Pacific/Kiritimati") as here:
        asked = await stopped(here)
        environment = process.environment(here) | {"OPENAI_ADMIN_KEY": KEY}
        _, out, _ = await darkroom("reconcile", days.phrase, "--dry-run", **environment)
        assert "the books count in Pacific/Kiritimati: drawings are compared by the UTC day" in out
        made = await reconciler(here).reconcile(days.phrase)
        assert (made.agrees, {one.line.day for one in made.compared} <= set(days.phrase.split(".."))) == (True, True)
        trace = await here.trace(asked)
        assert settled(trace) == here.bill(trace)
        assert (await here.verified()).findings == ()


async def test_what_others_spend_is_never_booked(empty_town: Town) -> None:
    """A bill of two projects is refused with their names; of the bot's own it agrees."""
    days = Days()
    async with empty_town.open() as here:
        await here.ask(ASK)
        here.openai.settings.other_project_nano = 5_000_000
        with pytest.raises(BillUnavailableError, match=r"2 projects \(proj_other, proj_sandbox\)"):
            await reconciler(here).reconcile(days.phrase)
        assert (await reconciler(here, project="proj_sandbox").reconcile(days.phrase)).agrees
        assert await corrections(here, days) == []


async def test_what_the_key_was_used_for_elsewhere_is_booked_once_and_of_nobody(empty_town: Town) -> None:
    """A line that no drawing explains is nobody's."""
    days = Days()
    async with empty_town.open() as here:
        await here.ask(ASK)
        here.openai.settings.project = "proj_other"
        here.openai.settings.other_project_nano = 5_000_000
        made = await reconciler(here).reconcile(days.phrase)
        booked = [one.line for one in made.compared if one.did is Did.BOOKED]
        assert {(line.unexplained, line.the_one) for line in booked} == {(5_000_000, None)}
        assert (await totals(here, days)).unattributed == 5_000_000 * len(booked)
        assert did(await reconciler(here).reconcile(days.phrase)) == {Did.NOTHING}
        assert (await here.verified()).findings == ()


async def test_a_day_without_a_bill_is_not_corrected_away(empty_town: Town) -> None:
    """Bills come late: the books stand until there is one."""
    days = Days()
    async with empty_town.open() as here:
        await here.ask(ASK)
        before = await totals(here, days)
        made = await reconciler(here, project="proj_empty").reconcile(days.phrase)
        assert (did(made), {one.because for one in made.compared}) == ({Did.NOTHING}, {NO_BILL})
        assert not made.agrees
        assert await totals(here, days) == before


async def test_the_command_compares_a_day_that_is_not_over_and_books_nothing(empty_town: Town) -> None:
    """Beside a running bot; it exits with 1 while a difference remains and with 0 where there is none."""
    days = Days()
    async with empty_town.open(background=False) as here:
        environment = process.environment(here) | {"OPENAI_ADMIN_KEY": KEY}
        await here.ask(ASK)
        code, out, err = await darkroom("reconcile", days.phrase, **environment)
        assert (code, err) == (0, "")
        assert out.endswith("Books and bill agree.\n")
        await stopped(here)
        code, out, _ = await darkroom("reconcile", days.phrase, "--json", **environment)
        told = json.loads(out)
        assert (code, told["agrees"], told["zone"], told["unexplained_nano_usd"]) == (1, False, "UTC", 0)
        assert told["provider_nano_usd"] == here.openai.meter.nano_usd
        assert told["difference_nano_usd"] == told["provider_nano_usd"] - told["ledger_nano_usd"] < 0
        assert {line["because"] for line in told["lines"] if line["difference_nano_usd"]} == {NOT_OVER}
        assert {line["did"] for line in told["lines"]} == {"nothing"}
        code, out, _ = await darkroom("reconcile", days.phrase, "--dry-run", **environment)
        assert code == 1
        assert "held at its ceiling" in out
        assert f"nothing booked: {NOT_OVER}" in out
        assert await corrections(here, days) == []


async def test_the_command_says_what_is_missing_or_wrong(empty_town: Town) -> None:
    """No key, a key without the right, a period that is none, and a place no key is sent to."""
    async with empty_town.open() as here:
        environment = process.environment(here)
        code, _, err = await darkroom("reconcile", "today", **environment)
        assert (code, "write off" in err) == (2, True)
        code, _, err = await darkroom("reconcile", "today", **environment, OPENAI_ADMIN_KEY="sk-sandbox")
        assert (code, "must be an admin key" in err) == (1, True)
        code, _, err = await darkroom("reconcile", "someday", **environment, OPENAI_ADMIN_KEY=KEY)
        assert (code, "is not a period" in err) == (2, True)
        elsewhere = environment | {"OPENAI_BASE_URL": "https://gateway.example.com/v1", "OPENAI_ADMIN_KEY": KEY}
        code, _, err = await darkroom("reconcile", "today", **elsewhere)
        assert (code, "no admin key is sent there" in err) == (2, True)
