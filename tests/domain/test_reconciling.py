"""Holding books against a bill: names are read tolerantly, one explanation is an attempt's, everything else is nobody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.adjusting import net
from bot.domain.ledger import Basis, Part, Purpose, held, part, total
from bot.domain.money import NanoUsd
from bot.domain.prices import TokenClass
from bot.domain.reconciling import ITEMS, Charge, Did, Entry, Line, Why, adjustment, canonical, compare, item_of
from tests.domain.values import AT, PRICES

DAY = "2026-11-22"
OUT = PRICES.at("gpt-image-2", TokenClass.IMAGE_OUT, AT)
IN = PRICES.at("gpt-5.4", TokenClass.TEXT_IN, AT)
ITEM = "gpt-image-2, image output tokens"


def entry(attempt: str, basis: Basis, tokens: int = 1000, purpose: Purpose = Purpose.PICTURE) -> Entry:
    """A picture's part in the books."""
    return Entry(DAY, attempt, part(purpose, OUT, tokens, basis))


def line(*entries: Entry, bill: int, corrected: int | None = None) -> Line:
    """The one line that these make, with a bill in tokens."""
    charge = Charge(DAY, ITEM, NanoUsd(bill * 30_000))
    booked = [] if corrected is None else [Charge(DAY, ITEM, NanoUsd(corrected * 30_000))]
    (made,) = compare(entries, booked, [charge])
    return made


@pytest.mark.parametrize(
    ("said", "here"),
    [
        ("gpt-5.4, input_tokens", "gpt-5.4, text input tokens"),
        ("gpt-5.4-2026-03-05, cached_input_tokens", "gpt-5.4, cached text input tokens"),
        ("gpt-5.4, output", "gpt-5.4, text output tokens"),
        ("gpt-image-2, image output tokens", ITEM),
        ("gpt-image-2-2026-04-21, output_tokens", ITEM),
        ("GPT-Image-2, output_image_tokens", ITEM),
        ("gpt-image-2, cached image input", "gpt-image-2, cached image input tokens"),
        ("gpt-5.5, cache_write_tokens", "gpt-5.5, cache write tokens"),
        ("web search | tool calls", "web search | tool calls"),
        ("gpt-5.4, input_tokens, batch", "gpt-5.4, input_tokens, batch"),
    ],
)
def test_line_items_are_read_tolerantly(said: str, here: str) -> None:
    """What is not understood stays a line of its own; what was read once reads the same again."""
    assert canonical(said) == here
    assert canonical(here) == here


def test_each_part_has_a_line_item_that_reads_as_itself() -> None:
    """Otherwise it would never meet its bill."""
    for price in PRICES.rows:
        assert set(TokenClass) == set(ITEMS)
        item = item_of(part(Purpose.PICTURE, price, 1, Basis.METERED))
        assert canonical(item) == item


@pytest.mark.parametrize(
    ("made", "due", "unexplained"),
    [
        (line(entry("a", Basis.METERED), bill=1000), Did.NOTHING, 0),
        (line(entry("a", Basis.METERED), bill=1001), Did.BOOKED, 1),
        (line(entry("a", Basis.METERED), bill=999), Did.BOOKED, -1),
        (line(entry("a", Basis.CEILING), bill=400), Did.ADJUSTED, 0),
        (line(entry("a", Basis.CEILING), bill=0), Did.ADJUSTED, 0),
        (line(entry("a", Basis.CEILING), bill=1000), Did.ADJUSTED, 0),
        (line(entry("a", Basis.CEILING), bill=1001), Did.BOOKED, 1),
        (line(entry("a", Basis.METERED), entry("b", Basis.CEILING), bill=999), Did.BOOKED, -1),
        (line(entry("a", Basis.METERED), entry("b", Basis.CEILING), bill=1400), Did.ADJUSTED, 0),
        (line(entry("a", Basis.CEILING), entry("b", Basis.CEILING), bill=1400), Did.BOOKED, 0),
        (line(entry("a", Basis.CEILING), entry("b", Basis.FORMULA), bill=1400), Did.BOOKED, 0),
        (line(entry("a", Basis.FORMULA), bill=900), Did.BOOKED, 0),
        (line(entry("a", Basis.CEILING), bill=400, corrected=-600), Did.NOTHING, 0),
        (line(entry("a", Basis.CEILING), bill=400, corrected=-500), Did.BOOKED, 0),
        (line(bill=5), Did.BOOKED, 5),
    ],
)
def test_an_attempt_is_adjusted_only_where_nothing_else_explains_the_difference(
    made: Line, due: Did, unexplained: int
) -> None:
    """Two holds, a formula, an earlier correction, or a bill beyond what is held: it is nobody's."""
    assert (made.due, made.unexplained) == (due, unexplained * 30_000)


def test_what_is_uncertain_is_named_with_its_attempt() -> None:
    """A hold, a formula, previews and an amount that nobody knows; what is metered explains nothing."""
    unknown = Entry(DAY, "d", Part(Purpose.PICTURE, "gpt-image-2", TokenClass.IMAGE_OUT, 5, None, Basis.CEILING, None))
    made = line(
        entry("a", Basis.CEILING), entry("b", Basis.FORMULA, 7), entry("b", Basis.FORMULA, 100, Purpose.PREVIEWS),
        entry("c", Basis.METERED), unknown, bill=9000,
    )  # fmt: skip
    assert [(one.attempt_id, one.why, one.nano) for one in made.explanations] == [
        ("a", Why.HELD, 30_000_000),
        ("b", Why.FORMULA, 210_000),
        ("b", Why.PREVIEWS, 3_000_000),
        ("d", Why.UNKNOWN, 0),
    ]
    assert made.unexplained == 0


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(0, 5000))
def test_an_adjustment_leaves_the_line_at_the_bill_and_other_lines_as_they_were(
    bill: int, hold: int, text: int
) -> None:
    """And holds nothing there any more, so that it is not found again."""
    kept = part(Purpose.PLANNING, IN, text, Basis.CEILING)
    mine = [part(Purpose.PICTURE, OUT, hold, Basis.CEILING), kept]
    made = line(Entry(DAY, "a", mine[0]), bill=min(bill, hold))
    after = [*mine, *adjustment(mine, made)]
    assert total(after) == min(bill, hold) * 30_000 + (kept.nano or 0)
    assert held(net(after)) == (kept.nano or 0)
    again = compare(
        [Entry(DAY, "a", one) for one in after if item_of(one) == ITEM], [], [Charge(DAY, ITEM, made.provider)]
    )
    assert [one.due for one in again] == [Did.NOTHING]
