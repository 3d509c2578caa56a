"""Dated prices: which row holds at which moment, and that a new row changes nothing past."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.prices import MissingPriceError, Price, PriceList, TokenClass, family

OUT, IN, CACHED = TokenClass.IMAGE_OUT, TokenClass.TEXT_IN, TokenClass.TEXT_IN_CACHED


def ms(day: str) -> int:
    """Midnight UTC of a day."""
    return int(datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).timestamp() * 1000)


def row(model: str, token_class: TokenClass, nano: int, since: str) -> Price:
    """A row as the price file would say it."""
    return Price(f"{model}/{token_class}@{since}", model, token_class, nano, ms(since), "https://example.org", since)


LIST = PriceList(
    (
        row("gpt-image-2", OUT, 40, "2026-08-01"),  # not in the order of time: the list must not rely on it
        row("gpt-image-2", OUT, 30, "2026-04-21"),
        row("gpt-image-2-2026-04-21", OUT, 31, "2026-09-01"),
        row("gpt-5.4", IN, 25, "2026-03-05"),
    )
)
FOUND = [
    ("gpt-image-2", OUT, "2026-04-20", None),
    ("gpt-image-2", OUT, "2026-04-21", 30),
    ("gpt-image-2", OUT, "2026-07-31", 30),
    ("gpt-image-2", OUT, "2026-08-01", 40),
    ("gpt-image-2", OUT, "2030-01-01", 40),
    ("gpt-image-2-2026-04-21", OUT, "2026-08-15", 40),  # a snapshot is priced as its family …
    ("gpt-image-2-2026-04-21", OUT, "2026-09-02", 31),  # … until it has a row of its own
    ("gpt-image-2-2027-01-01", OUT, "2026-09-02", 40),
    ("gpt-image-2.5-sunburst", OUT, "2026-09-02", None),  # a sibling is not family
    ("gpt-image-2", IN, "2026-09-02", None),
    ("gpt-5.4-mini", IN, "2026-09-02", None),
]


@pytest.mark.parametrize(("model", "token_class", "day", "nano"), FOUND)
def test_the_row_in_force_at_a_moment(model: str, token_class: TokenClass, day: str, nano: int | None) -> None:
    """The latest that has begun, for the exact model or else its family."""
    found = LIST.find(model, token_class, ms(day))
    assert (found and found.nano_per_million) == nano


@pytest.mark.parametrize(
    ("model", "priced_as"),
    [
        ("gpt-image-2-2026-04-21", "gpt-image-2"),
        ("gpt-image-2", "gpt-image-2"),
        ("gpt-5.4-mini-2026-03-17", "gpt-5.4-mini"),
        ("gpt-2026-04-21-x", "gpt-2026-04-21-x"),
        ("gpt-image-2-26-4-1", "gpt-image-2-26-4-1"),
    ],
)
def test_only_a_full_date_at_the_end_makes_a_snapshot(model: str, priced_as: str) -> None:
    """Any other ending is another model."""
    assert family(model) == priced_as


def test_a_missing_row_is_named() -> None:
    """So that whoever reads the sentence knows which row to add."""
    with pytest.raises(MissingPriceError, match=r"gpt-5\.4-mini, text_in") as missing:
        LIST.at("gpt-5.4-mini", IN, ms("2026-09-02"))
    assert (missing.value.model, missing.value.token_class) == ("gpt-5.4-mini", IN)
    assert LIST.missing("gpt-5.4", [IN, CACHED, OUT], ms("2026-09-02")) == [CACHED, OUT]


days = st.integers(0, 3000).map(lambda n: n * 86_400_000 + ms("2026-01-01"))


@given(st.lists(st.tuples(days, st.integers(0, 99)), unique_by=lambda r: r[0], min_size=1, max_size=6), days, days)
def test_a_later_row_reprices_nothing_past(rows: list[tuple[int, int]], asked: int, since: int) -> None:
    """Whatever was asked before the new row begins is answered as before."""

    def listed(*more: tuple[int, int]) -> PriceList:
        return PriceList(tuple(Price(f"p{at}", "m", OUT, nano, at, "", "") for at, nano in (*rows, *more)))

    if since > asked and since not in {at for at, _ in rows}:
        assert listed((since, 100)).find("m", OUT, asked) == listed().find("m", OUT, asked)
        found = listed((since, 100)).find("m", OUT, since)
        assert found is not None
        assert found.nano_per_million == 100
