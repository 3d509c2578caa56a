"""What the bot says in a review after a click, as values. `key` tells one saying from the next: each is said once."""

from dataclasses import dataclass

from bot.domain.gates.exception import RiskException
from bot.domain.reviews.vendor_letter import Letter
from bot.domain.reviews.verdict_card import VerdictCard


@dataclass(frozen=True, slots=True)
class Note:
    """Plain words, and whose act they tell of; *whose* is a text of which it is still to be said whose words it is."""

    key: str
    text: str
    by: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class VerdictSaid:
    """A verdict, or how things stand so far."""

    key: str
    card: VerdictCard


@dataclass(frozen=True, slots=True)
class LetterSaid:
    """A letter to copy."""

    key: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class ExceptionSaid:
    """A risk exception, asked for or decided."""

    key: str
    exception: RiskException
    host: str


Said = Note | VerdictSaid | LetterSaid | ExceptionSaid
