"""What the Home tab shows one person, as values. What is other people's is there for admins and reviewers alone."""

from dataclasses import dataclass

from bot.domain.answers import ListedReview
from bot.domain.approval import Approval
from bot.domain.auditing import Audited
from bot.domain.budgets import Standing
from bot.domain.gates.record import VerdictRecord
from bot.domain.helping import PROMPTS, Prompt
from bot.domain.money import NanoUsd
from bot.domain.plan import Via
from bot.domain.usage import Usage


@dataclass(frozen=True, slots=True)
class RecentVersion:
    """A version this person asked for. `nano` is what its whole turn came to; None where a price is missing.

    `via` is the fallback it came from; None is the first party.
    """

    version_id: str
    turn_id: str
    label: str
    instruction: str
    channel: str
    root: str
    nano: NanoUsd | None
    via: Via | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Money held at its ceiling because nobody knows the bill: of which attempt, whose, since when, by which fallback."""

    attempt_id: str
    turn_id: str
    actor: str
    day: str
    use: str
    nano: NanoUsd
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Spender:
    """Somebody, and what they spent."""

    person: str
    nano: NanoUsd


@dataclass(frozen=True, slots=True)
class TeamPage:
    """What admins see besides: everybody's month, what waits for them, what is held, how old the prices are.

    `leaving` are sentences about models in use whose last day is near.
    """

    usage: Usage
    spenders: tuple[Spender, ...]
    waiting: tuple[Approval, ...]
    holds: tuple[Hold, ...]
    prices_checked_on: str
    audited: Audited
    leaving: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GatePage:
    """What reviewers see besides: reviews that are open, verdicts that end soon, and what the newest verdicts changed."""

    under_review: tuple[ListedReview, ...] = ()
    ending: tuple[tuple[VerdictRecord, str], ...] = ()
    changed: tuple[tuple[VerdictRecord, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class HomePage:
    """The page of one person."""

    usage: Usage | None = None
    standings: tuple[Standing, ...] = ()
    recent: tuple[RecentVersion, ...] = ()
    team: TeamPage | None = None
    gates: GatePage | None = None
    prompts: tuple[Prompt, ...] = PROMPTS
