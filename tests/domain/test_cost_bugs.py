"""Twenty-one cost bugs that users of other tools reported, each as the promise that it does not happen here."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.domain.budget_refusal import BudgetExceeded
from bot.domain.budgets import Period, Scope, ScopeKind
from bot.domain.ledger import Basis, Part, Purpose, total
from bot.domain.money import NanoUsd, cost
from bot.domain.options.image_options import ImageOptions
from bot.domain.periods import Span
from bot.domain.prices import MissingPriceError, TokenClass
from bot.domain.pricing import quote
from bot.domain.settlement import CACHE_OMITTED, Books, Known, settle
from bot.domain.upstream import ImageTokens, MainlineTokens
from bot.domain.usage import By, Filters
from bot.domain.uses import Use
from bot.sandbox.openai.fault import Fault
from bot.services.purse import Purse
from db import alerts, budgets, usage, verify
from db.budgets import NewBudget
from db.store import Store
from db.tx import Tx
from tests.db import house
from tests.db.day import Day
from tests.db.house import DAY
from tests.domain.values import AT, MODELS, PRICES, call, ended, picture, step
from tests.stories.town import kinds, settled, town

LANDSCAPE = ImageOptions("1536x1024", "medium", previews=0)
BOOKS = Books(MODELS, quote(step(LANDSCAPE, sources=(picture(),)), MODELS, PRICES, AT), PRICES, AT)
TOLD = MainlineTokens(input=2400, output=120, cached=0)
USED = ImageTokens(text_in=60, image_in=1024, output=1372, text_in_cached=0, image_in_cached=0)
CENT = 10_000_000
EVER = Span("2020-01-01", "2099-12-31", "2099-12-31")
MONTH = Span("2026-11-01", "2026-11-30", "2026-11-30")


def bill(image: ImageTokens | None = USED, mainline: MainlineTokens | None = TOLD, **how: object) -> tuple[Part, ...]:
    """What a landscape picture is settled at."""
    known = Known(ended(mainline, image), (call(),), attempted=True, previews=0)
    return settle(replace(known, **how), BOOKS)  # type: ignore[arg-type] # a table of what is known


def amount(parts: tuple[Part, ...], *purposes: Purpose) -> int:
    """What was paid for these purposes."""
    return sum(part.nano or 0 for part in parts if part.purpose in purposes)


def test_c01_image_output_is_priced_as_images_where_the_split_is_omitted() -> None:
    """$30 a million and not the $10 of text: a picture without details is all picture."""
    assert amount(bill(replace(USED, image_out=None, text_out=None)), Purpose.PICTURE) == 1372 * 30_000


def test_c02_a_model_without_a_price_is_refused_and_never_free() -> None:
    """Before anything is sent, by the name of the row that is missing."""
    with pytest.raises(MissingPriceError, match="gpt-9, text_in"):
        quote(step(), replace(MODELS, mainline="gpt-9"), PRICES, AT)


def test_c03_input_tokens_are_paid_for_and_not_pixels() -> None:
    """The words and the pictures that went in have their own parts."""
    assert amount(bill(), Purpose.IMAGE_INPUT) == 60 * 5_000 + 1024 * 8_000


def test_c04_the_split_of_the_output_is_used() -> None:
    """Words of the image model at $10, the picture at $30."""
    parts = bill(replace(USED, output=1412, image_out=1372, text_out=40))
    assert amount(parts, Purpose.PICTURE) == 1372 * 30_000 + 40 * 10_000


def test_c05_no_text_tokens_is_a_count_and_not_a_missing_split() -> None:
    """A picture given without words is charged at the image rate, metered."""
    given = [part for part in bill(replace(USED, text_in=0)) if part.purpose is Purpose.IMAGE_INPUT]
    assert [(part.token_class, part.tokens, part.basis) for part in given] == [
        (TokenClass.IMAGE_IN, 1024, Basis.METERED)
    ]


def test_c06_the_image_tool_of_a_response_is_added_to_its_usage() -> None:
    """Both counts are disjoint: neither is dropped, neither is in the other."""
    parts = bill()
    image = 60 * 5_000 + 1024 * 8_000 + 1372 * 30_000
    assert total(parts) == 2400 * 2_500 + 120 * 15_000 + image


def test_c07_a_picture_is_booked_in_the_class_of_image_output() -> None:
    """By a price row of the image model itself."""
    [drawn] = [part for part in bill() if part.purpose is Purpose.PICTURE]
    assert (drawn.model, drawn.token_class) == ("gpt-image-2", TokenClass.IMAGE_OUT)


@pytest.mark.parametrize(
    ("size", "quality", "tokens"),
    [("2560x1440", "low", 205), ("3472x1488", "low", 201), ("1792x1024", "high", 5063), ("3584x2048", "high", 12329)],
)
def test_c08_any_legal_size_has_its_own_quote(size: str, quality: str, tokens: int) -> None:
    """What was really billed for these, not a row of a table of three sizes."""
    [part] = quote(step(ImageOptions(size, quality)), MODELS, PRICES, AT).of(Purpose.PICTURE)
    assert part.tokens == tokens


async def test_c09_asking_for_a_stored_response_again_is_not_spent_again(tmp_path: Path) -> None:
    """A cut stream is found again by its response id: one attempt, one settlement, one bill."""
    async with town(tmp_path / "home") as built, built.open() as here:
        here.openai.faults.extend([Fault(kind="cut", after="response.created")])
        asked = await here.say("@darkroom a lighthouse --previews 0")
        trace = await here.closed(asked)
        looked = here.openai.journal.of("GET", f"/v1/responses/{trace['attempts'][0]['response_id']}")
        assert looked
        assert kinds(trace) == ["reservation", "settlement"]
        assert settled(trace) == here.bill(trace) > 0


async def test_c10_a_call_is_logged_once_whatever_it_passes_through(tmp_path: Path) -> None:
    """Rollup, spending and ledger hold the one amount that the provider bills."""
    async with town(tmp_path / "home") as built, built.open() as here:
        trace = await here.closed(await here.say("@darkroom a lighthouse"))
        assert here.bot is not None
        totals = await here.bot.store.run(partial(usage.totals, span=EVER, filters=Filters()))
        assert (totals.attempts, totals.nano) == (1, here.bill(trace))
        assert len(here.openai.meter.bills) == 1


def test_c11_calls_without_a_request_id_are_all_kept() -> None:
    """Rows are named by ids of our own."""
    day = Day()
    for _ in range(5):
        attempt_id = day.reserve(day.turn("a"), house.picture_part(1572, Basis.CEILING))
        day.settle(attempt_id or "", Use.PICTURE, [house.picture_part()])
    assert day.tx.value("SELECT count(*) FROM attempts WHERE x_request_id IS NULL", {}) == 5
    assert usage.totals(day.tx, span=MONTH, filters=Filters()).nano == 5 * 41_160_000


@pytest.mark.parametrize("use", [Use.FAILED, Use.STOPPED, Use.REFUSED])
def test_c12_what_failed_is_on_the_books_as_waste(use: Use) -> None:
    """Not only what succeeded costs money: an unknown bill is held at its ceiling."""
    parts = settle(Known(None, (), attempted=True, previews=0), BOOKS)
    assert total(parts) == BOOKS.quote.nano
    day = Day()
    attempt_id = day.reserve(day.turn("a"), house.picture_part(1572, Basis.CEILING))
    day.settle(attempt_id or "", use, [house.picture_part(1572, Basis.CEILING)])
    totals = usage.totals(day.tx, span=MONTH, filters=Filters())
    assert totals.waste == totals.held == totals.nano == 47_160_000


async def test_c13_a_call_leaves_once_for_each_attempt_on_the_books(tmp_path: Path) -> None:
    """No library repeats a paid request behind our back."""
    async with town(tmp_path / "home") as built, built.open() as here:
        here.openai.faults.extend([Fault(kind="http_500", times=3)])
        trace = await here.closed(await here.say("@darkroom a lighthouse"))
        assert len(here.uploaded()) == len(trace["attempts"]) == 1


async def test_c14_many_at_once_do_not_overspend_together(tmp_path: Path) -> None:
    """Ten ask at once where three fit: three are drawn, for exactly what was there."""
    store = Store.open(tmp_path / "darkroom.db")
    ceiling = house.picture_part(1572, Basis.CEILING)
    limit = 3 * (ceiling.nano or 0)

    def ready(tx: Tx) -> None:
        house.opened(tx)
        budgets.put(tx, budget=workspace(limit), expected=None, at=AT)
        for n in range(10):
            house.planned(tx, f"{n}", thread=f"h{n}", root=f"{n}.7")

    def take(tx: Tx, n: int) -> None:
        turn = house.turn(f"{n}", thread=f"h{n}", root=f"{n}.7")
        booking = house.booking(turn, house.attempt(tx, turn, f"{n}"), quote=ceiling.nano or 0)
        Purse().reserve(tx, turn=turn, booking=booking, at=AT)

    await store.run(ready)
    outcomes = await asyncio.gather(*(store.run(partial(take, n=n)) for n in range(10)), return_exceptions=True)
    reserved = await store.run(lambda tx: tx.value("SELECT max(reserved_nano) FROM spending", {}))
    store.close()
    assert sum(isinstance(outcome, BudgetExceeded) for outcome in outcomes) == 7
    assert reserved == limit


def workspace(limit: int) -> NewBudget:
    """A budget of everybody for a month."""
    return NewBudget("b1", "T1", Scope(ScopeKind.WORKSPACE), Period.MONTH, limit, (80, 100), "U9")


def test_c15_no_reservation_is_left_behind() -> None:
    """Ended or lost in a crash of an older version, its room comes back."""
    day = Day()
    budgets.put(day.tx, budget=workspace(10 * CENT), expected=None, at=AT)
    names = [day.reserve(day.turn("a"), house.picture_part(1000, Basis.CEILING)) or "" for _ in range(3)]
    day.release(names[0])
    day.settle(names[1], Use.PICTURE, [house.picture_part(0)])
    day.older_end(names[2], [])
    day.restart()
    [standing] = budgets.standings(day.tx, team="T1", actor="U1", channel="C1", day=DAY, lapsed_before=0)
    assert (standing.reserved, standing.left) == (0, 10 * CENT)


def test_c16_a_threshold_alerts_once() -> None:
    """However many requests follow it."""
    day = Day()
    budgets.put(day.tx, budget=workspace(10 * CENT), expected=None, at=AT)
    heard = 0
    for _ in range(20):
        attempt_id = day.reserve(day.turn("a"), house.picture_part(400, Basis.CEILING))
        day.settle(attempt_id or "", Use.PICTURE, [house.picture_part(300)])
        standings = budgets.standings(day.tx, team="T1", actor="U1", channel="C1", day=DAY, lapsed_before=0)
        heard += len(alerts.cross(day.tx, standings=standings, at=AT))
    assert heard == 2


@pytest.mark.parametrize(
    ("kind", "scope", "name"),
    [
        (ScopeKind.WORKSPACE, "", "The workspace’s budget for Nov 2026 "),
        (ScopeKind.CHANNEL, "C1", "This channel’s budget for Nov 2026 "),
        (ScopeKind.PERSON, "U1", "Your budget for Nov 2026 "),
    ],
)
def test_c17_a_refusal_says_which_budget_it_is(kind: ScopeKind, scope: str, name: str) -> None:
    """And what is left of it, of how much."""
    day = Day()
    budgets.put(day.tx, budget=replace(workspace(CENT), scope=Scope(kind, scope)), expected=None, at=AT)
    turn = day.turn("a")
    with pytest.raises(BudgetExceeded) as refused:
        Purse().check(day.tx, turn=turn, quote=NanoUsd(2 * CENT), at=AT)
    assert refused.value.sentence.startswith(f"{name}has $0.010 of $0.010 left")


def test_c18_every_view_has_the_same_total() -> None:
    """By person, by channel, by day, by basis, and what no attempt explains."""
    day = Day()
    for number, (actor, channel) in enumerate((("U1", "C1"), ("U2", "C1"), ("U1", "C2"))):
        attempt_id = day.reserve(day.turn(f"{number}", actor, channel), house.picture_part(1572, Basis.CEILING))
        day.settle(attempt_id or "", Use.PICTURE, [house.picture_part(100 + number)])
    day.correct(DAY, 123)
    totals = usage.totals(day.tx, span=MONTH, filters=Filters())
    views = [sum(row.nano for row in usage.rows(day.tx, by=by, span=MONTH, filters=Filters())) for by in By]
    assert {*views, sum(totals.by_basis.values())} == {totals.nano} == {303 * 30_000 + 123}
    assert [found for found in verify.broken(day.tx) if "total" in found[0] or "fold" in found[0]] == []


def test_c19_usage_that_is_missing_is_unknown_and_not_nothing() -> None:
    """It is held at its ceiling; a part that has no amount at all is counted as such, and adds nothing."""
    assert amount(bill(mainline=None), Purpose.PLANNING) == amount(BOOKS.quote.parts, Purpose.PLANNING) > 0
    day = Day()
    attempt_id = day.reserve(day.turn("a"), house.picture_part(1572, Basis.CEILING))
    unknown = replace(house.picture_part(7, Basis.CEILING), tokens=None, price_id=None, nano=None)
    day.settle(attempt_id or "", Use.PICTURE, [house.picture_part(100), unknown])
    totals = usage.totals(day.tx, span=MONTH, filters=Filters())
    assert (totals.nano, totals.unknown_parts) == (3_000_000, 1)
    assert day.tx.value("SELECT nano_usd FROM ledger WHERE kind = 'settlement'", {}) is None


def test_c20_money_is_whole_numbers_from_the_price_to_the_report() -> None:
    """A tenth and two tenths are three tenths."""
    day = Day()
    for _ in range(30):
        attempt_id = day.reserve(day.turn("a"), house.picture_part(1572, Basis.CEILING))
        day.settle(attempt_id or "", Use.PICTURE, [house.picture_part(333)])
    kinds_of = "SELECT DISTINCT typeof(nano_usd) FROM usage_days UNION SELECT DISTINCT typeof(spent_nano) FROM spending"
    assert [row[0] for row in day.tx.rows(kinds_of, {})] == ["integer"]
    assert usage.totals(day.tx, span=MONTH, filters=Filters()).nano == 30 * cost(333, 30_000_000_000) == 299_700_000


def test_c21_the_cache_discount_is_given_where_it_is_said_and_never_guessed() -> None:
    """Said: the cached rate. Omitted: the full rate, marked as a ceiling."""
    said = [part for part in bill(mainline=replace(TOLD, cached=1024)) if part.purpose is Purpose.PLANNING]
    assert {part.token_class: part.nano for part in said} == {
        TokenClass.TEXT_IN: 1376 * 2_500,
        TokenClass.TEXT_IN_CACHED: 1024 * 250,
        TokenClass.TEXT_OUT: 120 * 15_000,
    }
    unsaid = [part for part in bill(mainline=replace(TOLD, cached=None)) if part.token_class is TokenClass.TEXT_IN]
    assert [(part.nano, part.basis, part.note) for part in unsaid] == [
        (2400 * 2_500, Basis.CEILING, CACHE_OMITTED),
        (60 * 5_000, Basis.METERED, ""),
    ]
