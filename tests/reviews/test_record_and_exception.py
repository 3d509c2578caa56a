"""A verdict as it rests, and a risk exception: what they grant on which day, and to whom they need to be shown."""

from dataclasses import replace

import pytest

from bot.domain.errors import PersonError
from bot.domain.gates.exception import ExceptionState, RiskException, check_class, check_day, check_second
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import NEEDS_SECOND, VerdictState
from bot.domain.gates.route import Purpose, RouteClass
from tests.reviews.bringing import AT, ROUTE, TODAY, days, dossier, proven, record

PROVEN = record(dossier(*proven()))
ALL = frozenset(Permission)
GRANTED = [
    (VerdictState.IN_FORCE, 0, ALL, "in force"),
    (VerdictState.IN_FORCE, 90, ALL, "in force"),
    (VerdictState.IN_FORCE, 91, frozenset(), "expired"),
    (VerdictState.WAITING, 0, ALL - NEEDS_SECOND, "waiting for a second reviewer"),
    (VerdictState.WAITING, 90, ALL - NEEDS_SECOND, "waiting for a second reviewer"),
    (VerdictState.WAITING, 91, frozenset(), "expired"),
    (VerdictState.REVOKED, 0, frozenset(), "revoked"),
    (VerdictState.REVOKED, 91, frozenset(), "revoked"),
    (VerdictState.REOPENED, 0, frozenset(), "reopened"),
    (VerdictState.REPLACED, 0, frozenset(), "replaced"),
]


@pytest.mark.parametrize(("state", "day", "granted", "standing"), GRANTED)
def test_a_verdict_grants_to_its_last_day_and_nothing_after(
    state: VerdictState, day: int, granted: frozenset[Permission], standing: str
) -> None:
    """And production only once a second reviewer has confirmed it."""
    found = replace(PROVEN, state=state)
    assert found.valid_until == days(90)
    assert found.granted(days(day)) == granted
    assert found.standing(days(day)) == standing


@pytest.mark.parametrize("state", VerdictState)
def test_a_verdict_never_grants_what_it_did_not_allow(state: VerdictState) -> None:
    """However it stands."""
    nothing = replace(PROVEN, state=state, permissions=dict.fromkeys(Permission, False))
    assert nothing.granted(TODAY) == frozenset()
    assert replace(nothing, permissions={}).granted(TODAY) == frozenset()


EXCEPTION = RiskException("x1", "r1", "T1", ROUTE, "U3", "s", "r", days(30), "U1", AT, ExceptionState.IN_FORCE, "U2")


@pytest.mark.parametrize("purpose", Purpose)
def test_an_exception_opens_internal_use_and_nothing_that_others_see(purpose: Purpose) -> None:
    """Never customers' or sensitive assets, and nothing public."""
    assert EXCEPTION.opens(purpose, TODAY) is (purpose in {Purpose.EXPERIMENTS, Purpose.INTERNAL})


@pytest.mark.parametrize("state", ExceptionState)
@pytest.mark.parametrize(("day", "in_time"), [(0, True), (30, True), (31, False)])
def test_an_exception_opens_only_while_it_stands(state: ExceptionState, day: int, in_time: bool) -> None:
    """To its last day."""
    found = replace(EXCEPTION, state=state)
    assert found.opens(Purpose.INTERNAL, days(day)) is (state is ExceptionState.IN_FORCE and in_time)


def test_what_is_made_under_an_exception_says_so() -> None:
    """With its day."""
    assert EXCEPTION.label == "under a risk exception until 2026-12-24"


@pytest.mark.parametrize("day", [1, 2, 29, 30])
def test_an_exception_ends_within_thirty_days(day: int) -> None:
    """From tomorrow on."""
    assert check_day(days(day), TODAY) == days(day)


@pytest.mark.parametrize("day", [-1, 0, 31, 400, None])
def test_another_last_day_is_refused(day: int | None) -> None:
    """With the days between which it lies."""
    with pytest.raises(PersonError) as told:
        check_day(None if day is None else days(day), TODAY)
    assert told.value.sentence == "Its last day lies between tomorrow and 2026-12-24."


@pytest.mark.parametrize("route_class", RouteClass)
def test_there_is_no_exception_for_a_pool_and_none_is_needed_officially(route_class: RouteClass) -> None:
    """Everything else can have one."""
    if route_class in {RouteClass.ACCOUNT_POOL, RouteClass.OFFICIAL}:
        with pytest.raises(PersonError):
            check_class(route_class)
    else:
        check_class(route_class)


@pytest.mark.parametrize(("second", "may"), [("U1", False), ("U3", False), ("U2", True)])
def test_a_second_person_is_neither_the_owner_nor_who_asked(second: str, may: bool) -> None:
    """Nobody approves their own."""
    if may:
        check_second("U1", "U3", second)
        return
    with pytest.raises(PersonError, match="exception_second"):
        check_second("U1", "U3", second)
