"""What a rule is: a choice, the subjects it is about, and what must be found for it to hold.

Looking for the subjects costs next to nothing, so most texts are done with before a pattern is tried.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from bot.domain.refusing.asks import Choice
from bot.domain.refusing.searching import Search
from bot.domain.refusing.subjects import Subjects


class Reader:
    """Looks into one text, for each thing only once."""

    def __init__(self, plain: str) -> None:
        self.mentions: Callable[[Subjects], bool] = cache(lambda subjects: any(map(plain.__contains__, subjects)))
        self.finds: Callable[[Search], bool] = cache(lambda search: search.finds(plain))


@dataclass(frozen=True, slots=True)
class Row:
    """Holds where one of *subjects* stands in a text and each of *searches* finds something there."""

    choice: Choice
    subjects: Subjects
    searches: tuple[Search, ...]

    def holds(self, reader: Reader) -> bool:
        """Whether what *reader* reads is about this row's choice."""
        return reader.mentions(self.subjects) and all(map(reader.finds, self.searches))


def first(rows: Iterable[Row], reader: Reader) -> Choice | None:
    """Return the choice of the first row that holds."""
    return next((row.choice for row in rows if row.holds(reader)), None)
