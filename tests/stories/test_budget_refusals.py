"""Budgets over the wire: what does not fit is never sent, what was drawn before stays, and the figures agree afterwards."""

import csv
import io
import json
from typing import Any

import pytest

from bot.domain.budgets import Period, Scope, ScopeKind, Seed
from bot.domain.money import NanoUsd
from tests.stories.test_commands import darkroom
from tests.stories.town import Town, kinds, settled

ASK = "@darkroom a lighthouse --quality low --previews 0"


def limited(nano: int, kind: ScopeKind = ScopeKind.WORKSPACE, scope: str = "") -> tuple[Seed, ...]:
    """A budget of the policy file for each month."""
    return (Seed(Scope(kind, scope), Period.MONTH, NanoUsd(nano), (80, 100)),)


async def quote_of(here: Town) -> int:
    """What one such drawing reserves."""
    trace = await here.closed(await here.say(ASK))
    return int(trace["turn"]["quote_nano"])


async def test_a_drawing_that_does_not_fit_is_refused_by_the_budget_s_name_and_never_sent(empty_town: Town) -> None:
    async with empty_town.open(budgets=limited(20_000_000)) as here:
        asked = await here.say(ASK)
        answer = await here.answer(asked)
        trace = await here.trace(asked)
        assert "The workspace’s budget for" in answer.all_text
        assert "has $0.020 of $0.020 left, and this may cost up to $" in answer.all_text
        assert (trace["turn"]["outcome"], trace["turn"]["error"]) == ("refused", "budget")
        assert (kinds(trace), trace["attempts"], here.openai.meter.bills) == ([], [], [])
        assert (await here.verified()).findings == ()


async def test_where_only_some_pictures_fit_they_stay_and_the_rest_is_explained(empty_town: Town) -> None:
    async with empty_town.open() as here:
        quote = await quote_of(here)
        spent = sum(bill.nano_usd for bill in here.openai.meter.bills)
    async with empty_town.open(budgets=limited(spent + quote + 2_000_000)) as here:
        asked = await here.say(f"{ASK} --n 3")
        answer = await here.answer(asked)
        trace = await here.trace(asked)
        assert 0 < len(answer.files) < 3
        assert f"{len(answer.files)} of 3 pictures were drawn. The workspace’s budget for" in answer.all_text
        assert (trace["turn"]["outcome"], trace["turn"]["error"]) == ("drawn", "budget")
        assert settled(trace) == here.bill(trace)
        assert (await here.verified()).findings == ()


@pytest.mark.parametrize(("kind", "user"), [(ScopeKind.PERSON, "mo"), (ScopeKind.CHANNEL, "general")])
async def test_a_budget_of_one_leaves_the_others_alone(empty_town: Town, kind: ScopeKind, user: str) -> None:
    people, channels = empty_town.slack.workspace.person, empty_town.slack.workspace.channel
    scope = people(user).id if kind is ScopeKind.PERSON else channels(user).id
    async with empty_town.open(budgets=limited(1_000_000, kind, scope)) as here:
        refused = await here.ask(ASK)
        drawn = await here.ask(ASK, user="rae", channel="social")
        assert refused.files == []
        assert len(drawn.files) == 1


async def test_the_usage_command_says_what_the_bill_says(empty_town: Town) -> None:
    async with empty_town.open() as here:
        for user in ("mo", "mo", "rae"):
            await here.ask(ASK, user=user)
        mo = here.slack.workspace.person("mo").id
        billed = sum(bill.nano_usd for bill in here.openai.meter.bills)
        report = await usage(here)
        assert report["total_nano_usd"] == sum(report["by_basis"].values()) == billed
        assert [(row["key"] == mo, row["turns"], row["images"]) for row in report["rows"]] == [
            (True, 2, 2),
            (False, 1, 1),
        ]
        assert (report["currency"], report["zone"], report["open_reservations_nano_usd"]) == ("USD", "UTC", 0)
        days = await usage(here, "--by", "day", "--from", report["to"], "--to", report["to"])
        assert [(row["key"], row["nano_usd"]) for row in days["rows"]] == [(report["to"], billed)]
        code, out, _ = await darkroom("usage", "--by", "quality", "--csv", DARKROOM_HOME=str(here.home))
        table = list(csv.DictReader(io.StringIO(out)))
        assert [(row["quality"], row["images"], int(row["nano_usd"])) for row in table] == [("low", "3", billed)]
        code, out, _ = await darkroom("usage", DARKROOM_HOME=str(here.home))
        assert code == 0
        assert "3 images, 3 turns" in out


async def usage(here: Town, *options: str) -> dict[str, Any]:
    """What the command answers a script."""
    code, out, err = await darkroom("usage", "--json", *options, DARKROOM_HOME=str(here.home))
    assert code == 0, err
    report: dict[str, Any] = json.loads(out)
    assert report["total_nano_usd"] == sum(row["nano_usd"] for row in report["rows"])
    return report


WRONG = [
    ("--from", "2026-13"),
    ("--from", "2026-02-30"),
    ("--from", "2026-11-02", "--to", "2026-11-01"),
    ("--by", "dog"),
    ("--json", "--csv"),
]


@pytest.mark.parametrize("options", WRONG, ids=[" ".join(options) for options in WRONG])
async def test_wrong_options_are_wrong_usage(empty_town: Town, options: tuple[str, ...]) -> None:
    async with empty_town.open() as here:
        code, out, err = await darkroom("usage", *options, DARKROOM_HOME=str(here.home))
        assert (code, out) == (2, "")
        assert err.strip()
        assert "Traceback" not in err


async def test_the_price_table_says_what_is_in_force_and_how_old_it_is() -> None:
    code, out, _ = await darkroom("prices", "--json")
    rows = json.loads(out)["prices"]
    assert code == 0
    in_force = [row for row in rows if (row["model"], row["class"]) == ("gpt-image-2", "image_out") and row["in_force"]]
    assert [(row["usd_per_million"], row["valid_from"]) for row in in_force] == [("30", "2026-04-21")]
    assert all(row["source"].startswith("https://") and row["age_days"] >= 0 for row in rows)
    code, out, _ = await darkroom("prices")
    assert "US dollars per million tokens." in out
