"""A risk exception: a record beside a verdict, never a permission in it.

An owner answers for it, it has a scope and a reason, ends after at most 30 days, and stands only once a second person
has approved it. It can open internal, non-sensitive use of a lane, never customers', never for an account pool, and is
printed on everything that lane makes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.errors import PersonError
from bot.domain.gates.route import Purpose, Route, RouteClass

MOST_DAYS = 30
OPENS = frozenset({Purpose.EXPERIMENTS, Purpose.INTERNAL})


class ExceptionState(StrEnum):
    """Where it stands; what has ended never comes back."""

    WAITING = "waiting"
    IN_FORCE = "in_force"
    DECLINED = "declined"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class RiskException:
    """`until` is its last day, in UTC; `owner` is the person who answers for it."""

    id: str
    review_id: str
    team: str
    route: Route
    owner: str
    scope: str
    reason: str
    until: date
    asked_by: str
    asked_at_ms: int
    state: ExceptionState
    decided_by: str | None = None

    def opens(self, purpose: Purpose, today: date) -> bool:
        """Whether it opens *purpose* today."""
        return self.state is ExceptionState.IN_FORCE and today <= self.until and purpose in OPENS

    @property
    def label(self) -> str:
        """Return what is printed on everything made under it."""
        return f"under a risk exception until {self.until.isoformat()}"


def check_class(route_class: RouteClass) -> None:
    """Raise PersonError where a route of this class can have no exception."""
    if route_class is RouteClass.ACCOUNT_POOL:
        raise PersonError("exception_pool", "There are no exceptions for account pools: stop; nothing but leaving it.")
    if route_class is RouteClass.OFFICIAL:
        raise PersonError("exception_official", "The official route needs no exception.")


def check_day(until: date | None, today: date) -> date:
    """Return the last day, or raise PersonError where it cannot be that."""
    latest = today + timedelta(days=MOST_DAYS)
    if until is None or not today < until <= latest:
        raise PersonError("exception_date", f"Its last day lies between tomorrow and {latest.isoformat()}.")
    return until


def check_second(asked_by: str, owner: str, second: str) -> None:
    """Raise PersonError where *second* is not a second person."""
    if second in {asked_by, owner}:
        raise PersonError(
            "exception_second", "Somebody else has to approve it: neither its owner nor who asked for it."
        )
