"""Correcting a hold: it is taken back part by part, what is known stands beside it, and every sum still adds up."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.adjusting import TAKEN_BACK, net, reconcile, write_off
from bot.domain.ledger import Basis, Part, Purpose, held, part, total
from bot.domain.money import NanoUsd
from bot.domain.prices import TokenClass
from tests.domain.values import AT, PRICES

OUT = PRICES.at("gpt-image-2", TokenClass.IMAGE_OUT, AT)
IN = PRICES.at("gpt-5.4", TokenClass.TEXT_IN, AT)
settled = st.lists(
    st.builds(
        part,
        st.sampled_from(list(Purpose)),
        st.sampled_from([OUT, IN]),
        st.integers(1, 9000),
        st.sampled_from([Basis.METERED, Basis.FORMULA, Basis.CEILING]),
    ),
    max_size=6,
)
bills = st.integers(0, 10**9).map(NanoUsd)


def by_basis(parts: tuple[Part, ...] | list[Part]) -> Counter[Basis]:
    """The sums by basis."""
    sums: Counter[Basis] = Counter()
    for one in parts:
        sums[one.basis] += one.nano or 0
    return sums


@given(settled, bills)
def test_after_a_reconciliation_nothing_is_held_and_the_rest_is_as_it_was(parts: list[Part], bill: NanoUsd) -> None:
    """The total is what was known and what the bill says."""
    if not held(parts):
        with pytest.raises(ValueError, match="nothing is held"):
            reconcile(parts, bill)
        return
    after = [*parts, *reconcile(parts, bill)]
    assert held(after) == 0
    assert by_basis(after)[Basis.RECONCILED] == bill
    assert by_basis(after)[Basis.METERED] == by_basis(parts)[Basis.METERED]
    assert total(after) == (total(parts) or 0) - held(parts) + bill == sum(by_basis(after).values())


@given(settled)
def test_what_is_written_off_costs_nothing_and_says_so(parts: list[Part]) -> None:
    """Its basis stays to be seen, at no amount."""
    if not held(parts):
        return
    adjustment = write_off(parts, "no admin key")
    assert adjustment[-1].basis is Basis.WRITTEN_OFF
    assert (adjustment[-1].nano, adjustment[-1].note) == (0, "no admin key")
    assert total([*parts, *adjustment]) == (total(parts) or 0) - held(parts)


@given(settled, bills)
def test_what_stands_after_a_correction_holds_no_ceiling(parts: list[Part], bill: NanoUsd) -> None:
    """A part and its reversal are gone together, and the sum of what stands is the sum of all."""
    after = (*parts, *reconcile(parts, bill)) if held(parts) else tuple(parts)
    standing = net(after)
    assert Basis.CEILING not in {one.basis for one in standing}
    assert all(one.note != TAKEN_BACK for one in standing)
    assert total(standing) == total(after)


@given(settled, bills)
def test_a_hold_is_corrected_once(parts: list[Part], bill: NanoUsd) -> None:
    """Then there is nothing to correct."""
    if held(parts):
        with pytest.raises(ValueError, match="nothing is held"):
            reconcile((*parts, *reconcile(parts, bill)), bill)


def test_a_bill_is_never_negative() -> None:
    """A credit is no bill of an attempt."""
    with pytest.raises(ValueError, match="-1"):
        reconcile([part(Purpose.PICTURE, OUT, 1, Basis.CEILING)], NanoUsd(-1))


def test_a_part_that_is_taken_back_keeps_its_price_row() -> None:
    """So that it can still be checked against it."""
    hold = part(Purpose.PICTURE, OUT, 1372, Basis.CEILING)
    back, known = reconcile([hold], NanoUsd(7))
    assert (back.tokens, back.nano, back.price_id) == (-1372, -41_160_000, hold.price_id)
    assert (known.tokens, known.nano, known.price_id, known.purpose) == (None, 7, None, Purpose.PICTURE)
