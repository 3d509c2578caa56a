"""A database on disk: as one open transaction, or behind its door."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from db.store import Store, connect
from db.tx import Tx
from tests.db import house


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database stands."""
    return tmp_path / "darkroom.db"


@pytest.fixture
def tx(path: Path) -> Iterator[Tx]:
    """An open transaction on a fresh database with the shipped prices."""
    connection = connect(path)
    connection.execute("BEGIN IMMEDIATE")
    made = Tx(connection)
    house.opened(made)
    yield made
    connection.close()


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    """A running store with the shipped prices."""
    made = Store.open(path)
    await made.run(house.opened)
    yield made
    made.close()
