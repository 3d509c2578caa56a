"""Ids sort by age, can be read back, and say what they are of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import ids

ticks = st.integers(0, 2**40 - 1)
chances = st.integers(0, 31)
kinds = st.sampled_from(sorted(ids.KINDS))


def decoded(text: str) -> int:
    """Crockford's base 32, read the other way."""
    number = 0
    for character in text:
        number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(character)
    return number


@given(kinds, ticks, chances)
def test_an_id_can_be_read_back(kind: str, tick: int, chance: int) -> None:
    """Kind, moment and chance."""
    made = ids.make(kind, tick, chance)
    assert (made[0], decoded(made[1:9]), decoded(made[9:])) == (kind, tick, chance)
    assert ids.kind_of(made) == ids.KINDS[kind]


@given(kinds, ticks, ticks, chances, chances)
def test_ids_sort_by_age(kind: str, one: int, other: int, chance: int, fate: int) -> None:
    """As text, whatever chance adds."""
    if one < other:
        assert ids.make(kind, one, chance) < ids.make(kind, other, fate)


def test_an_id_has_no_letters_that_are_mistaken_for_others() -> None:
    """It is read aloud, and it is short."""
    made = "".join(ids.make("t", tick * 7919, tick % 32) for tick in range(2000))
    assert not set(made) & set("ilouILOU ")
    assert len(ids.make("t", 2**40 - 1, 31)) <= 10


@pytest.mark.parametrize(
    "text",
    [
        "",
        "t",
        "t7k3m",
        "y00000000a",
        "t00000000",
        "t0000000000",
        "t0000000i0",
        "T000000000",
        "t0000 0000",
        "tööööööööö",
    ],
)
def test_what_is_no_id_is_of_no_kind(text: str) -> None:
    """Pasted by hand, it may be anything."""
    assert ids.kind_of(text) is None


@given(st.text(max_size=12))
def test_any_text_can_be_asked(text: str) -> None:
    """Without harm."""
    assert ids.kind_of(text) in {None, *ids.KINDS.values()}
