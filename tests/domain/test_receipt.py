"""A receipt: its lines add up to its sum, and it is certain only where the bill is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import receipt
from bot.domain.ledger import Basis, Part, Purpose
from bot.domain.money import NanoUsd
from bot.domain.prices import TokenClass


def made(purpose: Purpose, nano: int | None, basis: Basis = Basis.METERED) -> Part:
    """A part of which purpose, amount and basis matter."""
    amount = None if nano is None else NanoUsd(nano)
    return Part(purpose, "gpt-image-2", TokenClass.IMAGE_OUT, 1, "row", basis, amount)


ONE_PICTURE = (
    made(Purpose.PLANNING, 4_000),
    made(Purpose.PLANNING, 2_000),
    made(Purpose.IMAGE_INPUT, 1_000),
    made(Purpose.PICTURE, 41_000),
    made(Purpose.PREVIEWS, 6_000),
)


@pytest.mark.parametrize(
    ("pictures_given", "lines"),
    [
        (True, [("picture", 41_000), ("previews", 6_000), ("picture input", 1_000), ("prompt and planning", 6_000)]),
        (False, [("picture", 41_000), ("previews", 6_000), ("prompt and planning", 7_000)]),
    ],
)
def test_the_picture_first_the_planning_last(pictures_given: bool, lines: list[tuple[str, int]]) -> None:
    """Without pictures as input, reading the prompt is told with the planning."""
    made_of = receipt.make(ONE_PICTURE, "t1", pictures_given=pictures_given)
    assert [(line.purpose.value, line.nano) for line in made_of.lines] == lines
    assert made_of.nano == 54_000


parts = st.lists(
    st.builds(made, st.sampled_from(Purpose), st.one_of(st.none(), st.integers(0, 10**9)), st.sampled_from(Basis)),
    max_size=8,
)


@given(parts, st.booleans())
def test_lines_add_up_to_the_sum_whatever_it_is_made_of(listed: list[Part], pictures_given: bool) -> None:
    """And no line says nothing."""
    made_of = receipt.make(listed, "t1", pictures_given=pictures_given)
    assert all(line.nano > 0 for line in made_of.lines)
    assert len({line.purpose for line in made_of.lines}) == len(made_of.lines)
    if made_of.nano is not None:
        assert sum(line.nano for line in made_of.lines) == made_of.nano


@pytest.mark.parametrize(
    ("basis", "nano", "certain"),
    [
        (Basis.METERED, 1, True),
        (Basis.RECONCILED, 1, True),
        (Basis.PROVIDER_STATED, 1, True),
        (Basis.FORMULA, 1, False),
        (Basis.CEILING, 1, False),
        (Basis.WRITTEN_OFF, 1, False),
        (Basis.METERED, None, False),
    ],
)
def test_a_receipt_is_certain_only_where_the_bill_is_known(basis: Basis, nano: int | None, certain: bool) -> None:
    """A sum with one uncertain part, or one without a price, is not."""
    listed = [made(Purpose.PLANNING, 1), made(Purpose.PICTURE, nano, basis)]
    assert receipt.make(listed, "t1", pictures_given=False).certain is certain


def test_a_missing_price_is_not_a_sum_of_the_rest() -> None:
    """The person reads that the cost is unknown, not that it is small."""
    made_of = receipt.make([made(Purpose.PLANNING, 5), made(Purpose.PICTURE, None)], "t1", pictures_given=False)
    assert made_of.nano is None
