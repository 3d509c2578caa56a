"""Days and months in the books zone, and the stretches of them that people ask about.

A day is written `2026-11-22`, a month `2026-11`; both sort as text. Every instant lies in exactly one day, also where
the clocks change. The zone and the present day arrive as arguments.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.errors import PersonError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_DAY = "2020-01-01"
"""Nothing was drawn by these models before."""
TOO_EARLY = 12
"""A forecast needs at least one part in so many of its period to have passed."""


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days, both ends counted. `until` is the last day of the period that this is the elapsed part of."""

    first_day: str
    last_day: str
    until: str

    @property
    def days(self) -> int:
        """How many days are counted."""
        return _number(self.last_day) - _number(self.first_day) + 1

    @property
    def keys(self) -> frozenset[str]:
        """The day or the month that this is, whole or as far as it has come; empty where it is neither."""
        if self.first_day == self.until:
            return frozenset({self.first_day})
        month = whole_month(month_of(self.first_day))
        same = (self.first_day, self.until) == (month.first_day, month.last_day)
        return frozenset({month_of(self.first_day)} if same else ())


def day_of(at_ms: int, zone: tzinfo) -> str:
    """Return the day in which an instant lies."""
    return datetime.fromtimestamp(at_ms // 1000, zone).date().isoformat()


def month_of(day: str) -> str:
    """Return the month of a day."""
    return day[:7]


def starts(day: str, zone: tzinfo) -> int:
    """Return the first instant of a day in UTC milliseconds; a day may have 23 or 25 hours."""
    midnight = datetime.combine(date.fromisoformat(day), time(), zone)
    return int(midnight.astimezone(UTC).timestamp() * 1000)


def day_after(day: str, days: int = 1) -> str:
    """Return the day that comes *days* later, or earlier where negative."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def whole_month(month: str) -> Span:
    """Return a month, first day to last."""
    year, number = int(month[:4]), int(month[5:7])
    last = f"{month}-{calendar.monthrange(year, number)[1]:02d}"
    return Span(f"{month}-01", last, last)


def month_to_date(today: str) -> Span:
    """Return the present month as far as it has come."""
    month = whole_month(month_of(today))
    return Span(month.first_day, today, month.last_day)


def week_to_date(today: str) -> Span:
    """Return the present week, which began on Monday, as far as it has come."""
    monday = day_after(today, -date.fromisoformat(today).weekday())
    return Span(monday, today, day_after(monday, 6))


def one_day(day: str) -> Span:
    """Return one day."""
    return Span(day, day, day)


def _yesterday(today: str) -> Span:
    return one_day(day_after(today, -1))


def _last_week(today: str) -> Span:
    monday = day_after(week_to_date(today).first_day, -7)
    return Span(monday, day_after(monday, 6), day_after(monday, 6))


def _last_month(today: str) -> Span:
    return whole_month(month_of(day_after(f"{month_of(today)}-01", -1)))


NAMED = {
    "": month_to_date,
    "month": month_to_date,
    "this month": month_to_date,
    "last month": _last_month,
    "week": week_to_date,
    "this week": week_to_date,
    "last week": _last_week,
    "today": one_day,
    "yesterday": _yesterday,
}
EXAMPLES = "today, yesterday, week, last week, month, last month, 2026-10, 2026-10-05 or 2026-10-01..2026-10-15"


def _no_period(sentence: str) -> PersonError:
    return PersonError("period", sentence)


def parse(phrase: str, today: str) -> Span:
    """Return the stretch that *phrase* names, seen from *today*; nothing said is the present month.

    Raises PersonError with a sentence where there is no such stretch.
    """
    said = " ".join(phrase.lower().split())
    if said in NAMED:
        return NAMED[said](today)
    first, dots, last = said.replace(" to ", "..").partition("..")
    if not dots:
        return _one(said, today)
    return _between(first.strip(), last.strip(), today)


def _one(said: str, today: str) -> Span:
    span = _date(said)
    _must_be_past(span, today)
    if span.days == 1:
        return span
    return month_to_date(today) if month_of(today) == said else span


def _between(first: str, last: str, today: str) -> Span:
    begin = _date(first).first_day if first else FIRST_DAY
    end = _date(last).last_day if last else max(today, begin)
    if end < begin:
        raise _no_period(f"{end} is before {begin}: write the earlier day first.")
    span = Span(begin, end, end)
    _must_be_past(span, today)
    return span


def _must_be_past(span: Span, today: str) -> None:
    if span.first_day > today:
        raise _no_period(f"{span.first_day} has not come yet: today is {today}.")
    if span.first_day < FIRST_DAY:
        raise _no_period(f"There are no books before {FIRST_DAY}.")


def _date(said: str) -> Span:
    """Return the day or month written as *said*."""
    if not said.isascii() or not said.replace("-", "").isdigit():
        raise _no_period(f"“{said[:40]}” is not a period. Write {EXAMPLES}.")
    try:
        return _read(said)
    except ValueError:
        raise _no_period(f"There is no {said[:40]} in the calendar. Write {EXAMPLES}.") from None


def _read(said: str) -> Span:
    """Return `YYYY-MM` or `YYYY-MM-DD`, exactly so written; raises ValueError."""
    if len(said) == len("2026-11"):
        date.fromisoformat(f"{said}-01")
        return whole_month(said)
    if len(said) != len("2026-11-22"):
        raise ValueError(said)
    return one_day(date.fromisoformat(said).isoformat())


def the_same_stretch_before(span: Span) -> Span:
    """Return what a stretch is compared with: the same part of the month before, the week before, as many days before."""
    month = whole_month(month_of(span.first_day))
    if span.first_day == month.first_day and span.until == month.last_day:
        return _month_before(span)
    length = _number(span.until) - _number(span.first_day) + 1
    first, last = day_after(span.first_day, -length), day_after(span.last_day, -length)
    return Span(first, last, last)


def _month_before(span: Span) -> Span:
    before = whole_month(month_of(day_after(span.first_day, -1)))
    if span.last_day == span.until:
        return before
    same_day = f"{month_of(before.first_day)}-{span.last_day[8:]}"
    last = min(same_day, before.last_day)
    return Span(before.first_day, last, last)


def describe(span: Span) -> str:
    """Return a stretch as people read it: `22 Nov 2026`, `1–22 Nov 2026`, `28 Oct – 3 Nov 2026`."""
    first, last = date.fromisoformat(span.first_day), date.fromisoformat(span.last_day)
    if first == last:
        return _say(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_say(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_say(last)}"
    return f"{_say(first)} – {_say(last)}"


def _say(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_period(key: str) -> str:
    """Return the day or month that *key* names as people read it: `22 Nov 2026`, `Nov 2026`."""
    if len(key) > len("2026-11"):
        return describe(one_day(key))
    return f"{MONTHS[int(key[5:7]) - 1]} {key[:4]}"


def forecast(spent: int, span: Span, now_ms: int, zone: tzinfo) -> int | None:
    """Return what the whole period comes to at the pace so far, half up; None where it is over or hardly begun."""
    begin, end = starts(span.first_day, zone), starts(day_after(span.until), zone)
    elapsed, whole = now_ms - begin, end - begin
    if elapsed >= whole or elapsed * TOO_EARLY < whole:
        return None
    return (2 * spent * whole + elapsed) // (2 * elapsed)


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()
