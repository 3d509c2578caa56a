"""What tests of verdicts speak of: routes, facts by gate, signals, and the day on which all of this is."""

from collections.abc import Mapping
from datetime import date

from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.facts import Fact, Grade, Stated
from bot.domain.gates.permissions import Permission
from bot.domain.gates.route import Purpose, Route, RouteClass
from bot.domain.gates.seen import Effect, SignalSeen
from bot.domain.gates.verdict import Verdict, decide

TODAY = date(2026, 11, 24)
FAILED, UNKNOWN, CLAIMED, EVIDENCED = Grade.FAILED, Grade.UNKNOWN, Grade.CLAIMED, Grade.EVIDENCED
POOL = SignalSeen("10", "strong", Effect.ACCOUNT_POOL)
CONTRADICTION = SignalSeen("9", "strong", Effect.MAPPING_FAILED)
QUESTION = SignalSeen("13", "medium", Effect.QUESTION)
ALL_EVIDENCED = {fact: Stated(EVIDENCED) for fact in Fact}


def route(stated: RouteClass | None = RouteClass.PROVIDER_GATEWAY, *, official: bool = False) -> Route:
    """Return a route of a stated class."""
    host = "api.openai.com" if official else "api.example.ai"
    return Route(f"https://{host}/v1", "gpt-image-2", "images/generations", "default", stated, official=official)


def graded(grades: Mapping[Gate, Grade]) -> dict[Fact, Stated]:
    """Return facts that all have their gate's grade."""
    return {fact: Stated(grade) for gate, grade in grades.items() for fact in facts_of(gate)}


def but(**changes: Grade | Stated) -> dict[Fact, Stated]:
    """Return everything evidenced but for some facts, named like `billing_timeout`."""
    changed = {Fact[name.upper()]: told if isinstance(told, Stated) else Stated(told) for name, told in changes.items()}
    return ALL_EVIDENCED | changed


def verdict(
    facts: Mapping[Fact, Stated],
    *signals: SignalSeen,
    asked: Route | None = None,
    purpose: Purpose | None = None,
    today: date = TODAY,
) -> Verdict:
    """Decide, by default on a provider's gateway and without a purpose."""
    return decide(asked or route(), facts, signals, purpose, today)


def allowed(found: Verdict) -> set[str]:
    """Return the names of what is allowed."""
    return {use.value for use in Permission if found.allows(use)}
