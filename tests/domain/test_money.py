"""Money is exact inside, and what is said of it adds up and never promises less than the truth."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import money

NANO = 1_000_000_000
amounts = st.integers(0, 20 * NANO)
small = st.integers(0, 2 * NANO)

SAID = [
    (0, "$0.000"),
    (1, "under $0.001"),
    (499_999, "under $0.001"),
    (500_000, "$0.001"),
    (1_499_999, "$0.001"),
    (1_500_000, "$0.002"),
    (41_160_000, "$0.041"),
    (999_400_000, "$0.999"),
    (1_000_000_000, "$1.00"),
    (1_004_999_999, "$1.00"),
    (1_005_000_000, "$1.01"),
    (31_840_000_000, "$31.84"),
    (-41_160_000, "−$0.041"),
]

FORECASTS = [
    (0, "$0.000", "$0.000"),
    (1, "under $0.001", "$0.001"),
    (5_880_000, "$0.006", "$0.006"),
    (6_000_001, "$0.006", "$0.007"),
    (9_999_999, "$0.010", "$0.01"),
    (10_000_000, "$0.01", "$0.01"),
    (10_000_001, "$0.01", "$0.02"),
    (53_400_000, "$0.05", "$0.06"),
    (80_000_000, "$0.08", "$0.08"),
    (1_230_000_001, "$1.23", "$1.24"),
]

EXACT = [
    (0, "$0.00"),
    (1, "$0.000000001"),
    (41_160_000, "$0.04116"),
    (500_000_000, "$0.50"),
    (1_000_000_000, "$1.00"),
    (12_345_678_901, "$12.345678901"),
    (-41_160_000, "−$0.04116"),
]

COSTS = [
    (0, 30_000_000_000, 0),
    (1372, 30_000_000_000, 41_160_000),
    (1, 75_000_000, 75),
    (1, 1, 0),
    (499_999, 1, 0),
    (500_000, 1, 1),
    (1_500_000, 1, 2),
]


PARTS = [
    ([41_160_000, 6_000_000, 7_000_000], ["$0.041", "$0.006", "$0.007"]),
    ([1_400_000, 1_600_000], ["$0.001", "$0.002"]),  # the largest remainder is rounded up, wherever it stands
    ([1_600_000, 1_400_000], ["$0.002", "$0.001"]),
    ([500_000, 500_000], ["$0.001", "under $0.001"]),  # of equals, the first
    ([300_000, 41_000_000], ["under $0.001", "$0.041"]),
    ([0, 41_000_000], ["$0.000", "$0.041"]),
    ([1, 1_234_000_000], ["under $0.01", "$1.23"]),
    ([843_000_000, 197_000_000], ["$0.84", "$0.20"]),
    ([600_000_000, 399_700_000], ["$0.600", "$0.400"]),  # their sum is said as $1.000
    ([-2_000_000, 5_000_000], ["−$0.002", "$0.005"]),
    ([], []),
]


def value(said: str) -> Decimal:
    """What the digits of an amount say."""
    return Decimal(0) if said.startswith("under") else Decimal(said.replace("$", "").replace("−", "-"))


@pytest.mark.parametrize(("nano", "said"), SAID)
def test_an_amount_is_said_in_mills_below_a_dollar_and_in_cents_above(nano: int, said: str) -> None:
    """And something is never said to be nothing."""
    assert money.say(nano) == said


@pytest.mark.parametrize(("nano", "about", "most"), FORECASTS)
def test_a_forecast_is_rounded_and_a_ceiling_rounded_up(nano: int, about: str, most: str) -> None:
    """In cents, or in mills where cents would say nothing."""
    assert (money.say_about(nano), money.say_at_most(nano)) == (about, most)


@pytest.mark.parametrize(("nano", "said"), EXACT)
def test_an_exact_amount_keeps_its_last_digit(nano: int, said: str) -> None:
    """But no zeros beyond the cents."""
    assert money.exact(nano) == said


@pytest.mark.parametrize(("tokens", "price", "nano"), COSTS)
def test_a_cost_is_rounded_half_up_to_a_whole_nano_dollar(tokens: int, price: int, nano: int) -> None:
    """From nano-dollars per million tokens."""
    assert money.cost(tokens, price) == nano


@given(st.decimals(0, 1000, places=9))
def test_a_price_becomes_whole_nano_dollars_or_is_refused(usd: Decimal) -> None:
    """Nine places fit, a tenth does not; nothing is rounded away silently."""
    assert money.nano_per_million(usd) == int(usd.scaleb(9))
    with pytest.raises(ValueError, match="finer than"):
        money.nano_per_million(usd + Decimal("1e-10"))


@given(amounts)
def test_a_ceiling_in_words_is_never_below_the_ceiling(nano: int) -> None:
    """And never more than a cent above it."""
    shown = value(money.say_at_most(nano)) * NANO
    assert nano <= shown < nano + NANO // 100


@given(amounts)
def test_exact_words_can_be_read_back(nano: int) -> None:
    """To the last nano-dollar."""
    assert value(money.exact(nano)) * NANO == nano


@given(st.integers(1, 20 * NANO))
def test_something_is_never_said_to_be_nothing(nano: int) -> None:
    """However little it is."""
    for said in (money.say(nano), money.say_about(nano), money.say_at_most(nano)):
        assert said.startswith("under") or value(said) > 0


@pytest.mark.parametrize(("parts", "said"), PARTS)
def test_parts_are_said_in_the_steps_of_their_sum(parts: list[int], said: list[str]) -> None:
    """Mills below a dollar, cents above."""
    assert money.say_parts(parts, sum(parts)) == said


@given(st.lists(small, max_size=6))
def test_the_shown_parts_add_up_to_the_shown_total(parts: list[int]) -> None:
    """To the digit, whatever the amounts are."""
    total = sum(parts)
    shown = money.say_parts(parts, total)
    assert len(shown) == len(parts)
    assert sum(map(value, shown)) == value(money.say(total))


@given(st.lists(small, max_size=6))
def test_a_shown_part_is_less_than_one_step_from_the_truth(parts: list[int]) -> None:
    """So nothing is moved from one part to another to make the sum fit."""
    total = sum(parts)
    step = Decimal("0.001") if total < NANO else Decimal("0.01")
    for said, part in zip(money.say_parts(parts, total), parts, strict=True):
        assert abs(value(said) - Decimal(part) / NANO) < step


@given(st.lists(small, min_size=1, max_size=6))
def test_a_shown_part_claims_no_more_digits_and_no_less_money_than_it_has(parts: list[int]) -> None:
    """Above a dollar parts are told in cents, like their sum; "under" is said of nothing larger."""
    total = sum(parts)
    for said, part in zip(money.say_parts(parts, total), parts, strict=True):
        if said.startswith("under"):
            assert part < value(said.removeprefix("under ")) * NANO
        elif total >= NANO:
            assert len(said.partition(".")[2]) == 2


@pytest.mark.parametrize("total", [9_000_000, 4_000_000, 0])
def test_parts_of_another_sum_are_said_one_by_one(total: int) -> None:
    """Words must not hide that the books disagree."""
    assert money.say_parts([1_400_000, 1_600_000], total) == ["$0.001", "$0.002"]
    assert money.say_parts([1_600_000, 1_600_000], total) == ["$0.002", "$0.002"]
