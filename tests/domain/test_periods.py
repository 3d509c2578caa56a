"""Days and months: every instant lies in exactly one of each, and what people call them is found or refused in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import periods
from bot.domain.errors import PersonError
from bot.domain.periods import Span, day_of, forecast, parse, starts, the_same_stretch_before
from bot.providers.clock import now_ms

TODAY = "2026-11-22"
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "America/Havana",  # clocks change at midnight
        "Africa/Cairo",  # midnight does not exist on the day of the change
        "America/Nuuk",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    )
]
EARLIEST = int(datetime(2020, 1, 2, tzinfo=UTC).timestamp() * 1000)
LATEST = int(datetime(2035, 1, 1, tzinfo=UTC).timestamp() * 1000)
instants = st.integers(EARLIEST, LATEST)
zones = st.sampled_from(ZONES)
days = st.dates(date(2020, 1, 2), date(2034, 12, 30)).map(date.isoformat)


@given(instants, zones)
def test_every_instant_lies_in_exactly_one_day(at: int, zone: ZoneInfo) -> None:
    """At or after its first instant, before the next day's."""
    day = day_of(at, zone)
    assert starts(day, zone) <= at < starts(periods.day_after(day), zone)


@given(days, zones)
def test_days_tile(day: str, zone: ZoneInfo) -> None:
    """The last millisecond of one day and the first of the next are neighbours."""
    following = periods.day_after(day)
    border = starts(following, zone)
    assert (day_of(border - 1, zone), day_of(border, zone)) == (day, following)
    assert border - starts(day, zone) in {hours * 1_800_000 for hours in range(46, 51)}


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-03-28", 24)])
def test_a_day_on_which_the_clocks_change_has_23_or_25_hours(day: str, hours: int) -> None:
    """Berlin goes forward in March and back in October."""
    assert starts(periods.day_after(day), BERLIN) - starts(day, BERLIN) == hours * 3_600_000


@pytest.mark.parametrize(
    ("instant", "utc", "berlin"),
    [
        ("2026-11-30T22:59:59.999", "2026-11-30", "2026-11-30"),
        ("2026-11-30T23:00:00.000", "2026-11-30", "2026-12-01"),
        ("2026-12-31T23:30:00.000", "2026-12-31", "2027-01-01"),
        ("2028-02-28T23:00:00.000", "2028-02-28", "2028-02-29"),
        ("2028-02-29T23:00:00.000", "2028-02-29", "2028-03-01"),
        ("2026-03-28T23:00:00.000", "2026-03-28", "2026-03-29"),
        ("2026-03-29T21:59:59.999", "2026-03-29", "2026-03-29"),
        ("2026-03-29T22:00:00.000", "2026-03-29", "2026-03-30"),
        ("2026-10-25T22:59:59.999", "2026-10-25", "2026-10-25"),
        ("2026-10-25T23:00:00.000", "2026-10-25", "2026-10-26"),
    ],
)
def test_the_wall_clock_falls_into_the_day_of_the_books_zone(instant: str, utc: str, berlin: str) -> None:
    """At the edges of months, years, leap days and changes of the clock."""
    with freeze_time(instant):
        assert (day_of(now_ms(), ZoneInfo("UTC")), day_of(now_ms(), BERLIN)) == (utc, berlin)


NAMES = [
    ("", ("2026-11-01", "2026-11-22", "2026-11-30")),
    ("month", ("2026-11-01", "2026-11-22", "2026-11-30")),
    ("  This   MONTH ", ("2026-11-01", "2026-11-22", "2026-11-30")),
    ("last month", ("2026-10-01", "2026-10-31", "2026-10-31")),
    ("week", ("2026-11-16", "2026-11-22", "2026-11-22")),
    ("last week", ("2026-11-09", "2026-11-15", "2026-11-15")),
    ("today", ("2026-11-22", "2026-11-22", "2026-11-22")),
    ("yesterday", ("2026-11-21", "2026-11-21", "2026-11-21")),
    ("2026-10", ("2026-10-01", "2026-10-31", "2026-10-31")),
    ("2026-11", ("2026-11-01", "2026-11-22", "2026-11-30")),
    ("2028-02", None),
    ("2024-02", ("2024-02-01", "2024-02-29", "2024-02-29")),
    ("2026-10-05", ("2026-10-05", "2026-10-05", "2026-10-05")),
    ("2026-10-01..2026-10-15", ("2026-10-01", "2026-10-15", "2026-10-15")),
    ("2026-10-01 to 2026-10-15", ("2026-10-01", "2026-10-15", "2026-10-15")),
    ("2026-09..2026-10", ("2026-09-01", "2026-10-31", "2026-10-31")),
    ("2026-10-01..", ("2026-10-01", "2026-11-22", "2026-11-22")),
    ("..2026-10-15", ("2020-01-01", "2026-10-15", "2026-10-15")),
    ("..", ("2020-01-01", "2026-11-22", "2026-11-22")),
    ("2026-11-20..2026-12-31", ("2026-11-20", "2026-12-31", "2026-12-31")),
    ("2026-11-22..2026-11-22", ("2026-11-22", "2026-11-22", "2026-11-22")),
    ("2026-02-30", None),
    ("2026-02-29", None),
    ("2026-13", None),
    ("2026-00", None),
    ("2019-12-31", None),
    ("2019-12-31..2026-01-01", None),
    ("2026-11-23", None),
    ("2026-12", None),
    ("2026-12-01..", None),
    ("2026-10-15..2026-10-01", None),
    ("2026-1-5", None),
    ("2026", None),
    ("20261105", None),
    ("2026-W46-1", None),
    ("next week", None),
    ("2026-10-01..2026-10-15..2026-10-20", None),
    ("٢٠٢٦-١٠", None),
    ("2026-10-0²", None),
    ("--------", None),
]


@pytest.mark.parametrize(("phrase", "days"), NAMES)
def test_a_phrase_is_a_stretch_of_days_or_a_sentence(phrase: str, days: tuple[str, str, str] | None) -> None:
    """Never another stretch than was meant."""
    if days is not None:
        assert parse(phrase, TODAY) == Span(*days)
        return
    with pytest.raises(PersonError) as refused:
        parse(phrase, TODAY)
    assert refused.value.code == "period"
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("2026-10-15..2026-10-01", "2026-10-01 is before 2026-10-15: write the earlier day first."),
        ("2026-12-01", "2026-12-01 has not come yet: today is 2026-11-22."),
        ("2019-05", "There are no books before 2020-01-01."),
    ],
)
def test_a_refused_phrase_says_what_is_wrong_with_it(phrase: str, sentence: str) -> None:
    """In one sentence."""
    with pytest.raises(PersonError) as refused:
        parse(phrase, TODAY)
    assert refused.value.sentence == sentence


@given(st.text(max_size=30))
def test_any_text_is_a_stretch_or_a_sentence(phrase: str) -> None:
    """Nothing else is raised, and a stretch is never the wrong way round nor in the future."""
    try:
        span = parse(phrase, TODAY)
    except PersonError as error:
        assert error.sentence
    else:
        assert span.first_day <= span.last_day <= span.until
        assert periods.FIRST_DAY <= span.first_day <= TODAY


@pytest.mark.parametrize(
    ("phrase", "today", "before"),
    [
        ("month", "2026-11-22", "2026-10-01..2026-10-22"),
        ("month", "2026-03-30", "2026-02-01..2026-02-28"),
        ("month", "2028-03-30", "2028-02-01..2028-02-29"),
        ("month", "2026-01-05", "2025-12-01..2025-12-05"),
        ("month", "2026-11-30", "2026-10-01..2026-10-31"),
        ("2026-10", "2026-11-22", "2026-09-01..2026-09-30"),
        ("week", "2026-11-18", "2026-11-09..2026-11-11"),
        ("last week", "2026-11-18", "2026-11-02..2026-11-08"),
        ("today", "2026-11-22", "2026-11-21..2026-11-21"),
        ("2026-10-01..2026-10-15", "2026-11-22", "2026-09-16..2026-09-30"),
    ],
)
def test_a_stretch_is_compared_with_the_same_one_before(phrase: str, today: str, before: str) -> None:
    """Clipped where the month before is shorter."""
    earlier = the_same_stretch_before(parse(phrase, today))
    assert f"{earlier.first_day}..{earlier.last_day}" == before


@given(days, st.integers(0, 400))
def test_what_a_stretch_is_compared_with_lies_wholly_before_it(first: str, length: int) -> None:
    """No day is counted on both sides."""
    last = periods.day_after(first, length)
    assert the_same_stretch_before(Span(first, last, last)).last_day < first


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (("2026-11-22", "2026-11-22"), "22 Nov 2026"),
        (("2026-11-01", "2026-11-22"), "1–22 Nov 2026"),
        (("2026-10-28", "2026-11-03"), "28 Oct – 3 Nov 2026"),
        (("2025-12-28", "2026-01-03"), "28 Dec 2025 – 3 Jan 2026"),
    ],
)
def test_a_stretch_is_described_as_people_read_it(span: tuple[str, str], words: str) -> None:
    """Without saying a month or a year twice."""
    assert periods.describe(Span(*span, span[1])) == words


@pytest.mark.parametrize(("key", "words"), [("2026-11-22", "22 Nov 2026"), ("2026-11", "Nov 2026")])
def test_a_period_is_said_by_its_name(key: str, words: str) -> None:
    """A day or a month."""
    assert periods.say_period(key) == words


UTC_ZONE = ZoneInfo("UTC")


def at(day: str, hours: int = 0) -> int:
    """An instant of a day in UTC."""
    return starts(day, UTC_ZONE) + hours * 3_600_000


@pytest.mark.parametrize(
    ("spent", "now", "comes_to"),
    [
        (31_840_000_000, at("2026-11-23"), 43_418_181_818),
        (30, at("2026-11-16"), 60),
        (0, at("2026-11-16"), 0),
        (100, at("2026-11-01", 12), None),
        (100, at("2026-11-03", 12), 1200),
        (100, at("2026-12-01"), None),
    ],
)
def test_the_pace_so_far_is_carried_to_the_end(spent: int, now: int, comes_to: int | None) -> None:
    """By the elapsed share of the period; not in its first days, not when it is over."""
    assert forecast(spent, Span("2026-11-01", "2026-11-22", "2026-11-30"), now, UTC_ZONE) == comes_to


@given(st.integers(0, 10**15), instants, zones)
def test_a_forecast_is_never_less_than_what_was_spent(spent: int, now: int, zone: ZoneInfo) -> None:
    """Money spent does not come back."""
    comes_to = forecast(spent, periods.month_to_date(day_of(now, zone)), now, zone)
    assert comes_to is None or comes_to >= spent


def test_a_day_late_in_the_calendar_still_has_a_next() -> None:
    """Leap days included."""
    assert periods.day_after("2028-02-28") == "2028-02-29"
    assert periods.day_after("2028-02-29") == "2028-03-01"
    assert date.fromisoformat(periods.day_after("2026-12-31")) - date(2026, 12, 31) == timedelta(days=1)
