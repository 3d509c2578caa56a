"""The acceptance gate for any route that is not official: five questions, the facts that answer them, what failing means.

This table is the rule; everything that judges or speaks reads it. Facts that stand together count as one, the better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gates.facts import NOTHING, Fact, Grade, Stated, best, worst
from bot.domain.gates.seen import Effect, SignalSeen


class Gate(StrEnum):
    """One of the five acceptance questions, in their order."""

    OWNER = "owner"
    MAPPING = "mapping"
    BILLING = "billing"
    RIGHTS = "rights"
    OBSERVABILITY = "observability"


@dataclass(frozen=True, slots=True)
class Asked:
    """A row: what has to be answered, and what is said of a gate that fails."""

    question: str
    answered_by: tuple[tuple[Fact, ...], ...]
    name: str
    failing: str
    if_it_fails: str


GATES: Mapping[Gate, Asked] = {
    Gate.OWNER: Asked(
        "Who owns endpoint, account, billing, support, and abuse handling?",
        (
            (Fact.OWNER_ENDPOINT,),
            (Fact.OWNER_ACCOUNT,),
            (Fact.OWNER_BILLING,),
            (Fact.OWNER_SUPPORT,),
            (Fact.OWNER_ABUSE,),
        ),
        "owner",
        "refused or contradicted",
        "Do not put it in production.",
    ),
    Gate.MAPPING: Asked(
        "Does the requested model really map to the intended model, and how is it proven?",
        ((Fact.MAPPING_CLAIM,), (Fact.MAPPING_PROOF,)),
        "model mapping",
        "contradicted",
        "Treat it as an unknown wrapper.",
    ),
    Gate.BILLING: Asked(
        "Do timeout, policy refusal, failed generation, or retry attempts bill?",
        ((Fact.BILLING_TIMEOUT,), (Fact.BILLING_REFUSAL,), (Fact.BILLING_FAILED,), (Fact.BILLING_RETRY,)),
        "failed-call billing",
        "contradicted",
        "Publish no cost promises.",
    ),
    Gate.RIGHTS: Asked(
        "Can outputs be commercialized, stored, redistributed, and deleted?",
        ((Fact.RIGHTS_COMMERCIAL,), (Fact.RIGHTS_STORE,), (Fact.RIGHTS_REDISTRIBUTE,), (Fact.RIGHTS_DELETE,)),
        "output rights",
        "denied or contradicted",
        "Process no brand, customer or sensitive assets.",
    ),
    Gate.OBSERVABILITY: Asked(
        "Does it return request ID, error type, limits, usage, or dashboard evidence?",
        (
            (Fact.OBSERVABILITY_REQUEST_ID,),
            (Fact.OBSERVABILITY_ERROR_TYPE,),
            (Fact.OBSERVABILITY_LIMITS,),
            (Fact.OBSERVABILITY_USAGE, Fact.OBSERVABILITY_DASHBOARD),
        ),
        "observability",
        "missing or contradicted",
        "Manual tests only; no automated scale-up.",
    ),
}

Facts = Mapping[Fact, Stated]


@dataclass(frozen=True, slots=True)
class Graded:
    """A gate's grade, and what decided it: everything that holds it back, or else everything that carries it."""

    grade: Grade
    grounds: tuple[str, ...]


def facts_of(gate: Gate) -> tuple[Fact, ...]:
    """Return the facts of a gate, in their order."""
    return tuple(fact for together in GATES[gate].answered_by for fact in together)


def grade_of(fact: Fact, facts: Facts) -> Grade:
    """Return how well a fact is known; absent is unknown."""
    return facts.get(fact, NOTHING).grade


def judge(facts: Facts, signals: Sequence[SignalSeen]) -> dict[Gate, Graded]:
    """Grade every gate by its worst fact; a signal that the route is another model's fails the mapping."""
    contradicting = tuple(f"signal:{seen.id}" for seen in signals if seen.effect == Effect.MAPPING_FAILED)
    judged = {gate: _graded(GATES[gate], facts) for gate in Gate}
    if contradicting:
        mapping = judged[Gate.MAPPING]
        known = mapping.grounds if mapping.grade is not Grade.EVIDENCED else ()
        judged[Gate.MAPPING] = Graded(Grade.FAILED, (*contradicting, *known))
    return judged


def _graded(asked: Asked, facts: Facts) -> Graded:
    known = {together: best(grade_of(fact, facts) for fact in together) for together in asked.answered_by}
    grade = worst(known.values())
    if grade is Grade.EVIDENCED:
        carrying = (fact for together in known for fact in together if grade_of(fact, facts) is grade)
        return Graded(grade, tuple(fact.value for fact in carrying))
    holding = (fact for together, found in known.items() if found is not Grade.EVIDENCED for fact in together)
    return Graded(grade, tuple(fact.value for fact in holding))
