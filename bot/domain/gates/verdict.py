"""A verdict: what a route may be used for until a date. A pure function of recorded facts and the day; no score.

Only an official host needs none. Before there are answers the headline says "not proven yet"; what rests on a probe is
"consistent with" a claim, never proven. Valid 90 days, 30 where the mapping rests on a probe, and never longer than
the shortest-lived evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.gates.acceptance import GATES, Facts, Gate, Graded, facts_of, judge
from bot.domain.gates.facts import NOTHING, Grade
from bot.domain.gates.permissions import NEEDED_FOR, Decision, Decisions, Permission, permit
from bot.domain.gates.route import STOP_RULES, Purpose, Route, RouteClass, class_of, pool_grounds
from bot.domain.gates.seen import Effect, SignalSeen

DAYS, DAYS_BY_PROBE = 90, 30
NOT_PROVEN = "not proven yet"
CONSISTENT = "model mapping consistent with the claim"
ENDING = {True: "End its use when this expires or a fact changes.", False: "End tests when this expires."}
SHORT_OF: Mapping[Grade, str] = {Grade.UNKNOWN: NOT_PROVEN, Grade.CLAIMED: "only claimed"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided. *facts* are those that count today; *ask* are signals that only raise questions."""

    route: Route
    route_class: RouteClass
    headline: str
    gates: Mapping[Gate, Graded]
    permissions: Decisions
    stop_rule: str
    valid_until: date
    purpose: Purpose | None
    facts: Facts
    ask: tuple[str, ...] = ()

    def allows(self, permission: Permission) -> bool:
        """Whether a use is allowed."""
        return self.permissions[permission].allowed

    @property
    def fits(self) -> bool:
        """Whether the route may be used for what it is meant for; without a purpose, that is production."""
        needed = NEEDED_FOR[self.purpose] if self.purpose else (Permission.PRODUCTION,)
        return all(map(self.allows, needed))


def decide(route: Route, facts: Facts, signals: Sequence[SignalSeen], purpose: Purpose | None, today: date) -> Verdict:
    """Return the verdict on *route* as the facts stand *today*."""
    signals = tuple(dict.fromkeys(signals))
    current = {fact: stated.on(today) for fact, stated in facts.items()}
    gates = judge(current, signals)
    route_class = class_of(route, gates, signals)
    permissions = permit(route_class, pool_grounds(route, signals), gates, current)
    return Verdict(
        route=route,
        route_class=route_class,
        headline=_headline(route_class, gates, permissions, current),
        gates=gates,
        permissions=permissions,
        stop_rule=_stop_rule(route_class, gates, permissions),
        valid_until=_last_day(current, today),
        purpose=purpose,
        facts=current,
        ask=tuple(seen.id for seen in signals if seen.effect == Effect.QUESTION),
    )


def rests_on_probe(facts: Facts) -> bool:
    """Whether what is known of the mapping was learnt by a probe."""
    return any(facts.get(fact, NOTHING).by_probe for fact in facts_of(Gate.MAPPING))


def _last_day(facts: Facts, today: date) -> date:
    days = DAYS_BY_PROBE if rests_on_probe(facts) else DAYS
    return min([today + timedelta(days), *(stated.until for stated in facts.values() if stated.until)])


def _headline(
    route_class: RouteClass, gates: Mapping[Gate, Graded], permissions: Mapping[Permission, Decision], facts: Facts
) -> str:
    if route_class is RouteClass.ACCOUNT_POOL:
        return "Stop: an account pool; nothing but leaving it"
    if route_class is RouteClass.OFFICIAL:
        return "Official route: the default, no verdict needed"
    if not permissions[Permission.PRODUCTION].allowed:
        return f"Not for production: {_shortfall(gates)}"
    how_far = "and scale-up" if permissions[Permission.SCALE_UP].allowed else "without automated scale-up"
    return f"For production {how_far}" + (f": {CONSISTENT}" if rests_on_probe(facts) else "")


def _shortfall(gates: Mapping[Gate, Graded]) -> str:
    if all(graded.grade is Grade.UNKNOWN for graded in gates.values()):
        return NOT_PROVEN
    gate = min(gates, key=lambda one: gates[one].grade.rank)
    return f"{GATES[gate].name} {SHORT_OF.get(gates[gate].grade, GATES[gate].failing)}"


def _stop_rule(route_class: RouteClass, gates: Mapping[Gate, Graded], permissions: Decisions) -> str:
    if route_class in {RouteClass.ACCOUNT_POOL, RouteClass.OFFICIAL}:
        return STOP_RULES[route_class]
    if permissions[Permission.PRODUCTION].allowed:
        return ENDING[True]
    failed = [GATES[gate].if_it_fails for gate, graded in gates.items() if graded.grade is Grade.FAILED]
    return " ".join([*(failed or [STOP_RULES[route_class]]), ENDING[False]])
