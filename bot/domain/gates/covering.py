"""Whether a fallback may be used for a purpose today: only under a verdict whose permissions cover it, or an exception.

    an account pool                                   never, whatever else stands
    every permission the purpose needs is granted     covered
    else, unless the verdict was revoked or reopened  covered by a risk exception that opens the purpose, and labelled
    else                                              not covered: what is missing is named, gate by gate
A better grade never closes what was open, a worse one never opens what was closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.fallbacks import Fallback
from bot.domain.gates.acceptance import GATES, Gate, facts_of
from bot.domain.gates.exception import RiskException
from bot.domain.gates.facts import Grade
from bot.domain.gates.permissions import NEEDED_FOR, PERMISSIONS, Permission
from bot.domain.gates.record import STANDING, VerdictRecord, VerdictState
from bot.domain.gates.route import Purpose, RouteClass

POOL = "it is an account pool. Stop; nothing but leaving it."
ENDED = frozenset({VerdictState.REVOKED, VerdictState.REOPENED})


@dataclass(frozen=True, slots=True)
class Covered:
    """It may be used; *notes* are printed on everything it makes."""

    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCovered:
    """It does not start; the sentence says which gate is missing, and how to go on."""

    sentence: str


Coverage = Covered | NotCovered


def cover(
    lane: Fallback, purpose: Purpose, verdict: VerdictRecord | None, exception: RiskException | None, today: date
) -> Coverage:
    """Decide about *lane* today; *verdict* is the newest on its route, in force or not."""
    if verdict is not None and verdict.route_class is RouteClass.ACCOUNT_POOL:
        return NotCovered(_sentence(lane, POOL))
    if verdict is not None and set(NEEDED_FOR[purpose]) <= verdict.granted(today):
        return Covered()
    ended = verdict is not None and verdict.state in ENDED
    if exception is not None and not ended and exception.opens(purpose, today):
        return Covered((exception.label,))
    return NotCovered(_sentence(lane, _why(lane, purpose, verdict, today)))


def _sentence(lane: Fallback, why: str) -> str:
    return (
        f"The lane {lane.name} ({lane.provider}) does not start: {why}\n"
        f"Stop rule: {lane.stop_rule.rstrip('.')}.\n"
        f"To go on: /gateway review {lane.base_url}, or leave out --via for the official route."
    )


def _why(lane: Fallback, purpose: Purpose, verdict: VerdictRecord | None, today: date) -> str:
    if verdict is None:
        return (
            f"it has no verdict. Nobody has reviewed {lane.model}, {lane.endpoint}, key group {lane.key_group} there."
        )
    if verdict.state not in STANDING:
        ended = f": {verdict.ended_why.rstrip('.')}" if verdict.ended_why else ""
        return f"its verdict was {verdict.standing(today)}{ended}."
    if verdict.expired(today):
        return f"its verdict expired on {verdict.valid_until.isoformat()}."
    lacking = [use for use in NEEDED_FOR[purpose] if use not in verdict.granted(today)]
    for_what = f"the purpose here is {purpose.value}, which needs {_names(NEEDED_FOR[purpose])}"
    if all(verdict.permissions.get(use, False) for use in lacking):
        return f"{for_what}, and its verdict waits for a second reviewer."
    refused = [use for use in lacking if not verdict.permissions.get(use, False)]
    held = "; ".join(dict.fromkeys(words for use in refused for words in _held(use, verdict)))
    otherwise = " ".join(dict.fromkeys(PERMISSIONS[use].otherwise for use in refused))
    return f"{for_what}. Missing: {_names(refused)}, held back by {held or 'its verdict'}. {otherwise}"


def _names(uses: list[Permission] | tuple[Permission, ...]) -> str:
    return " plus ".join(PERMISSIONS[use].name for use in uses)


def _held(use: Permission, verdict: VerdictRecord) -> Iterator[str]:
    """Name each gate that holds a use back; where its facts are not all alike, those that do."""
    for gate in PERMISSIONS[use].gates:
        grade = verdict.gates.get(gate, Grade.UNKNOWN)
        if grade is not Grade.EVIDENCED:
            yield f"{GATES[gate].name} {grade.value}{_facts(gate, grade, verdict)}"


def _facts(gate: Gate, grade: Grade, verdict: VerdictRecord) -> str:
    known = {fact: verdict.facts[fact].grade if fact in verdict.facts else Grade.UNKNOWN for fact in facts_of(gate)}
    if all(found is grade for found in known.values()):
        return ""
    named = [f"{fact.word} {found.value}" for fact, found in known.items() if found is not Grade.EVIDENCED]
    return f" ({', '.join(named)})" if named else ""
