"""What a route may be used for, and which gates each use needs. Only evidenced allows.

A better grade never takes a permission away, a worse one never gives one. An account pool has none, whatever its gates;
an official host has all, since it needs no verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gates.acceptance import Facts, Gate, Graded, facts_of, grade_of
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.route import STOP_RULES, Purpose, RouteClass


class Permission(StrEnum):
    """A use of a route, in the order of a card."""

    MANUAL_TESTS = "manual_tests"
    PRODUCTION = "production"
    SCALE_UP = "scale_up"
    COST_PROMISES = "cost_promises"
    CUSTOMER_ASSETS = "customer_assets"


@dataclass(frozen=True, slots=True)
class Needed:
    """A row: the gates that must be evidenced, facts that must be so one by one, and what is said otherwise."""

    name: str
    gates: tuple[Gate, ...]
    otherwise: str
    each: tuple[Fact, ...] = ()


PERMISSIONS: Mapping[Permission, Needed] = {
    Permission.MANUAL_TESTS: Needed("manual tests", (), STOP_RULES[RouteClass.ACCOUNT_POOL]),
    Permission.PRODUCTION: Needed("production", tuple(Gate), "Not in production; use the official route."),
    Permission.SCALE_UP: Needed("scale-up", tuple(Gate), "Manual tests only.", facts_of(Gate.OBSERVABILITY)),
    Permission.COST_PROMISES: Needed("cost promises", (Gate.BILLING,), "Publish no cost promises."),
    Permission.CUSTOMER_ASSETS: Needed(
        "brand and customer assets",
        (Gate.RIGHTS, Gate.MAPPING),
        "Process no brand, customer or sensitive assets.",
    ),
}

NEEDED_FOR: Mapping[Purpose, tuple[Permission, ...]] = {
    Purpose.EXPERIMENTS: (Permission.MANUAL_TESTS,),
    Purpose.INTERNAL: (Permission.PRODUCTION,),
    Purpose.PUBLIC: (Permission.PRODUCTION,),
    Purpose.CUSTOMER: (Permission.PRODUCTION, Permission.CUSTOMER_ASSETS),
    Purpose.SENSITIVE: (Permission.PRODUCTION, Permission.CUSTOMER_ASSETS),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a use is allowed, the names of what decided it, and what to say where it is not."""

    allowed: bool
    because: tuple[str, ...]
    otherwise: str = ""


Decisions = Mapping[Permission, Decision]


def permit(
    route_class: RouteClass, pool: tuple[str, ...], gates: Mapping[Gate, Graded], facts: Facts
) -> dict[Permission, Decision]:
    """Decide every permission; *pool* is what shows an account pool."""
    by_class = (f"class:{route_class}",)
    match route_class:
        case RouteClass.ACCOUNT_POOL:
            stop = STOP_RULES[route_class]
            return {permission: Decision(allowed=False, because=pool, otherwise=stop) for permission in Permission}
        case RouteClass.OFFICIAL:
            return {permission: Decision(allowed=True, because=by_class) for permission in Permission}
        case RouteClass.PROVIDER_GATEWAY | RouteClass.WRAPPER | RouteClass.UNKNOWN:
            return {permission: _decision(row, by_class, gates, facts) for permission, row in PERMISSIONS.items()}


def _decision(row: Needed, by_class: tuple[str, ...], gates: Mapping[Gate, Graded], facts: Facts) -> Decision:
    held = [name for gate in row.gates if gates[gate].grade is not Grade.EVIDENCED for name in gates[gate].grounds]
    held += [fact.value for fact in row.each if grade_of(fact, facts) is not Grade.EVIDENCED]
    if held:
        return Decision(allowed=False, because=tuple(dict.fromkeys(held)), otherwise=row.otherwise)
    carried = [name for gate in row.gates for name in gates[gate].grounds]
    return Decision(allowed=True, because=tuple(carried) or by_class)
