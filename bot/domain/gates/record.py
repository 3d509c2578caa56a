"""A verdict as it rests: what was decided on which day, by whom, and whether it is still in force.

    waiting ─ a second reviewer confirms ─▶ in_force ─ its last day is over ─▶ expired (by the date alone)
        └────────────┴─ revoked · reopened (a fact changed) · replaced (a newer verdict) ─▶ out of force, for good
What is out of force, or past its last day, allows nothing. While a second reviewer is waited for, production and
scale-up are not granted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.permissions import Permission
from bot.domain.gates.route import Purpose, Route, RouteClass


class VerdictState(StrEnum):
    """Where a verdict stands; only the first two can allow anything."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    REVOKED = "revoked"
    REOPENED = "reopened"
    REPLACED = "replaced"


STANDING = frozenset({VerdictState.WAITING, VerdictState.IN_FORCE})
NEEDS_SECOND = frozenset({Permission.PRODUCTION, Permission.SCALE_UP})


@dataclass(frozen=True, slots=True)
class GradedFact:
    """What was known of a fact when the verdict was given: its grade, why, what was answered, and by whom."""

    grade: Grade
    note: str = ""
    says: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """A verdict, with everything it was decided from. `valid_until` is its last day, in UTC."""

    id: str
    review_id: str
    team: str
    route: Route
    purpose: Purpose | None
    route_class: RouteClass
    headline: str
    why: str
    gates: Mapping[Gate, Grade]
    permissions: Mapping[Permission, bool]
    facts: Mapping[Fact, GradedFact]
    signals: tuple[str, ...]
    stop_rule: str
    valid_until: date
    decided_by: str
    decided_at_ms: int
    state: VerdictState
    confirmed_by: str | None = None
    ended_by: str | None = None
    ended_why: str = ""

    def granted(self, today: date) -> frozenset[Permission]:
        """Return what may be done under this verdict *today*."""
        if self.state not in STANDING or self.expired(today):
            return frozenset()
        allowed = frozenset(permission for permission, yes in self.permissions.items() if yes)
        return allowed - NEEDS_SECOND if self.state is VerdictState.WAITING else allowed

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return today > self.valid_until

    def standing(self, today: date) -> str:
        """Return in a word or two how it stands."""
        if self.state in STANDING and self.expired(today):
            return "expired"
        return "waiting for a second reviewer" if self.state is VerdictState.WAITING else self.state.replace("_", " ")
