"""What changed from one verdict on a route to the next, in lines."""

from collections.abc import Iterator

from bot.domain.gates.acceptance import GATES, Gate
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.permissions import PERMISSIONS
from bot.domain.gates.record import GradedFact, VerdictRecord

NOT_THERE = GradedFact(Grade.UNKNOWN)


def differences(before: VerdictRecord, after: VerdictRecord) -> tuple[str, ...]:
    """Return what is different in *after*; nothing where nothing that matters is."""
    return (*_class(before, after), *_permissions(before, after), *_gates(before, after), *_facts(before, after))


def _class(before: VerdictRecord, after: VerdictRecord) -> Iterator[str]:
    if before.route_class is not after.route_class:
        yield f"class {_words(before.route_class)} → {_words(after.route_class)}"


def _permissions(before: VerdictRecord, after: VerdictRecord) -> Iterator[str]:
    for permission, row in PERMISSIONS.items():
        was, now = before.permissions.get(permission, False), after.permissions.get(permission, False)
        if was is not now:
            yield f"{row.name}: {_allowed(was)} → {_allowed(now)}"


def _gates(before: VerdictRecord, after: VerdictRecord) -> Iterator[str]:
    for gate in Gate:
        was, now = before.gates.get(gate, Grade.UNKNOWN), after.gates.get(gate, Grade.UNKNOWN)
        if was is not now:
            yield f"{GATES[gate].name}: {was} → {now}"


def _facts(before: VerdictRecord, after: VerdictRecord) -> Iterator[str]:
    for fact in Fact:
        was, now = before.facts.get(fact, NOT_THERE), after.facts.get(fact, NOT_THERE)
        if (was.grade, was.says) != (now.grade, now.says):
            yield f"{fact.value}: {_known(was)} → {_known(now)}"


def _known(fact: GradedFact) -> str:
    return f"{fact.grade}{f' ({fact.says})' if fact.says else ''}"


def _allowed(yes: bool) -> str:
    return "allowed" if yes else "not allowed"


def _words(route_class: str) -> str:
    return route_class.replace("_", " ")
