"""Entries and parts: the whole is as certain as its weakest part, and unknown is not zero."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import Basis, Part, Purpose, held, part, total, weakest
from bot.domain.money import NanoUsd
from bot.domain.prices import TokenClass
from tests.domain.values import AT, PRICES

IMAGE_OUT = PRICES.at("gpt-image-2", TokenClass.IMAGE_OUT, AT)
WEAKER = [
    (Basis.METERED, Basis.FORMULA),
    (Basis.METERED, Basis.CEILING),
    (Basis.RECONCILED, Basis.METERED),
    (Basis.PROVIDER_STATED, Basis.FORMULA),
    (Basis.FORMULA, Basis.CEILING),
    (Basis.CEILING, Basis.WRITTEN_OFF),
]
bases = st.sampled_from(Basis)
amounts = st.one_of(st.none(), st.integers(0, 10**12))


def made(basis: Basis, nano: int | None) -> Part:
    """A part of which only basis and amount matter."""
    amount = None if nano is None else NanoUsd(nano)
    return Part(Purpose.PICTURE, "gpt-image-2", TokenClass.IMAGE_OUT, 1, None, basis, amount)


parts = st.lists(st.builds(made, bases, amounts), max_size=6)


@pytest.mark.parametrize(("stronger", "weaker"), WEAKER)
def test_the_weaker_basis_speaks_for_the_whole(stronger: Basis, weaker: Basis) -> None:
    """In whichever order the parts stand."""
    assert weakest([made(stronger, 1), made(weaker, 1)]) is weaker
    assert weakest([made(weaker, 1), made(stronger, 1)]) is weaker


def test_what_cost_nothing_is_known_to_have_cost_nothing() -> None:
    """An entry without parts."""
    assert (weakest([]), total([]), held([])) == (Basis.METERED, 0, 0)


def test_any_two_bases_can_be_compared_and_each_speaks_for_itself() -> None:
    """The order is total."""
    for one, other in product(Basis, Basis):
        assert weakest([made(one, 1), made(other, 1)]) in {one, other}
        assert weakest([made(one, 1)]) is one


@given(parts)
def test_a_sum_with_an_unknown_is_unknown(listed: list[Part]) -> None:
    """Never the sum of the rest."""
    known = [p.nano for p in listed if p.nano is not None]
    assert total(listed) == (sum(known) if len(known) == len(listed) else None)


@given(parts)
def test_only_ceilings_are_held(listed: list[Part]) -> None:
    """What is metered is spent, not held."""
    assert held(listed) == sum(p.nano or 0 for p in listed if p.basis is Basis.CEILING)


@given(st.integers(0, 10**7), bases)
def test_a_part_names_the_row_it_was_priced_by(tokens: int, basis: Basis) -> None:
    """So that it can be checked years later."""
    priced = part(Purpose.PICTURE, IMAGE_OUT, tokens, basis)
    assert (priced.price_id, priced.model, priced.token_class) == (IMAGE_OUT.id, "gpt-image-2", TokenClass.IMAGE_OUT)
    assert priced.nano == tokens * 30_000
