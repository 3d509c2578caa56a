"""What a command is answered with, as values: services decide them, renderers find the words and blocks."""

from dataclasses import dataclass

from bot.domain.budgets import Budget, Standing
from bot.domain.contract import Contract, Stale
from bot.domain.gates.days import day
from bot.domain.gates.record import VerdictRecord
from bot.domain.reviews.dossier import Review
from bot.domain.reviews.verdict_card import VerdictCard
from bot.domain.usage import Usage
from bot.domain.usage_request import UsageRequest


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Help:
    """What the bot can do."""


@dataclass(frozen=True, slots=True)
class UsageAnswer:
    """A report, and the question it answers. `everybody`: of the whole team, not of one person."""

    usage: Usage
    request: UsageRequest
    everybody: bool


@dataclass(frozen=True, slots=True)
class BudgetsAnswer:
    """Budgets in force, those of them that can be held against the reader with how they stand, and a remark."""

    budgets: tuple[Budget, ...]
    standings: tuple[Standing, ...]
    admin: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ListedReview:
    """An open review, and where its thread is."""

    review: Review
    link: str

    @property
    def opened_on(self) -> str:
        """The UTC day on which it was opened."""
        return day(self.review.opened_at_ms).isoformat()


@dataclass(frozen=True, slots=True)
class GatewayAnswer:
    """What is under review, and the newest verdict of each route with how it stands."""

    reviews: tuple[ListedReview, ...]
    verdicts: tuple[tuple[VerdictRecord, str], ...]


@dataclass(frozen=True, slots=True)
class VerdictAnswer:
    """A verdict's card."""

    card: VerdictCard


@dataclass(frozen=True, slots=True)
class ContractAnswer:
    """The official contract, and what of it is stale."""

    contract: Contract
    stale: tuple[Stale, ...]


Answer = Sentence | Help | UsageAnswer | BudgetsAnswer | GatewayAnswer | VerdictAnswer | ContractAnswer
