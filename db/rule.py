"""A promise that a database keeps, and the query that finds what breaks it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """The query returns rows of (what, detail): nothing where the promise holds."""

    promise: str
    sql: str
