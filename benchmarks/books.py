"""The books after a million turns beside the books after a thousand: reports, the Home tab, and booking one more attempt.

The rows are made by SQL alone, without triggers; what is counted beside them is then caught up as after an upgrade.
"""

import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.report import Row
from bot.domain.budgets import DAY_MS, Period, Scope, ScopeKind
from bot.domain.ledger import Basis, EntryKind, Part, Purpose, part
from bot.domain.message import Place
from bot.domain.periods import day_of, the_same_stretch_before, whole_month
from bot.domain.prices import TokenClass
from bot.domain.turn import Origin, Turn
from bot.domain.usage import By, Filters
from bot.domain.uses import Use
from bot.providers.clock import IdMaker
from bot.providers.config import dated_data
from bot.services.purse import Purse
from db import approvals, attempts, audits, bookings, budgets, catching_up, home, ledger, threads, turns, usage
from db.attempts import NewAttempt
from db.bookings import Booking
from db.budgets import NewBudget
from db.store import connect
from db.tx import Tx

TURNS = (1_000, 1_000_000)
START = 1_764_547_200_000  # 1 December 2025
SPAN_MS = 365 * DAY_MS
MONTH = whole_month("2026-11")
TODAY = "2026-11-22"
UTC = ZoneInfo("UTC")
PEOPLE, CHANNELS = 200, 20
TIMES = 15
PRICES = dated_data.prices()
PICTURE = PRICES.at("gpt-image-2", TokenClass.IMAGE_OUT, START + SPAN_MS)
PLANNING = PRICES.at("gpt-5.4", TokenClass.TEXT_IN, START + SPAN_MS)

NUMBERS = """
    CREATE TEMP TABLE n AS WITH RECURSIVE c (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < {count}),
        people (i, person) AS (SELECT i, abs(random()) % {people} FROM c)
    SELECT i, printf('%08d', i) AS id, {start} + i * ({span} / {count}) AS at, 'U' || person AS actor,
        'C' || ((person + abs(random()) % 4) % {channels}) AS channel,
        CASE abs(random()) % 10 WHEN 0 THEN 'high' WHEN 1 THEN 'low' ELSE 'medium' END AS quality FROM people
"""
ROWS = (
    "INSERT INTO threads SELECT 'h' || id, 'T1', channel, id, at FROM n",
    """
    INSERT INTO turns (id, thread_id, team, channel, place, key, actor, origin, text, files, complete, shared, state,
        outcome, accepted_at, closed_at)
    SELECT 't' || id, 'h' || id, 'T1', channel, 'channel', id, actor, 'message', 'a lighthouse', '[]', 1, 0, 'closed',
        'drawn', at, at FROM n
    """,
    """
    INSERT INTO attempts (id, turn_id, step, number, lane, base_host, mainline_model, image_model_asked, parameters,
        prompt_digests, state, status, reserved_at, opened_at, ended_at)
    SELECT 'a' || id, 't' || id, 0, 1, 'official-responses', 'api.openai.com', 'gpt-5.4', 'gpt-image-2',
        '{"tools":[{"quality":"' || quality || '"}]}', '{}', 'settled', 'completed', at, at, at FROM n
    """,
    """
    INSERT INTO ledger (id, turn_id, attempt_id, kind, basis, nano_usd, created_at)
    SELECT 'e' || id || 'r', 't' || id, 'a' || id, 'reservation', 'ceiling', 110000000, at FROM n
    """,
    """
    INSERT INTO ledger (id, turn_id, attempt_id, kind, basis, nano_usd, created_at)
    SELECT 'e' || id || 's', 't' || id, 'a' || id, 'settlement', CASE i % 50 WHEN 0 THEN 'ceiling' ELSE 'metered' END,
        47160000, at FROM n
    """,
    """
    INSERT INTO ledger_parts (entry_id, position, purpose, model, token_class, basis, nano_usd)
    SELECT 'e' || id || 'r', 0, 'picture', 'gpt-image-2', 'image_out', 'ceiling', 110000000 FROM n
    """,
    """
    INSERT INTO ledger_parts (entry_id, position, purpose, model, token_class, basis, nano_usd)
    SELECT 'e' || id || 's', 0, 'picture', 'gpt-image-2', 'image_out', CASE i % 50 WHEN 0 THEN 'ceiling'
        ELSE 'metered' END, 41160000 FROM n
    """,
    """
    INSERT INTO ledger_parts (entry_id, position, purpose, model, token_class, basis, nano_usd)
    SELECT 'e' || id || 's', 1, 'prompt and planning', 'gpt-5.4', 'text_in', 'metered', 6000000 FROM n
    """,
    """
    INSERT INTO attempts (id, turn_id, step, number, lane, base_host, mainline_model, image_model_asked, parameters,
        prompt_digests, state, reserved_at)
    SELECT 'a' || id || 'x', 't' || id, 1, 1, 'official-responses', 'api.openai.com', 'gpt-5.4', 'gpt-image-2', '{}',
        '{}', 'opened', at FROM n ORDER BY i DESC LIMIT 20
    """,
)


async def measure() -> AsyncIterator[Row]:
    """Yield every figure at both sizes, and how long catching up takes."""
    for count in TURNS:
        with tempfile.TemporaryDirectory(prefix="darkroom-bench-") as folder:
            connection = connect(Path(folder) / "darkroom.db")
            for row in _measure(connection, count):
                yield row
            connection.close()


def _measure(connection: sqlite3.Connection, count: int) -> list[Row]:
    tx, size = Tx(connection), f"{count:,} turns"
    ledger.seed_prices(tx, prices=PRICES)
    _fill(connection, count)
    caught_up, again = _ms(partial(_catch_up, connection)), _times(partial(_catch_up_again, tx))
    reports, homes = _times(partial(_month_by_user, tx)), _times(partial(_home, tx))
    booked = [taken / 50 for taken in _times(partial(_book, connection, IdMaker()))]
    goal = count == TURNS[-1]
    return [
        Row(f"books of {size}: caught up after an upgrade", [caught_up / 1e3], "s"),
        Row(f"books of {size}: nothing to catch up", again, "ms"),
        Row(f"books of {size}: a month by user", reports, "ms", 40 if goal else None),
        Row(f"books of {size}: all queries of the Home tab", homes, "ms", 50 if goal else None),
        Row(f"books of {size}: reserve and settle one attempt", [taken * 1e3 for taken in booked], "µs"),
    ]


def _fill(connection: sqlite3.Connection, count: int) -> None:
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(NUMBERS.format(count=count, start=START, span=SPAN_MS, people=PEOPLE, channels=CHANNELS))
    for statement in ROWS:
        connection.execute(statement)
    connection.execute("DROP TABLE n")
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")


def _catch_up(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    catching_up.catch_up(Tx(connection), zone_name="UTC", day_of=partial(day_of, zone=UTC), at=START)
    for number, (kind, scope) in enumerate(
        ((ScopeKind.WORKSPACE, ""), (ScopeKind.PERSON, "*"), (ScopeKind.CHANNEL, "*"))
    ):
        for period in Period:
            budget = NewBudget(f"b{number}{period}", "T1", Scope(kind, scope), period, 10**18, (80, 100), "U1")
            budgets.put(Tx(connection), budget=budget, expected=None, at=START)
    connection.execute("COMMIT")


def _catch_up_again(tx: Tx) -> None:
    catching_up.catch_up(tx, zone_name="UTC", day_of=partial(day_of, zone=UTC), at=START)


def _month_by_user(tx: Tx) -> None:
    usage.rows(tx, by=By.USER, span=MONTH, filters=Filters(team="T1"))


def _home(tx: Tx) -> None:
    """Ask all that an admin's Home tab shows: one's own month and pictures, everybody's, what waits and what is held."""
    mine, all_of_us = Filters(team="T1", actor="U7"), Filters(team="T1")
    usage.rows(tx, by=By.DAY, span=MONTH, filters=mine)
    usage.totals(tx, span=MONTH, filters=mine)
    usage.totals(tx, span=MONTH, filters=all_of_us)
    home.spenders(tx, team="T1", span=MONTH, count=5)
    for filters in (mine, all_of_us):
        usage.open_reservations(tx, span=MONTH, filters=filters)
        usage.total(tx, span=the_same_stretch_before(MONTH), filters=filters)
        budgets.standings(tx, team="T1", actor="U7", channel="", day=TODAY, lapsed_before=START + SPAN_MS)
    home.recent(tx, team="T1", actor="U7", count=5)
    home.holds(tx, team="T1", count=10)
    approvals.waiting(tx, at=START + SPAN_MS)
    audits.audited(tx, count=3)


def _book(connection: sqlite3.Connection, ids: IdMaker) -> None:
    """Reserve and settle fifty attempts, each as one transaction would."""
    connection.execute("BEGIN IMMEDIATE")
    tx = Tx(connection)
    for _ in range(50):
        _attempt(tx, ids)
    connection.execute("COMMIT")


def _attempt(tx: Tx, ids: IdMaker) -> None:
    at, turn = START + SPAN_MS, _turn(ids)
    threads.ensure(tx, new_id=turn.thread_id, team="T1", channel="C7", root=turn.root, at=at)
    turns.accept(tx, turn=turn, owner="p", lease_until=at)
    start = NewAttempt(ids("a"), turn.id, 0, "official-responses", "h", "gpt-5.4", "gpt-image-2", {}, {})
    attempts.reserve(tx, attempt=start, at=at)
    quote, settled = _parts(Basis.CEILING), _parts(Basis.METERED)
    booking = Booking(
        start.id, turn.id, "T1", TODAY, "U7", "C7", start.lane, "gpt-image-2", "medium", sum(p.nano or 0 for p in quote)
    )
    purse = Purse()
    purse.reserve(tx, turn=turn, booking=booking, at=at)
    append = partial(ledger.append, tx, turn_id=turn.id, attempt_id=start.id, at=at)
    append(entry_id=ids("e"), kind=EntryKind.RESERVATION, parts=quote)
    bookings.came_to(tx, attempt_id=start.id, use=Use.PICTURE, images=1)
    append(entry_id=ids("e"), kind=EntryKind.SETTLEMENT, parts=settled)
    _ended(tx, start.id, at)
    purse.crossed(tx, turn=turn, attempt_id=start.id, at=at)


def _ended(tx: Tx, attempt_id: str, at: int) -> None:
    attempts.ended(
        tx,
        attempt_id=attempt_id,
        state="settled",
        status="completed",
        image_model="gpt-image-2",
        x_request_id=None,
        sequence=None,
        words=None,
        failure=None,
        final_at=at,
        at=at,
    )


def _parts(basis: Basis) -> tuple[Part, ...]:
    return part(Purpose.PICTURE, PICTURE, 1372, basis), part(Purpose.PLANNING, PLANNING, 2400, basis)


def _turn(ids: IdMaker) -> Turn:
    name = ids("t")
    return Turn(
        id=name,
        thread_id=ids("h"),
        team="T1",
        channel="C7",
        place=Place.CHANNEL,
        root=name,
        key=name,
        actor="U7",
        origin=Origin.MESSAGE,
        text="a lighthouse",
        files=(),
        complete=True,
        accepted_at_ms=START + SPAN_MS,
    )


def _times(work: Callable[[], object]) -> list[float]:
    work()
    return [_ms(work) for _ in range(TIMES)]


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3
