"""What `/image-budget` asks: to show budgets, to set one, or to end one."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.budgets import EACH, Period, Scope, ScopeKind, parse_amount, thresholds_of
from bot.domain.errors import PersonError
from bot.domain.money import NanoUsd
from bot.domain.usage_request import CHANNEL, NAME, PERSON

HOW = (
    "Write /image-budget set $25 [@person|#channel|workspace|each person|each channel] [per day|month] [alert 50,80], "
    "or /image-budget remove …, or nothing to see them."
)
PERIOD = re.compile(r"\b(?:per|a|each|every)\s+(day|month)\b|\b(daily|monthly)\b", re.IGNORECASE)
EVERY = re.compile(r"\b(?:each|every)\s+(person|user|member|channel)\b", re.IGNORECASE)
ALERT = re.compile(r"\balerts?\s+(?:at\s+)?((?:\d+\s*%?\s*(?:,|and|\s)?\s*)+)", re.IGNORECASE)
WORKSPACE = re.compile(r"\b(?:workspace|everybody|team)\b", re.IGNORECASE)
PERIODS = {"day": Period.DAY, "daily": Period.DAY, "month": Period.MONTH, "monthly": Period.MONTH}


WHOLE = Scope(ScopeKind.WORKSPACE)


class Act(StrEnum):
    """What to do."""

    SHOW = "show"
    SET = "set"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class BudgetRequest:
    """One request. `thresholds` None means as the policy has it."""

    act: Act
    scope: Scope = WHOLE
    period: Period = Period.MONTH
    limit: NanoUsd | None = None
    thresholds: tuple[int, ...] | None = None


def parse(text: str) -> BudgetRequest:
    """Return what *text* asks; raises PersonError with a sentence."""
    first, _, rest = text.strip().partition(" ")
    match first.lower():
        case "" | "show" | "list":
            return BudgetRequest(Act.SHOW)
        case "set":
            return _set(rest)
        case "remove" | "delete" | "end":
            scope, rest = _scope(rest)
            period, rest = _period(rest)
            _nothing_left(rest)
            return BudgetRequest(Act.REMOVE, scope, period)
    raise _bad(f"“{first[:40]}” is not something to do with a budget. {HOW}")


def _set(text: str) -> BudgetRequest:
    scope, rest = _scope(text)
    thresholds, rest = _thresholds(rest)
    period, rest = _period(rest)
    if not rest.strip():
        raise _bad(f"Say how much. {HOW}")
    return BudgetRequest(Act.SET, scope, period, parse_amount(rest), thresholds)


def _scope(text: str) -> tuple[Scope, str]:
    people, channels, every = PERSON.findall(text), CHANNEL.findall(text), EVERY.findall(text)
    workspace = WORKSPACE.findall(text)
    rest = WORKSPACE.sub(" ", EVERY.sub(" ", CHANNEL.sub(" ", PERSON.sub(" ", text))))
    if unknown := NAME.search(rest):
        raise _bad(f"I do not know {unknown[1]}: pick the name from Slack's list while typing it.")
    if len(people) + len(channels) + len(every) + len(workspace) > 1:
        raise _bad(f"A budget is for one of them at a time. {HOW}")
    if people:
        return Scope(ScopeKind.PERSON, people[0]), rest
    if channels:
        return Scope(ScopeKind.CHANNEL, channels[0]), rest
    if every:
        kind = ScopeKind.CHANNEL if every[0].lower() == "channel" else ScopeKind.PERSON
        return Scope(kind, EACH), rest
    return Scope(ScopeKind.WORKSPACE), rest


def _period(text: str) -> tuple[Period, str]:
    found = [word.lower() for words in PERIOD.findall(text) for word in words if word]
    if len(set(found)) > 1:
        raise _bad(f"A budget is for a day or for a month. {HOW}")
    return (PERIODS[found[0]] if found else Period.MONTH), PERIOD.sub(" ", text)


def _thresholds(text: str) -> tuple[tuple[int, ...] | None, str]:
    found = ALERT.search(text)
    if found is None:
        return None, text
    return thresholds_of([int(number) for number in re.findall(r"\d+", found[1])]), ALERT.sub(" ", text)


def _nothing_left(text: str) -> None:
    if text.strip():
        raise _bad(f"“{text.strip()[:40]}” is not part of that. {HOW}")


def _bad(sentence: str) -> PersonError:
    return PersonError("budget_request", sentence)
