"""The one door to SQLite: one thread, one connection, WAL. `store.run(work)` is one transaction, begun IMMEDIATE.

Works that wait together share one commit, each inside its own savepoint: one that fails takes only itself back. A
work's result is handed out after the commit that holds it, never before, so whoever awaits it may rely on the disk.
"""

import asyncio
import os
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from db.migrations import migrate
from db.tx import Tx

T = TypeVar("T")
Job = tuple[Callable[[Tx], Any], "Future[Any]"]

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a reservation must survive a power cut; shared commits make it cheap
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",  # blanked words leave no bytes behind; builds of SQLite differ in their default
    "PRAGMA temp_store=MEMORY",
)
MAX_GROUP = 256


def connect(path: Path) -> sqlite3.Connection:
    """Open (and create, private to its user) the database at *path*, migrated to the newest schema."""
    path.touch(mode=0o600, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in PRAGMAS:
        connection.execute(pragma)
    migrate(connection)
    return connection


class Store:
    """A running database thread. Create with `Store.open`, end with `close`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._closed = False
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="store", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Return the store of the database at *path*; raises sqlite3.Error where that is not a usable database."""
        previous = os.umask(0o077)
        try:
            return cls(connect(path))
        finally:
            os.umask(previous)

    async def run(self, work: Callable[[Tx], T]) -> T:
        """Run *work* in one transaction and return what it returned, once it is on disk."""
        if self._closed:
            raise RuntimeError("the store is closed")
        done: Future[T] = Future()
        self._jobs.put((work, done))
        return await asyncio.shield(asyncio.wrap_future(done))

    def close(self) -> None:
        """Finish what is queued and close the database."""
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            group, last = self._gather(job)
            self._commit(group)
            if last:
                return

    def _gather(self, first: Job) -> tuple[list[Job], bool]:
        """Return *first* and what waits behind it, and whether the end was asked for."""
        group = [first]
        while len(group) < MAX_GROUP:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return group, False
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _commit(self, group: list[Job]) -> None:
        results: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            results = [(done, *self._attempt(work)) for work, done in group]
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._abandon()
            results = [(done, None, error) for _, done in group]
        for done, value, failure in results:
            if failure is None:
                done.set_result(value)
            else:
                done.set_exception(failure)

    def _attempt(self, work: Callable[[Tx], Any]) -> tuple[Any, BaseException | None]:
        self._connection.execute("SAVEPOINT work")
        try:
            value = work(Tx(self._connection))
        except Exception as error:  # noqa: BLE001 - the caller's own error goes back to the caller, whatever it is
            self._connection.execute("ROLLBACK TO work")
            self._connection.execute("RELEASE work")
            return None, error
        self._connection.execute("RELEASE work")
        return value, None

    def _abandon(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
