"""Risk exceptions as rows: one at a time for a route, approved by a second person, over with their day."""

import sqlite3

import pytest

from bot.domain.gates.exception import ExceptionState
from db import exceptions
from db.tx import Tx
from tests.db import reviewing as v
from tests.db.house import AT

WAITING, IN_FORCE = ExceptionState.WAITING, ExceptionState.IN_FORCE
DECLINED, REVOKED = ExceptionState.DECLINED, ExceptionState.REVOKED


@pytest.fixture(autouse=True)
def _asked(tx: Tx) -> None:
    v.opened(tx)
    assert v.asked(tx)


def state(tx: Tx, name: str = "x1") -> ExceptionState:
    """How one stands."""
    found = exceptions.get(tx, exception_id=name)
    assert found is not None
    return found.state


def standing(tx: Tx, endpoint: str = "images/generations") -> bool:
    """Whether one stands for the usual route."""
    found = exceptions.standing(tx, team="T1", base_url=v.ROUTE.base_url, model="gpt-image-2", key_group="default",
                                endpoint=endpoint)  # fmt: skip
    return found is not None


def test_one_that_waits_opens_nothing_and_keeps_others_out(tx: Tx) -> None:
    """There is one at a time for a route."""
    assert state(tx) is WAITING
    assert not standing(tx)
    assert not v.asked(tx, "x2")


@pytest.mark.parametrize(("by", "may"), [("U1", False), ("U3", False), ("U2", True)])
def test_a_second_person_approves(tx: Tx, by: str, may: bool) -> None:
    """Neither its owner nor who asked; the table refuses them too."""
    decided = exceptions.decide(tx, exception_id="x1", approved=True, by=by, at=AT)
    assert (decided is not None) is may
    assert standing(tx) is may
    if not may:
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            tx.write(
                "UPDATE exceptions SET state = 'in_force', decided_by = :by, decided_at = 1 WHERE id = 'x1'", {"by": by}
            )


def test_whoever_asked_may_take_it_back(tx: Tx) -> None:
    """Declining opens nothing, and another may be asked for."""
    assert exceptions.decide(tx, exception_id="x1", approved=False, by="U1", at=AT) is not None
    assert state(tx) is DECLINED
    assert v.asked(tx, "x2")
    assert [one.id for one in exceptions.of_review(tx, review_id="r1")] == ["x1", "x2"]


def test_it_is_decided_once(tx: Tx) -> None:
    """Whichever way."""
    exceptions.decide(tx, exception_id="x1", approved=True, by="U2", at=AT)
    assert exceptions.decide(tx, exception_id="x1", approved=False, by="U4", at=AT) is None
    assert state(tx) is IN_FORCE


def test_it_is_revoked_once_and_only_where_it_stands(tx: Tx) -> None:
    """What waits is declined instead."""
    assert not exceptions.revoke(tx, exception_id="x1", by="U2", at=AT)
    exceptions.decide(tx, exception_id="x1", approved=True, by="U2", at=AT)
    assert exceptions.revoke(tx, exception_id="x1", by="U4", at=AT)
    assert not exceptions.revoke(tx, exception_id="x1", by="U4", at=AT)
    assert state(tx) is REVOKED
    assert not standing(tx)
    assert v.asked(tx, "x2")


@pytest.mark.parametrize(("approved", "ends"), [(True, REVOKED), (False, DECLINED)])
def test_its_last_day_is_its_end(tx: Tx, approved: bool, ends: ExceptionState) -> None:
    """On the day after, one that stands is revoked and one that waits is declined, once; then another may be asked for."""
    if approved:
        exceptions.decide(tx, exception_id="x1", approved=True, by="U2", at=AT)
    assert exceptions.lapse(tx, today="2026-12-20", at=AT) == []
    assert [one.state for one in exceptions.lapse(tx, today="2026-12-21", at=AT)] == [ends]
    assert exceptions.lapse(tx, today="2026-12-21", at=AT) == []
    assert v.asked(tx, "x2")


def test_it_stands_for_its_endpoint(tx: Tx) -> None:
    """And for no other."""
    exceptions.decide(tx, exception_id="x1", approved=True, by="U2", at=AT)
    assert standing(tx)
    assert not standing(tx, "images/edits")
