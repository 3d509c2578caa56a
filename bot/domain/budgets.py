"""Budgets: how much a person, a channel or the workspace may spend in a day or a month of the books zone.

What is spent and what is reserved both count against the limit. For people alone, what is held at its ceiling stops
counting after some days (policy). The scope id `*` means each person, or each channel, that has no budget of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.errors import PersonError
from bot.domain.money import NANO, NanoUsd, nano_per_million, say
from bot.domain.periods import month_of, say_period

EACH = "*"
POLICY = "policy"
DAY_MS = 86_400_000
NOUGHT = NanoUsd(0)
LARGEST = NanoUsd(1_000_000 * NANO)


class ScopeKind(StrEnum):
    """Whose budget it is; a workspace has the empty scope id."""

    PERSON = "person"
    CHANNEL = "channel"
    WORKSPACE = "workspace"


class Period(StrEnum):
    """How long it lasts."""

    DAY = "day"
    MONTH = "month"

    def key(self, day: str) -> str:
        """Return the period that *day* lies in."""
        return day if self is Period.DAY else month_of(day)


@dataclass(frozen=True, slots=True)
class Scope:
    """Who or what spends."""

    kind: ScopeKind
    id: str = ""


def scopes_of(actor: str, channel: str) -> tuple[Scope, Scope, Scope]:
    """Return every scope that a turn of *actor* in *channel* counts in."""
    return Scope(ScopeKind.PERSON, actor), Scope(ScopeKind.CHANNEL, channel), Scope(ScopeKind.WORKSPACE)


@dataclass(frozen=True, slots=True)
class Seed:
    """A budget as the policy file writes it."""

    scope: Scope
    period: Period
    limit: NanoUsd
    thresholds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget in force. `thresholds` are percentages; `source` is `policy` or `slack`."""

    id: str
    team: str
    scope: Scope
    period: Period
    limit: NanoUsd
    thresholds: tuple[int, ...]
    set_by: str
    set_at_ms: int
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A budget beside what one scope has used of it in one period. `lapsed` holds no longer count; `overrun` is allowed."""

    budget: Budget
    scope: Scope
    key: str
    spent: NanoUsd
    reserved: NanoUsd
    lapsed: NanoUsd = NOUGHT
    overrun: NanoUsd = NOUGHT

    @property
    def counted(self) -> NanoUsd:
        """What is spent, as this budget counts it."""
        return NanoUsd(self.spent - self.lapsed)

    @property
    def room(self) -> NanoUsd:
        """How much spending and reservations together may come to."""
        return NanoUsd(self.budget.limit + self.lapsed + self.overrun)

    @property
    def left(self) -> NanoUsd:
        """What can still be reserved; never negative."""
        return NanoUsd(max(0, self.room - self.spent - self.reserved))

    @property
    def percent(self) -> int:
        """How much of the limit is spent, in whole percent."""
        return self.counted * 100 // self.budget.limit


@dataclass(frozen=True, slots=True)
class Crossed:
    """A threshold that was crossed just now, the highest of its budget."""

    standing: Standing
    threshold: int


def crossed(standing: Standing) -> tuple[int, ...]:
    """Return the thresholds that a budget's spending has reached, lowest first."""
    budget = standing.budget
    return tuple(t for t in sorted(budget.thresholds) if standing.counted * 100 >= budget.limit * t)


WHOSE = {ScopeKind.PERSON: "your", ScopeKind.CHANNEL: "this channel’s", ScopeKind.WORKSPACE: "the workspace’s"}


def named(standing: Standing) -> str:
    """Return a budget by the name it has for whoever asked there: `this channel’s budget for Nov 2026`."""
    return f"{WHOSE[standing.scope.kind]} budget for {say_period(standing.key)}"


AMOUNT = re.compile(
    r"(?:usd|us\$|\$)?\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?:usd|us\$|\$|dollars?)?",
    re.IGNORECASE | re.ASCII,
)
FOREIGN = re.compile(
    r"[€£¥₹₩₽]|\b(?:eur|euros?|gbp|pounds?|jpy|yen|cny|chf|francs?|inr|aud|cad|nzd|sek)\b", re.IGNORECASE
)
HOW_TO_WRITE = "Write it like $25, 25 USD, 25.50 or 1,200."


def _bad(sentence: str) -> PersonError:
    return PersonError("amount", sentence)


def parse_amount(text: str) -> NanoUsd:
    """Return the amount of US dollars that *text* says; raises PersonError with a sentence."""
    said = text.strip()
    if FOREIGN.search(said):
        raise _bad(f"Budgets are in US dollars, as OpenAI bills them. {HOW_TO_WRITE}")
    if said.startswith(("-", "−", "–")):
        raise _bad(f"A budget cannot be negative. {HOW_TO_WRITE}")
    found = AMOUNT.fullmatch(said)
    if found is None:
        raise _bad(f"“{said[:40]}” is not an amount. {HOW_TO_WRITE}")
    return limit_of(Decimal(found["number"].replace(",", "")))


def limit_of(usd: Decimal) -> NanoUsd:
    """Return *usd* as a limit; raises PersonError where no budget can be that."""
    if usd <= 0:
        raise _bad("A budget is more than nothing; to have none, remove it.")
    if usd * NANO > LARGEST:
        raise _bad(f"That is more than {say(LARGEST)}, which no budget here can be.")
    try:
        return NanoUsd(nano_per_million(usd))
    except ValueError:
        raise _bad("An amount has at most nine digits after the point.") from None


def thresholds_of(percents: Sequence[int]) -> tuple[int, ...]:
    """Return *percents* in order, each once; raises PersonError where one is no percentage of a budget."""
    if wrong := [p for p in percents if not 1 <= p <= 100]:
        raise PersonError("threshold", f"{wrong[0]} is not a percentage from 1 to 100.")
    return tuple(sorted(set(percents)))


def remark(standing: Standing) -> str | None:
    """Return what to say of a budget that was just set below what is used already; None where it is not."""
    if standing.left:
        return None
    used = say(standing.counted)
    held = f", and {say(standing.reserved)} is reserved" if standing.reserved else ""
    return f"{used} is spent already in {say_period(standing.key)}{held}: nothing more is drawn until then is over."


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whose drawings under way hold a part of a budget."""

    actor: str
    drawings: int
    nano: NanoUsd
