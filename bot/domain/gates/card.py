"""A verdict in words, line by line: what people read in a terminal or a thread. Every word comes from the rules' tables.

A card names what is allowed, what is not and why, the stop rule, and ends with the official route and its cost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.gates.acceptance import GATES, Gate, facts_of, grade_of
from bot.domain.gates.facts import NOTHING, Fact, Grade
from bot.domain.gates.permissions import PERMISSIONS, Permission
from bot.domain.gates.route import RouteClass
from bot.domain.gates.verdict import CONSISTENT, Verdict, rests_on_probe
from bot.domain.periods import describe, one_day

GRADE_WORDS = {Grade.UNKNOWN: "unknown", Grade.CLAIMED: "only claimed"}
POOL = "Said to be an account pool"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card; the label may be set in bold, and may be empty."""

    label: str
    text: str

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text


def card(verdict: Verdict, official_cost: str, questions: Sequence[str] = ()) -> tuple[Line, ...]:
    """Return the lines; *questions* are raised by signals, *official_cost* is that of a picture on the official route."""
    official = verdict.route_class is RouteClass.OFFICIAL
    told = [
        Line("", verdict.headline),
        Line("", _route(verdict)),
        Line("Allowed", _uses(verdict, allowed=True)),
        Line("Not allowed", _uses(verdict, allowed=False)),
        Line(f"For {verdict.purpose}" if verdict.purpose else "", _purpose(verdict)),
        Line("Why", why(verdict)),
        Line("Ask", " ".join(questions)),
        Line("Stop rule", verdict.stop_rule),
        Line("Its cost" if official else "Official instead", official_cost),
        Line("", "" if official else f"Until {describe(one_day(str(verdict.valid_until)))}"),
    ]
    return tuple(line for line in told if line.text)


def why(verdict: Verdict) -> str:
    """Return the facts that decided, in sentences: all that holds the route back, or what carries it."""
    match verdict.route_class:
        case RouteClass.OFFICIAL:
            return "The host is on the dated list of OpenAI's API hosts."
        case RouteClass.ACCOUNT_POOL:
            return _sentences(_pool(verdict.permissions[Permission.MANUAL_TESTS].because))
        case RouteClass.PROVIDER_GATEWAY | RouteClass.WRAPPER | RouteClass.UNKNOWN:
            return _sentences([*_held(verdict), *_carried(verdict)])


def _route(verdict: Verdict) -> str:
    route = verdict.route
    group = f"key group {route.key_group}" if route.key_group else ""
    named = [route.host, route.model, route.endpoint, group, f"class {verdict.route_class.replace('_', ' ')}"]
    return " · ".join(part for part in named if part)


def _uses(verdict: Verdict, *, allowed: bool) -> str:
    return ", ".join(row.name for use, row in PERMISSIONS.items() if verdict.allows(use) is allowed)


def _purpose(verdict: Verdict) -> str:
    return "" if verdict.purpose is None else "yes" if verdict.fits else "no"


def _signals(ids: Iterable[str]) -> str:
    listed = ", ".join(ids)
    return f"signal {listed}" if listed else ""


def _pool(because: Sequence[str]) -> Iterator[str]:
    ids = _ids(because)
    if "class:account_pool" in because:
        yield POOL
    if ids:
        yield f"{_signals(ids)} of an account pool"


def _held(verdict: Verdict) -> Iterator[str]:
    for gate, graded in verdict.gates.items():
        if graded.grade is not Grade.EVIDENCED:
            yield f"{GATES[gate].name}{_shortfall(verdict, gate)}"
    if verdict.allows(Permission.PRODUCTION) and not verdict.allows(Permission.SCALE_UP):
        held = verdict.permissions[Permission.SCALE_UP].because
        yield f"scale-up: {'; '.join(_graded(verdict, [Fact(name) for name in held]))}"


def _carried(verdict: Verdict) -> Iterator[str]:
    if verdict.allows(Permission.PRODUCTION):
        yield "all five gates are evidenced"
    if verdict.gates[Gate.MAPPING].grade is Grade.EVIDENCED and rests_on_probe(verdict.facts):
        yield CONSISTENT


def _shortfall(verdict: Verdict, gate: Gate) -> str:
    """Say in two words what is so of the whole gate, or else go through its facts."""
    grounds, grade = verdict.gates[gate].grounds, verdict.gates[gate].grade
    holding = [fact for fact in facts_of(gate) if fact.value in grounds]
    alike = all(grade_of(fact, verdict.facts) is grade for fact in facts_of(gate))
    if alike and grade in GRADE_WORDS:
        return f" {GRADE_WORDS[grade]}"
    return ": " + "; ".join([*_contradicting(verdict, gate), *_graded(verdict, holding, gate)])


def _contradicting(verdict: Verdict, gate: Gate) -> Iterator[str]:
    ids = _ids(verdict.gates[gate].grounds)
    if ids:
        yield f"{GATES[gate].failing} by {_signals(ids)}"


def _ids(because: Iterable[str]) -> list[str]:
    return [name.removeprefix("signal:") for name in because if name.startswith("signal:")]


def _graded(verdict: Verdict, facts: list[Fact], gate: Gate = Gate.OBSERVABILITY) -> Iterator[str]:
    """Name the facts of each grade, worst first; what failed is told with its note."""
    for fact in facts:
        stated = verdict.facts.get(fact, NOTHING)
        if stated.grade is Grade.FAILED:
            note = f" ({stated.note.rstrip(' .')})" if stated.note.strip() else ""
            yield f"{fact.word} {GATES[gate].failing}{note}"
    for grade, words in GRADE_WORDS.items():
        named = [fact.word for fact in facts if grade_of(fact, verdict.facts) is grade]
        if named:
            yield f"{', '.join(named)} {words}"


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts)
