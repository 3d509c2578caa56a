"""What a rule is: a choice, the subjects it is about, and what must be found for it to hold.

Subjects are plain pieces of words. Looking for them costs next to nothing, so most texts are done with before a pattern
is tried.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.refusing.asks import Choice
from bot.domain.refusing.searching import Search

Subjects = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Holds where one of *subjects* stands in a text and each of *searches* finds something there."""

    choice: Choice
    subjects: Subjects
    searches: tuple[Search, ...]

    def holds(self, plain: str) -> bool:
        """Whether *plain* is about this row's choice."""
        about = any(subject in plain for subject in self.subjects)
        return about and all(search.finds(plain) for search in self.searches)


def first(rows: Iterable[Row], plain: str) -> Choice | None:
    """Return the choice of the first row that holds."""
    return next((row.choice for row in rows if row.holds(plain)), None)


POOLS: Subjects = (
    *("pool", "account", "konto", "konten", "compte", "cuenta", "conta", "2api", "cliproxy", "codex-lb"),
    *("farm", "fleet", "池", "逆向", "账", "帐", "賬", "アカウント", "プール", "계정", "풀"),
)
SESSIONS: Subjects = (
    *("token", "cookie", "session", "jeton", "next-auth", "sitzung", "login", "credential"),
    *("令牌", "凭证", "トークン", "クッキー", "토큰", "쿠키", "세션"),
)
