"""What a command is answered with, as values: services decide them, renderers find the words and blocks."""

from dataclasses import dataclass

from bot.domain.budgets import Budget, Standing
from bot.domain.contract import Contract, Stale
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
class ContractAnswer:
    """The official contract, and what of it is stale."""

    contract: Contract
    stale: tuple[Stale, ...]


Answer = Sentence | Help | UsageAnswer | BudgetsAnswer | ContractAnswer
