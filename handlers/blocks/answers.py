"""What commands are answered with, as text and blocks, and as plainer blocks for where Slack refuses those."""

from dataclasses import dataclass

from bot.domain.answers import (
    Answer,
    BudgetsAnswer,
    ContractAnswer,
    GatewayAnswer,
    Help,
    Sentence,
    UsageAnswer,
    VerdictAnswer,
)
from bot.domain.helping import help_text
from handlers.blocks import budgets, contract, gateway, usage, verdict_card
from handlers.blocks.parts import Block, section
from handlers.slack_text import escape


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer ready to be said. `plainer` is None where nothing in it could be refused."""

    text: str
    blocks: list[Block]
    plainer: list[Block] | None = None


def render(answer: Answer) -> Rendered:
    """Return an answer as it will be said."""
    match answer:
        case Sentence(text):
            return Rendered(escape(text), [section(escape(text))])
        case Help():
            return Rendered(escape(help_text()), [section(escape(help_text()))])
        case UsageAnswer():
            return Rendered(usage.text(answer), usage.blocks(answer), usage.plain_blocks(answer))
        case BudgetsAnswer():
            return Rendered(budgets.text(answer), budgets.blocks(answer))
        case GatewayAnswer():
            return Rendered(gateway.text(answer), gateway.blocks(answer))
        case VerdictAnswer(card):
            return Rendered(verdict_card.text(card), verdict_card.blocks(card))
        case ContractAnswer():
            return Rendered(contract.text(answer), contract.blocks(answer), contract.plain_blocks(answer))
