"""Budgets in force: whose, how much, how they stand, who set them."""

from bot.domain.answers import BudgetsAnswer
from bot.domain.budget_request import HOW
from bot.domain.budgets import EACH, Budget, Scope, ScopeKind, Standing
from bot.domain.money import say
from bot.domain.periods import say_period
from handlers.blocks.parts import Block, context, section
from handlers.slack_text import escape

NONE = "There is no budget."
NONE_FOR_YOU = "No budget holds for you here."


def text(answer: BudgetsAnswer) -> str:
    """Return them as lines."""
    standings = {standing.budget.id: standing for standing in answer.standings}
    lines = [_line(budget, standings.get(budget.id)) for budget in answer.budgets]
    none = NONE if answer.admin else NONE_FOR_YOU
    head = [answer.remark] if answer.remark else []
    return "\n".join([*head, *(lines or [none])])


def _line(budget: Budget, standing: Standing | None) -> str:
    by = "the policy file" if budget.source == "policy" else f"<@{budget.set_by}>"
    line = f"*{whose(budget.scope)}*: {say(budget.limit)} a {budget.period.value}"
    if standing is not None:
        reserved = f", {say(standing.reserved)} reserved" if standing.reserved else ""
        line += f" · {say(standing.counted)} spent in {say_period(standing.key)}{reserved}, {say(standing.left)} left"
    return f"{line} · set by {by}"


def whose(scope: Scope) -> str:
    """Return what a scope is called, with its person or channel marked up."""
    match scope:
        case Scope(ScopeKind.WORKSPACE, _):
            return "Workspace"
        case Scope(kind, id_) if id_ == EACH:
            return f"Each {kind.value}"
        case Scope(ScopeKind.PERSON, id_):
            return f"<@{id_}>"
        case Scope(_, id_):
            return f"<#{id_}>"


def blocks(answer: BudgetsAnswer) -> list[Block]:
    """Return them as a message."""
    how = [context(escape(HOW))] if answer.admin else []
    return [section(text(answer)), *how]
