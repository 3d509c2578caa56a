"""What is official, what of it can no longer be relied on, and how that reads in a terminal and in a thread."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain import contract_words
from bot.domain.answers import ContractAnswer
from bot.domain.contract import Contract, Used, Why, stale
from bot.domain.money import NanoUsd
from bot.domain.policy import Policy
from bot.providers.config.contract_file import contract
from bot.sandbox.slack.blockkit.surface import check_message
from bot.services.contract import OfficialContract
from handlers.blocks.answers import render
from tests.handlers.test_block_rules import no_file, texts
from tests.stories.test_commands import darkroom

READ = date(2026, 11, 22)
TODAY = date(2026, 11, 24)
SNAPSHOT = "gpt-image-2-2026-04-21"


def known(mainline: str = "gpt-5.4", image: str = "gpt-image-2") -> Contract:
    """The shipped contract, all of it read on one day, whatever the files say by now."""
    made = contract(Used(mainline, image), ms(TODAY))
    then = replace(made.hosts_source, checked_on=READ)
    return replace(
        made,
        models=tuple(replace(one, source=then) for one in made.models),
        endpoints=tuple(replace(one, source=then) for one in made.endpoints),
        prices=tuple(replace(one, source=then) for one in made.prices),
        hosts_source=then,
        leaving_source=then,
        table=replace(made.table, source=then, formula=then),
    )


def ms(day: date) -> int:
    """The first moment of a day."""
    return int(datetime.combine(day, datetime.min.time(), UTC).timestamp() * 1000)


def with_last_day(last_day: date | None) -> Contract:
    """The contract with a last day for the image model."""
    made = known()
    return replace(made, models=tuple(replace(one, last_day=last_day) for one in made.models[1:]))


@pytest.mark.parametrize(("days", "old"), [(0, False), (90, False), (91, True), (400, True)])
def test_a_row_is_old_after_ninety_days(days: int, old: bool) -> None:
    """To the day, and all that was read then is told in one line."""
    made = known()
    found = stale(made, READ + timedelta(days))
    assert {one.why for one in found} == ({Why.OLD} if old else set())
    assert {one.what for one in found} == ({what for what, _ in made.dated()} if old else set())
    assert len(contract_words.trouble(found)) == int(old)


LAST_DAYS: list[tuple[int | None, Why | None, str]] = [
    (None, None, ""),
    (31, None, ""),
    (30, Why.LEAVING, "gpt-image-2 is shut down on 24 Dec 2026, in 30 days."),
    (0, Why.LEAVING, "gpt-image-2 is shut down on 24 Nov 2026, in 0 days."),
    (-1, Why.GONE, "gpt-image-2 was shut down on 23 Nov 2026."),
]


@pytest.mark.parametrize(("days", "why", "sentence"), LAST_DAYS)
def test_a_model_in_use_is_leaving_in_its_last_days(days: int | None, why: Why | None, sentence: str) -> None:
    """Thirty days ahead, to the day."""
    last_day = None if days is None else TODAY + timedelta(days)
    found = stale(with_last_day(last_day), TODAY)
    assert [(one.why, one.sentence) for one in found] == ([(why, sentence)] if why else [])


def test_models_that_nobody_here_uses_may_leave() -> None:
    """They are listed, and nothing is stale for it."""
    made = known()
    assert ("gpt-image-1.5", date(2026, 12, 1)) in made.leaving
    assert stale(made, TODAY) == ()


def test_a_used_model_counts_whoever_named_it() -> None:
    """A mainline of the policy that the file does not name has its prices and its last day too."""
    made = known(mainline="gpt-5.4-nano")
    assert [one.id for one in made.models] == ["gpt-5.4", "gpt-image-2", "gpt-5.4-nano"]
    assert [one.what for one in stale(made, date(2027, 3, 5)) if one.why is Why.LEAVING] == ["model gpt-5.4-nano"]


PUBLISHED = {
    "1024x1024": ("$0.006", "$0.053", "$0.211"),
    "1024x1536": ("$0.005", "$0.041", "$0.165"),
    "1536x1024": ("$0.005", "$0.041", "$0.165"),
}


def test_the_price_table_is_computed_and_reads_as_published() -> None:
    """Formula times dated price, rounded as OpenAI rounds it."""
    told = {line.label: line.text for line in contract_words.pictures(known())}
    assert told == {size: f"low {low}, medium {medium}, high {high}" for size, (low, medium, high) in PUBLISHED.items()}


def test_a_published_price_that_the_formula_does_not_give_is_stale() -> None:
    """Somebody has to look."""
    made = known()
    first = replace(made.table.rows[0], published=NanoUsd(8_000_000))
    [found] = stale(replace(made, table=replace(made.table, rows=(first, *made.table.rows[1:]))), TODAY)
    assert found.why is Why.DIFFERS
    assert found.sentence == "1024x1024 low is published at $0.008; formula and token price give $0.006."


USES = [
    ("gpt-image-2", f"gpt-5.4 plans, gpt-image-2 draws; {SNAPSHOT} can be pinned instead (policy: models.image)"),
    (SNAPSHOT, f"gpt-5.4 plans, {SNAPSHOT} draws, pinned to that snapshot"),
]


@pytest.mark.parametrize(("image", "words"), USES)
def test_it_says_what_is_used_here(image: str, words: str) -> None:
    """The policy's models, and whether pictures are pinned."""
    said = OfficialContract(Policy(image_model=image), lambda: ms(TODAY)).answer()
    assert contract_words.used(said.contract) == words
    assert f"Used here: {words}" in contract_words.lines(said.contract, said.stale)


@pytest.mark.parametrize("today", [TODAY, date(2027, 12, 1)])
def test_a_thread_shows_it_in_a_few_blocks(today: date) -> None:
    """Slack takes it with and without its table, and either way all prices and what is stale are told."""
    made = known()
    answer = ContractAnswer(made, stale(made, today))
    shown = render(answer)
    assert shown.plainer is not None
    for blocks in (shown.blocks, shown.plainer):
        check_message(blocks, no_file)
        assert len(blocks) <= 7
        told = "\n".join(texts(blocks))
        assert all(price in told for prices in PUBLISHED.values() for price in prices)
        assert all(line.text in told for line in contract_words.trouble(answer.stale))
    assert shown.text.startswith("*Official contract: ")


async def answered(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run the command."""
    return await darkroom("gate", "contract", *arguments, **environment)


async def test_the_command_needs_nothing_and_exits_by_what_is_stale() -> None:
    """No token, no home, no network; the words of a thread on the terminal, the same facts as JSON."""
    code, out, err = await answered("--json")
    said: dict[str, Any] = json.loads(out)
    assert (code, err) == (1 if said["stale"] else 0, "")
    assert said["used"] == {"mainline": "gpt-5.4", "image": "gpt-image-2", "pinned": False}
    assert {row["path"] for row in said["endpoints"]} == {"images/generations", "images/edits", "responses"}
    assert {"model": "gpt-image-2", "class": "image_out", "usd_per_million": "30"}.items() <= next(
        row.items() for row in said["prices"] if row["class"] == "image_out"
    )
    assert all(row["source"].startswith("https://") for row in [*said["models"], *said["prices"], *said["endpoints"]])
    code, out, err = await answered()
    assert (code, err) == (1 if said["stale"] else 0, "")
    assert "1024x1024: low $0.006, medium $0.053, high $0.211" in out.splitlines()


async def test_the_command_speaks_of_the_policy_it_is_given(tmp_path: Path) -> None:
    """Its pinned snapshot, or what is wrong with it."""
    policy = tmp_path / "policy.toml"
    policy.write_text(f'[models]\nimage = "{SNAPSHOT}"\n', encoding="utf-8")
    _, out, _ = await answered(DARKROOM_POLICY=str(policy))
    assert f"Used here: gpt-5.4 plans, {SNAPSHOT} draws, pinned to that snapshot" in out
    policy.write_text("[models]\nimage = 7\n", encoding="utf-8")
    code, out, err = await answered(DARKROOM_POLICY=str(policy))
    assert (code, out) == (2, "")
    assert err.startswith("The policy file cannot be used: ")
