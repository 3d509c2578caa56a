"""How many pictures a month, what for, and why not officially: read from words where they are plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.route import Purpose
from bot.domain.refusing.volume import MOST
from bot.domain.reviews.volume import gives_reason, monthly, purpose_in

VOLUMES: list[tuple[str, int | None]] = [
    ("400 pictures a month", 400),
    ("about 400 a month", 400),
    ("10k images per week", 43333),
    ("10 k images per week", 43333),
    ("2,400 per month", 2400),
    ("2.400 Bilder pro Monat", 2400),
    ("2 400 images par mois", 2400),
    ("3 images a day", 90),
    ("12 shots each week", 52),
    ("12,000 a year", 1000),
    ("5 a year", 1),
    ("1200 images par an", 100),
    ("100 imágenes al mes", 100),
    ("30 imágenes por día", 900),
    ("20 fotos al día", 600),
    ("1200 imágenes por año", 100),
    ("100张/天", 3000),
    ("每天100张", 3000),
    ("毎月500枚", 500),
    ("月500枚", 500),
    ("500枚/月", 500),
    ("100 requests per minute", None),
    ("$400 a month", None),
    ("€ 400 per month", None),
    ("400 € a month", None),
    ("400 USD a month", None),
    ("for $20 per month we get 300 images a month", 300),
    ("0 a month", None),
    ("a month", None),
    ("99999999999 per day", None),
    ("400", None),
    ("v2 a month", None),
    ("we need a poster a day", None),
    ("1024x1024, 400 a month", 400),
    ("300/day", 9000),
    ("300 /month", 300),
    ("hundred a month", None),
    ("50 calls per day", 1500),
    ("the rate limit is 500 requests per day", None),
    ("10-20 per day", None),
]


@pytest.mark.parametrize(("said", "pictures"), VOLUMES)
def test_a_volume_is_read_where_it_is_said(said: str, pictures: int | None) -> None:
    """By day, week, month or year, in several languages; money, limits and sizes are no volume."""
    assert monthly(said) == pictures


PURPOSES: list[tuple[str, Purpose | None]] = [
    ("for customer product shots", Purpose.CUSTOMER),
    ("brand campaign on social media", Purpose.CUSTOMER),
    ("our blog", Purpose.PUBLIC),
    ("marketing", Purpose.PUBLIC),
    ("a hackathon", Purpose.EXPERIMENTS),
    ("just testing", Purpose.EXPERIMENTS),
    ("internal slides", Purpose.INTERNAL),
    ("intern, für Folien", Purpose.INTERNAL),
    ("medical images of patients", Purpose.SENSITIVE),
    ("personal data", Purpose.SENSITIVE),
    ("vertraulich", Purpose.SENSITIVE),
    ("Kundenbilder", Purpose.CUSTOMER),
    ("Produktfotos", Purpose.CUSTOMER),
    ("Werbung", Purpose.PUBLIC),
    ("Versuche", Purpose.EXPERIMENTS),
    ("des essais", Purpose.EXPERIMENTS),
    ("pour nos clients", Purpose.CUSTOMER),
    ("para pruebas", Purpose.EXPERIMENTS),
    ("para clientes", Purpose.CUSTOMER),
    ("客户", Purpose.CUSTOMER),
    ("测试", Purpose.EXPERIMENTS),
    ("宣传", Purpose.PUBLIC),
    ("内部", Purpose.INTERNAL),
    ("実験", Purpose.EXPERIMENTS),
    ("a lighthouse", None),
    ("production", None),
    ("anything sensitive", Purpose.SENSITIVE),
    ("customer or brand assets", Purpose.CUSTOMER),
    ("public content", Purpose.PUBLIC),
    ("experiments", Purpose.EXPERIMENTS),
    ("internal use", Purpose.INTERNAL),
    ("the latest test of customer photos", Purpose.CUSTOMER),
    ("contest", None),
    ("a sensible choice", None),
    ("reproduce", None),
]


@pytest.mark.parametrize(("said", "purpose"), PURPOSES)
def test_of_several_purposes_the_gravest_is_read(said: str, purpose: Purpose | None) -> None:
    """And none where none is named."""
    assert purpose_in(said) is purpose


REASONS = [
    ("Because it is cheaper.", True),
    ("it's blocked in our country", True),
    ("we need one invoice", True),
    ("Our card was declined", True),
    ("weil es günstiger ist", True),
    ("c'est moins cher", True),
    ("es más barato", True),
    ("因为便宜", True),
    ("安いから", True),
    ("a lighthouse at dusk", False),
    ("Timeouts are not billed.", False),
    ("hello", False),
    ("faster", True),
]


@pytest.mark.parametrize(("said", "reason"), REASONS)
def test_why_the_official_route_is_not_enough_is_recognised(said: str, reason: bool) -> None:
    """Whatever the language; an answer about a fact is no reason."""
    assert gives_reason(said) is reason


@given(st.text(max_size=60))
def test_whatever_is_said_a_volume_is_a_number_of_pictures_or_nothing(said: str) -> None:
    """Never nothing at all, never beyond belief."""
    found = monthly(said)
    assert found is None or 0 < found <= MOST
