"""The books as they rest: parts come back as they went in, sums are of what counts, prices are never rewritten."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ledger import Basis, EntryKind, Part, Purpose, total, weakest
from bot.domain.money import NanoUsd
from bot.domain.prices import PriceList, TokenClass
from db import closing, ledger
from db.ledger import PriceRewrittenError
from db.tx import Tx
from tests.db import house
from tests.db.house import PICTURE_PRICE, PRICES, picture_part

UNPRICED = Part(Purpose.PLANNING, "gpt-9", TokenClass.TEXT_IN, 7, None, Basis.CEILING, None, "no price")
priced = st.builds(
    Part,
    purpose=st.sampled_from(Purpose),
    model=st.just("gpt-image-2"),
    token_class=st.sampled_from(TokenClass),
    tokens=st.one_of(st.none(), st.integers(0, 10**9)),
    price_id=st.sampled_from([None, PICTURE_PRICE.id]),
    basis=st.sampled_from(Basis),
    nano=st.one_of(st.none(), st.integers(0, 10**15).map(NanoUsd)),
    note=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
)


@given(st.lists(priced, max_size=5))
def test_parts_come_back_as_they_went_in(parts: list[Part]) -> None:
    """Unknown stays unknown; the entry has their sum and the basis of the weakest."""
    tx = house.in_memory()
    made = house.planned(tx, "a")
    attempt_id = house.attempt(tx, made, "a")
    house.entry(tx, made, attempt_id, EntryKind.RESERVATION, parts)
    assert ledger.reserved(tx, attempt_id=attempt_id) == tuple(parts)
    row = tx.row("SELECT nano_usd, basis FROM ledger", {})
    assert row is not None
    assert (row["nano_usd"], row["basis"]) == (total(parts), weakest(parts))


def test_a_turn_s_bill_is_its_settlements_and_adjustments(tx: Tx) -> None:
    """In the order they were booked; holds and releases are not costs, another turn's are not this one's."""
    made, other = house.planned(tx, "a"), house.planned(tx, "b")
    released = house.reserved(tx, made, "1")
    house.entry(tx, made, released, EntryKind.RELEASE, [])
    settled = house.settled(tx, made, "2", parts=[picture_part(10), UNPRICED])
    house.entry(tx, made, settled, EntryKind.ADJUSTMENT, [picture_part(3, Basis.RECONCILED)], "x")
    house.settled(tx, other, "3")
    assert {part.tokens for part in ledger.of_turn(tx, turn_id=made.id)} == {10, 7, 3}
    assert total(ledger.of_turn(tx, turn_id=made.id)) is None


def test_whether_a_turn_cost_something_and_was_given_pictures(tx: Tx) -> None:
    """A hold alone is not yet a cost."""
    made, given_one = house.planned(tx, "a"), house.planned(tx, "b")
    house.reserved(tx, made, "1")
    image_in = replace(picture_part(1536, Basis.CEILING), token_class=TokenClass.IMAGE_IN)
    attempt_id = house.attempt(tx, given_one, "2")
    house.entry(tx, given_one, attempt_id, EntryKind.RESERVATION, [image_in])
    house.entry(tx, given_one, attempt_id, EntryKind.SETTLEMENT, [picture_part()])
    for turn_id, settled, pictures in (("ta", False, False), ("tb", True, True)):
        assert closing.settled(tx, turn_id=turn_id) is settled
        assert closing.pictures_given(tx, turn_id=turn_id) is pictures


def changed(nano: int) -> PriceList:
    """The price file with one row rewritten."""
    return PriceList(tuple(replace(r, nano_per_million=nano) if r.id == PICTURE_PRICE.id else r for r in PRICES.rows))


def test_the_price_file_may_be_read_at_every_start(tx: Tx) -> None:
    """A second time it changes nothing; a new row is added."""
    before = tx.value("SELECT count(*) FROM prices", {})
    assert before == len(PRICES.rows)
    ledger.seed_prices(tx, prices=PRICES)
    later = replace(PICTURE_PRICE, id="later", valid_from_ms=PICTURE_PRICE.valid_from_ms + 1, nano_per_million=1)
    ledger.seed_prices(tx, prices=PriceList((*PRICES.rows, later)))
    assert tx.value("SELECT count(*) FROM prices", {}) == before + 1


@pytest.mark.parametrize("nano", [PICTURE_PRICE.nano_per_million + 1, 0])
def test_a_rewritten_price_is_refused_by_both_its_numbers(tx: Tx, nano: int) -> None:
    """What was booked at it stays checkable; the sentence says how to do it right."""
    with pytest.raises(PriceRewrittenError, match=rf"{PICTURE_PRICE.id} was 30000000000 .* now {nano}: append"):
        ledger.seed_prices(tx, prices=changed(nano))
    assert tx.value("SELECT nano_per_million FROM prices WHERE id = :id", {"id": PICTURE_PRICE.id}) == 30_000_000_000
