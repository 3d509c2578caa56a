"""From what an attempt left behind to the parts of its settlement: the table, row by row."""

from dataclasses import dataclass, replace

import pytest

from bot.domain.ledger import Basis, Part, Purpose
from bot.domain.options.image_options import ImageOptions
from bot.domain.prices import PriceList, TokenClass
from bot.domain.pricing import quote
from bot.domain.settlement import CACHE_OMITTED, UNCLEAR, Books, Known, settle
from bot.domain.upstream import Ended, ImageTokens, MainlineTokens
from tests.domain.values import AT, MODELS, PRICES, call, ended, picture, step

PICTURE, PREVIEWS, GIVEN, PLANNING = Purpose.PICTURE, Purpose.PREVIEWS, Purpose.IMAGE_INPUT, Purpose.PLANNING
IN, CACHED, OUT, WRITE = TokenClass.TEXT_IN, TokenClass.TEXT_IN_CACHED, TokenClass.TEXT_OUT, TokenClass.CACHE_WRITE
IMAGE_IN, IMAGE_CACHED, DRAWN = TokenClass.IMAGE_IN, TokenClass.IMAGE_IN_CACHED, TokenClass.IMAGE_OUT
METERED, FORMULA, CEILING = Basis.METERED, Basis.FORMULA, Basis.CEILING
Row = tuple[Purpose, TokenClass, int, Basis]

QUOTE = quote(step(ImageOptions("1536x1024", "medium"), sources=(picture(),)), MODELS, PRICES, AT)
BOOKS = Books(MODELS, QUOTE, PRICES, AT)
TOLD = MainlineTokens(input=2400, output=120, cached=0)
USED = ImageTokens(text_in=60, image_in=0, output=1572, text_in_cached=0, image_in_cached=0)


def held(*purposes: Purpose) -> list[Row]:
    """The quote's ceilings."""
    return [(p.purpose, p.token_class, p.tokens or 0, CEILING) for p in QUOTE.of(*purposes)]


PLANNED: list[Row] = [(PLANNING, IN, 2400, METERED), (PLANNING, OUT, 120, METERED)]
READ: list[Row] = [(GIVEN, IN, 60, METERED)]


@dataclass(frozen=True)
class Case:
    """A row: what is known, and the parts it comes to."""

    name: str
    known: Known
    parts: list[Row]


def done(
    image: ImageTokens | None = USED, mainline: MainlineTokens | None = TOLD, tier: str | None = "default"
) -> Known:
    """A landscape picture with two previews, all of it said."""
    return Known(ended(mainline, image, tier=tier), (call(),), attempted=True, previews=2)


def drawn(output: int) -> ImageTokens:
    """The same with another output count."""
    return replace(USED, output=output)


GAP = replace(done(), previews=1, previews_certain=False)
UNSAID = replace(done(None), calls=(call(quality=None),))

CASES = [
    Case(
        "two previews inside the reported output",
        done(),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "two previews on top of the reported output",
        done(drawn(1372)),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, FORMULA)],
    ),
    Case(
        "unclear whether the previews are inside",
        done(drawn(1500)),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1500, METERED), (PREVIEWS, DRAWN, 200, CEILING)],
    ),
    Case(
        "less than the formula says",
        done(drawn(1000)),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1000, METERED), (PREVIEWS, DRAWN, 200, CEILING)],
    ),
    Case(
        "another quality came back than was asked",
        replace(done(drawn(5688)), calls=(call(quality="high"),)),
        [*PLANNED, *READ, (PICTURE, DRAWN, 5488, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "the echo does not say what was drawn",
        replace(done(), calls=(call(quality="auto"),)),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1572, METERED), (PREVIEWS, DRAWN, 200, CEILING)],
    ),
    Case(
        "no previews came",
        replace(done(drawn(1372)), previews=0),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1372, METERED)],
    ),
    Case(
        "a gap in the stream, and the output tells of both previews",
        GAP,
        [*PLANNED, *READ, (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "a gap in the stream, and the output tells of one preview",
        replace(GAP, ended=done(drawn(1472)).ended),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 100, METERED)],
    ),
    Case(
        "a gap in the stream, and the output tells nothing of previews",
        replace(GAP, ended=done(drawn(1372)).ended),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, CEILING)],
    ),
    Case(
        "a source picture was read, partly from the cache",
        done(ImageTokens(60, 1024, 1572, text_in_cached=20, image_in_cached=1000)),
        [
            *PLANNED,
            (GIVEN, IN, 40, METERED),
            (GIVEN, CACHED, 20, METERED),
            (GIVEN, IMAGE_IN, 24, METERED),
            (GIVEN, IMAGE_CACHED, 1000, METERED),
            (PICTURE, DRAWN, 1372, METERED),
            (PREVIEWS, DRAWN, 200, METERED),
        ],
    ),
    Case(
        "the image model's cache is not said: full rate",
        done(ImageTokens(60, 1024, 1572)),
        [
            *PLANNED,
            (GIVEN, IN, 60, CEILING),
            (GIVEN, IMAGE_IN, 1024, CEILING),
            (PICTURE, DRAWN, 1372, METERED),
            (PREVIEWS, DRAWN, 200, METERED),
        ],
    ),
    Case(
        "nothing was cached, said in one number",
        done(ImageTokens(60, 0, 1572, cached_total=0)),
        [*PLANNED, *READ, (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "some was cached, and which is not said: full rate",
        done(ImageTokens(60, 0, 1572, cached_total=50)),
        [*PLANNED, (GIVEN, IN, 60, CEILING), (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "the image model's input is not split: all at the dearer rate",
        done(ImageTokens(None, None, 1572, input_total=1084)),
        [*PLANNED, (GIVEN, IMAGE_IN, 1084, CEILING), (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "only a part of the image model's input is said: all at the dearer rate",
        done(ImageTokens(60, None, 1572, 0, 0, input_total=1084)),
        [*PLANNED, (GIVEN, IMAGE_IN, 1084, CEILING), (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "the image model's input is not said at all",
        done(ImageTokens(None, None, 1572)),
        [*PLANNED, *held(GIVEN), (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "the image model also wrote words",
        done(replace(USED, output=1612, image_out=1572, text_out=40)),
        [
            *PLANNED,
            *READ,
            (PICTURE, DRAWN, 1372, METERED),
            (PICTURE, OUT, 40, METERED),
            (PREVIEWS, DRAWN, 200, METERED),
        ],
    ),
    Case(
        "a picture is here, its usage is not",
        done(None),
        [*PLANNED, *held(GIVEN), (PICTURE, DRAWN, 1372, FORMULA), (PREVIEWS, DRAWN, 200, FORMULA)],
    ),
    Case(
        "a picture is here, its usage says zero",
        done(ImageTokens(0, 0, 0, 0, 0)),
        [*PLANNED, *held(GIVEN), (PICTURE, DRAWN, 1372, FORMULA), (PREVIEWS, DRAWN, 200, FORMULA)],
    ),
    Case(
        "a picture is here after a gap, its usage is not",
        replace(done(None), previews=1, previews_certain=False),
        [*PLANNED, *held(GIVEN), (PICTURE, DRAWN, 1372, FORMULA), *held(PREVIEWS)],
    ),
    Case(
        "a picture is here, without usage and without an echo",
        UNSAID,
        [*PLANNED, *held(GIVEN), *held(PICTURE), *held(PREVIEWS)],
    ),
    Case(
        "refused, and nothing is said of the money",
        Known(ended(TOLD, None), (), attempted=True, previews=0),
        [*PLANNED, *held(GIVEN, PICTURE, PREVIEWS)],
    ),
    Case(
        "refused, and zero is said",
        Known(ended(TOLD, ImageTokens(0, 0, 0, 0, 0)), (), attempted=True, previews=0),
        [*PLANNED, *held(GIVEN, PICTURE, PREVIEWS)],
    ),
    Case(
        "cut before anything was said",
        Known(None, (), attempted=True, previews=1, previews_certain=False),
        held(PLANNING, GIVEN, PICTURE, PREVIEWS),
    ),
    Case("an answer in words", Known(ended(TOLD, None), (), attempted=False, previews=0), PLANNED),
    Case(
        "the mainline's usage is absent",
        done(mainline=None),
        [*held(PLANNING), *READ, (PICTURE, DRAWN, 1372, METERED), (PREVIEWS, DRAWN, 200, METERED)],
    ),
    Case(
        "the mainline's output is not said",
        Known(ended(MainlineTokens(2400, None, 0), None), (), attempted=False, previews=0),
        held(PLANNING),
    ),
    Case(
        "the mainline's cache is not said: full rate",
        Known(ended(replace(TOLD, cached=None), None), (), attempted=False, previews=0),
        [(PLANNING, IN, 2400, CEILING), (PLANNING, OUT, 120, METERED)],
    ),
    Case(
        "the mainline read from its cache",
        Known(ended(replace(TOLD, cached=1024), None), (), attempted=False, previews=0),
        [(PLANNING, IN, 1376, METERED), (PLANNING, CACHED, 1024, METERED), (PLANNING, OUT, 120, METERED)],
    ),
    Case(
        "another mainline answered, whose cache writes have a price",
        Known(ended(replace(TOLD, cache_write=400), None, model="gpt-5.6-luna"), (), attempted=False, previews=0),
        [(PLANNING, IN, 2000, METERED), (PLANNING, WRITE, 400, METERED), (PLANNING, OUT, 120, METERED)],
    ),
    Case(
        "a mainline answered that has no price",
        Known(ended(TOLD, None, model="gpt-9"), (), attempted=False, previews=0),
        held(PLANNING),
    ),
    Case(
        "the mainline wrote its cache, which has no price",
        Known(ended(replace(TOLD, cache_write=400), None), (), attempted=False, previews=0),
        held(PLANNING),
    ),
    Case(
        "the mainline's snapshot answered",
        Known(ended(TOLD, None, model="gpt-5.4-2026-03-05"), (), attempted=False, previews=0),
        PLANNED,
    ),
    Case(
        "a failed response that says what it used",
        Known(ended(TOLD, None, status="failed"), (), attempted=True, previews=0),
        [*PLANNED, *held(GIVEN, PICTURE, PREVIEWS)],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_what_is_known_is_metered_and_what_is_not_is_held(case: Case) -> None:
    """Purpose, token class, tokens and basis of every part."""
    parts = settle(case.known, BOOKS)
    assert [(p.purpose, p.token_class, p.tokens, p.basis) for p in parts] == case.parts


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_every_part_can_be_checked_against_its_price_row(case: Case) -> None:
    """Tokens times the row's price, to the nano-dollar."""
    rows = {row.id: row for row in PRICES.rows}
    parts = settle(case.known, BOOKS)
    for made in parts:
        assert made.price_id is not None
        assert made.tokens is not None
        assert made.nano == made.tokens * rows[made.price_id].nano_per_million // 1_000_000


def noted(parts: tuple[Part, ...], note: str) -> set[Purpose]:
    """The purposes of the parts with a note."""
    return {p.purpose for p in parts if p.note == note}


@pytest.mark.parametrize("tier", ["flex", "priority", "scale"])
def test_another_service_tier_is_marked_and_never_metered(tier: str) -> None:
    """Prices of other tiers are not listed."""
    planning = tuple(p for p in settle(done(tier=tier), BOOKS) if p.purpose is PLANNING)
    assert planning == QUOTE.of(PLANNING)
    assert {p.basis for p in planning} == {CEILING}


@pytest.mark.parametrize("tier", [None, "default", "auto"])
def test_the_usual_tier_is_metered(tier: str | None) -> None:
    """Said or not."""
    assert {p.basis for p in settle(done(tier=tier), BOOKS)} == {METERED}


def test_a_receipt_can_say_why_a_part_is_not_certain() -> None:
    """The note stands with the part."""
    unsure = settle(done(drawn(1500), replace(TOLD, cached=None)), BOOKS)
    assert noted(unsure, CACHE_OMITTED) == {PLANNING}
    assert noted(unsure, UNCLEAR) == {PREVIEWS}


def test_an_attempt_is_settled_at_the_prices_of_its_opening() -> None:
    """A price that rises while it runs changes nothing."""
    rows = (*PRICES.rows, *(replace(r, id=f"{r.id}+", nano_per_million=1, valid_from_ms=AT + 1) for r in PRICES.rows))
    assert settle(done(), replace(BOOKS, prices=PriceList(rows))) == settle(done(), BOOKS)


def test_the_end_of_a_call_decides_nothing_but_its_usage() -> None:
    """A cancelled response with full usage is metered like a completed one."""
    cancelled: Ended = ended(TOLD, USED, status="cancelled")
    assert settle(replace(done(), ended=cancelled), BOOKS) == settle(done(), BOOKS)
