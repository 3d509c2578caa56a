"""One transaction, as repository functions see it: named values in, rows out. Nothing else in the project speaks SQL."""

import sqlite3
from collections.abc import Mapping
from typing import Any

Row = sqlite3.Row
Values = Mapping[str, str | int | None]


class Tx:
    """An open transaction. It is begun and ended by the store alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def write(self, sql: str, values: Values) -> int:
        """Run one statement and return how many rows it changed."""
        return self._connection.execute(sql, values).rowcount

    def rows(self, sql: str, values: Values) -> list[Row]:
        """Return all rows of a query (or of a RETURNING clause)."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values) -> Row | None:
        """Return the first row, or None."""
        rows = self.rows(sql, values)
        return rows[0] if rows else None

    def value(self, sql: str, values: Values) -> Any:
        """Return the first column of the first row, or None."""
        row = self.row(sql, values)
        return None if row is None else row[0]
