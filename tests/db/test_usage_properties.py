"""Whatever is booked in whatever order, with the process dying in between: every view comes to the same total."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ledger import Basis, Purpose, part
from bot.domain.periods import Span
from bot.domain.prices import TokenClass
from bot.domain.usage import By, Filters, UsageRow
from bot.domain.uses import WASTE, Use
from db import usage, verify
from db.tx import Tx
from tests.db.day import Day
from tests.db.house import AT, PICTURE_PRICE, PRICES, picture_part

EVER = Span("2020-01-01", "2030-12-31", "2030-12-31")
EVERYTHING = Filters()
DAY_MS = 86_400_000
SETTLED = (Basis.METERED, Basis.FORMULA, Basis.CEILING, Basis.PROVIDER_STATED)
INPUT_PRICE = PRICES.at("gpt-5.4", TokenClass.TEXT_IN, AT)

parts = st.lists(
    st.one_of(
        st.builds(
            part,
            st.sampled_from([Purpose.PICTURE, Purpose.PREVIEWS]),
            st.just(PICTURE_PRICE),
            st.integers(0, 10_000),
            st.sampled_from(SETTLED),
        ),
        st.builds(
            part, st.just(Purpose.PLANNING), st.just(INPUT_PRICE), st.integers(0, 100_000), st.sampled_from(SETTLED)
        ),
    ),
    max_size=5,
)
instants = st.integers(-40, 40).map(lambda hours: AT + hours * 3_600_000)
people, places = st.sampled_from(["U1", "U2", "U3"]), st.sampled_from(["C1", "C2"])
qualities = st.sampled_from(["low", "medium", "high"])
uses = st.sampled_from([use for use in Use if use is not Use.RELEASED])
Act = Callable[[Day], object]


@st.composite
def reservations(draw: st.DrawFn) -> Act:
    """A new attempt of a turn that may have had others."""
    name, actor, channel = draw(st.sampled_from("abcdef")), draw(people), draw(places)
    ceiling, quality, at = picture_part(draw(st.integers(1, 9000)), Basis.CEILING), draw(qualities), draw(instants)
    return lambda day: day.reserve(day.turn(name, actor, channel), ceiling, quality, at)


@st.composite
def ends(draw: st.DrawFn) -> Act:
    """The end of some open attempt: settled by this version or an older one, or released."""
    made, use, how, which = draw(parts), draw(uses), draw(st.integers(0, 3)), draw(st.integers(0, 9))

    def act(day: Day) -> None:
        if not day.open:
            return
        attempt_id = day.open[which % len(day.open)]
        if how == 0:
            day.release(attempt_id)
        elif how == 1:
            day.older_end(attempt_id, made)
        else:
            day.settle(attempt_id, use, made)

    return act


@st.composite
def corrections(draw: st.DrawFn) -> Act:
    """What a bill says afterwards."""
    amount = draw(st.one_of(st.none(), st.integers(0, 10**9)))
    which, nano = draw(st.integers(0, 9)), draw(st.integers(-(10**8), 10**8))

    def act(day: Day) -> None:
        if which < 2 or not day.settled:
            day.correct("2026-11-22", nano)
        else:
            day.adjust(day.settled[which % len(day.settled)], amount)

    return act


@st.composite
def deaths(draw: st.DrawFn) -> Act:
    """The process dies; it may come back with another zone."""
    zone = draw(st.sampled_from([None, "UTC", "Europe/Berlin", "Pacific/Kiritimati"]))
    return lambda day: day.restart(zone)


@st.composite
def olden_times(draw: st.DrawFn) -> Act:
    """A whole attempt of an older version."""
    name, at, made = draw(st.sampled_from("uvw")), draw(instants), draw(parts)
    return lambda day: day.older(day.turn(name), made, at=at)


acts = st.lists(st.one_of(reservations(), ends(), ends(), corrections(), deaths(), olden_times()), max_size=30)


@settings(max_examples=60, deadline=None)
@given(acts)
def test_every_view_comes_to_the_sum_of_its_parts(story: list[Act]) -> None:
    """Rollup, spending, holds and reports; and catching up once more changes nothing."""
    day = Day()
    for act in story:
        act(day)
    day.restart()
    assert [found for found in verify.broken(day.tx) if "told" not in found[0]] == []
    assert not day.restart()
    agree(day.tx)


def agree(tx: Tx) -> None:
    """Hold every report against the ledger itself."""
    books = tx.value(
        """
        SELECT (SELECT coalesce(sum(p.nano_usd), 0) FROM ledger l JOIN ledger_parts p ON p.entry_id = l.id
                WHERE l.kind IN ('settlement', 'adjustment')) + (SELECT coalesce(sum(nano_usd), 0) FROM unattributed)
        """,
        {},
    )
    totals = usage.totals(tx, span=EVER, filters=EVERYTHING)
    assert totals.nano == usage.total(tx, span=EVER, filters=EVERYTHING) == books
    assert sum(totals.by_basis.values()) == books
    assert totals.turns == tx.value("SELECT count(DISTINCT turn_id) FROM attempts", {})
    assert totals.attempts == tx.value("SELECT count(*) FROM attempts", {})
    for by in By:
        rows = usage.rows(tx, by=by, span=EVER, filters=EVERYTHING)
        assert sum(row.nano for row in rows) == books, by
        assert sum(row.turns for row in rows) == totals.turns, by
        assert sum(row.images for row in rows) == totals.images, by
    assert totals.waste == wasted(tx)
    people_s = [usage.totals(tx, span=EVER, filters=Filters(actor=row.key)) for row in people_of(tx)]
    assert sum(found.nano for found in people_s) + totals.unattributed == books


def people_of(tx: Tx) -> list[UsageRow]:
    """The rows of people, without what belongs to nobody."""
    return [row for row in usage.rows(tx, by=By.USER, span=EVER, filters=EVERYTHING) if row.key != "(unattributed)"]


def wasted(tx: Tx) -> int:
    """What was paid with nothing to show, attempt by attempt."""
    rows = tx.rows(
        """
        SELECT b.use, p.nano_usd FROM bookings b JOIN ledger l ON l.attempt_id = b.attempt_id
            JOIN ledger_parts p ON p.entry_id = l.id WHERE l.kind IN ('settlement', 'adjustment')
        """,
        {},
    )
    return sum(row["nano_usd"] for row in rows if Use(row["use"]) in WASTE)
