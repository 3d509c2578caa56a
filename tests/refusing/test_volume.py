"""How many pictures a month somebody speaks of, in the ways people say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refusing.volume import MOST, volume


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("500 pictures a month", 500),
        ("we draw 10,000 images/month", 10_000),
        ("2k per week", 8_667),
        ("about 40 a day, please", 1_200),
        ("12000 a year", 1_000),
        ("500 monthly", 500),
        ("30 am Tag", 900),
        ("Wir brauchen 1.200 Bilder pro Monat", 1_200),
        ("20 täglich", 600),
        ("1 200 images par mois", 1_200),
        ("20 chaque jour", 600),
        ("300 imágenes al mes", 300),
        ("2 mil imagens por mês", 2_000),
        ("每月500张", 500),
        ("3万张每月", 30_000),
        ("一天200张", 6_000),
        ("月に500枚", 500),
        ("1日30枚", 900),
        ("하루에 30장", 900),
        ("1 picture a year", 1),
    ],
)
def test_what_people_say_is_pictures_a_month(text: str, month: int) -> None:
    """A day counts thirty times, a week fifty-two times a year."""
    assert volume(text) == month


@pytest.mark.parametrize(
    "text",
    [
        "",
        "draw a lighthouse",
        "in 30 days",
        "30 minutes a day",
        "$500 a month",
        "500 accounts per month",
        "by 24 Nov",
        "0 a day",
        "99999999999 a day",
        "3 banners at 1536x1024 per day",
        "rotate it by 90 degrees",
    ],
)
def test_what_is_no_volume_is_none(text: str) -> None:
    """Deadlines, minutes, money, accounts and sizes are not pictures."""
    assert volume(text) is None


@given(st.text(max_size=200))
def test_it_is_a_volume_or_none(text: str) -> None:
    """At least one picture a month, never more than could be."""
    assert volume(text) is None or 1 <= (volume(text) or 0) <= MOST


@given(st.integers(1, 9_999_999))
def test_a_plain_number_a_month_is_itself(number: int) -> None:
    """With and without separators."""
    assert volume(f"{number} pictures a month") == volume(f"{number:,} images per month") == number
