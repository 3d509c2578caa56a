"""What a rule is: a choice, the subjects it is about, and what must be found for it to hold.

Subjects are plain pieces of words. Looking for them costs next to nothing, so most texts are done with before a pattern
is tried.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from bot.domain.refusing.asks import Choice
from bot.domain.refusing.searching import Search

Subjects = tuple[str, ...]


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


POOLS: Subjects = (
    *("pool", "account", "konto", "konten", "compte", "cuenta", "conta", "2api", "cliproxy", "codex-lb"),
    *("farm", "fleet", "池", "逆向", "账", "帐", "賬", "アカウント", "プール", "계정", "풀"),
)
SESSIONS: Subjects = (
    *("token", "cookie", "session", "jeton", "next-auth", "sitzung", "login", "credential"),
    *("令牌", "凭证", "トークン", "クッキー", "토큰", "쿠키", "세션"),
)
