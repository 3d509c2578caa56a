"""The one door: one transaction for each work, one commit for many, and a result only once it is on disk."""

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db import findings, threads
from db.store import Store
from db.tx import Tx
from tests.db import house


def note(tx: Tx, name: str) -> str:
    """Write something down."""
    findings.remember(tx, name=name, value="x", at=house.AT)
    return name


def noted(path: Path) -> set[str]:
    """What another process sees."""
    outside = house.raw(path)
    names = {row[0] for row in outside.execute("SELECT name FROM findings")}
    outside.close()
    return names


def fail(tx: Tx, name: str) -> None:
    """Write something down, then fail."""
    note(tx, name)
    raise LookupError(name)


def break_rule(tx: Tx, name: str) -> None:
    """Write something down, then something the schema refuses."""
    note(tx, name)
    tx.write("INSERT INTO findings (name, value, found_at) VALUES ('x', NULL, 1)", {})


class Gate:
    """A work that waits inside the store's thread until it is opened, so that others queue up behind it."""

    def __init__(self) -> None:
        self.entered, self.go = threading.Event(), threading.Event()

    def __call__(self, _: Tx) -> str:
        """Wait."""
        self.entered.set()
        assert self.go.wait(10)
        return "opened"

    async def reached(self) -> None:
        """Return once the store's thread stands here."""
        while not self.entered.is_set():
            await asyncio.sleep(0)


async def together(store: Store, works: list[Callable[[Tx], Any]]) -> list[Any]:
    """Run *works* in one group."""
    gate = Gate()
    held: list[Awaitable[Any]] = [asyncio.ensure_future(store.run(gate))]
    await gate.reached()
    held += [asyncio.ensure_future(store.run(work)) for work in works]
    await asyncio.sleep(0)
    gate.go.set()
    return (await asyncio.gather(*held, return_exceptions=True))[1:]


async def test_what_was_awaited_is_on_disk(store: Store, path: Path) -> None:
    """Seen by another process as soon as the result is there."""
    for number in range(20):
        assert await store.run(partial(note, name=str(number))) == str(number)
        assert str(number) in noted(path)


@pytest.mark.parametrize(("broken", "error"), [(fail, LookupError), (break_rule, sqlite3.IntegrityError)])
async def test_a_work_that_fails_takes_only_itself_back(
    store: Store, path: Path, broken: Callable[..., None], error: type[Exception]
) -> None:
    """Those that were committed with it stand; whoever asked gets the error that was raised."""
    works: list[Callable[[Tx], Any]] = [
        partial(note, name="a"),
        partial(broken, name="b"),
        partial(note, name="c"),
        partial(broken, name="d"),
    ]
    results = await together(store, works)
    assert [r if isinstance(r, str) else type(r) for r in results] == ["a", error, "c", error]
    assert noted(path) == {"a", "c"}
    assert await store.run(partial(note, name="e")) == "e"


async def test_works_that_wait_together_see_each_other_in_order(store: Store) -> None:
    """As if each had had a commit of its own."""

    def count(tx: Tx) -> int:
        number: int = tx.value("SELECT count(*) FROM findings", {})
        note(tx, str(number))
        return number

    assert await together(store, [count] * 300) == list(range(300))


async def test_a_result_is_not_handed_out_before_the_commit(store: Store, path: Path) -> None:
    """While another work of the group still runs, nobody has heard of the first, nor seen it."""
    before, between = Gate(), Gate()
    tasks = [asyncio.create_task(store.run(work)) for work in (before, partial(note, name="a"), between)]
    await before.reached()
    await asyncio.sleep(0)
    before.go.set()
    await between.reached()
    for _ in range(50):
        await asyncio.sleep(0)
    assert (tasks[1].done(), noted(path)) == (False, set())
    between.go.set()
    assert await asyncio.gather(*tasks) == ["opened", "a", "opened"]
    assert noted(path) == {"a"}


async def test_a_transaction_is_begun_for_writing(store: Store, path: Path) -> None:
    """A work that reads cannot find the database locked when it comes to write: it does not begin at all."""
    await store.run(lambda tx: tx.rows("PRAGMA busy_timeout=0", {}))
    outside = house.raw(path)
    outside.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await store.run(lambda tx: tx.value("SELECT 1", {}))
    outside.execute("ROLLBACK")
    outside.close()
    assert await store.run(partial(note, name="a")) == "a"


async def test_who_stops_waiting_does_not_take_the_work_back(store: Store, path: Path) -> None:
    """A cancelled task may have paid for a picture; the books keep what was written."""
    task = asyncio.create_task(store.run(partial(note, name="a")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await store.run(partial(note, name="b"))
    assert noted(path) == {"a", "b"}


async def test_closing_finishes_what_is_queued(path: Path) -> None:
    """Nothing that was handed over is lost, also where the end stands in the same group."""
    store = Store.open(path)
    gate = Gate()
    held = asyncio.create_task(store.run(gate))
    await gate.reached()
    tasks = [asyncio.create_task(store.run(partial(note, name=str(number)))) for number in range(50)]
    closing = asyncio.create_task(asyncio.to_thread(store.close))
    while store._jobs.qsize() < 51:
        await asyncio.sleep(0)
    gate.go.set()
    assert await asyncio.gather(*tasks) == [str(number) for number in range(50)]
    await asyncio.wait_for(asyncio.gather(held, closing), 10)
    assert len(noted(path)) == 50


async def test_what_was_written_is_there_after_a_restart(path: Path) -> None:
    """The same file, opened again."""
    first = Store.open(path)
    await first.run(house.thread)
    first.close()
    second = Store.open(path)
    made = await second.run(partial(threads.ensure, new_id="h2", team="T1", channel="C1", root="1.0", at=house.AT))
    second.close()
    assert made == "h1"
