"""Verdicts as rows: what was decided is never changed, at most one stands for a route, and each end comes once."""

import sqlite3
from datetime import date

import pytest

from bot.domain.gates.record import VerdictState
from bot.domain.gates.route import Route
from db import verdicts
from db.tx import Tx
from tests.db import reviewing as v
from tests.db.house import AT

WAITING, IN_FORCE, REVOKED = VerdictState.WAITING, VerdictState.IN_FORCE, VerdictState.REVOKED


@pytest.fixture(autouse=True)
def _opened(tx: Tx) -> None:
    v.opened(tx)


def state(tx: Tx, name: str = "j1") -> VerdictState:
    """How a verdict stands."""
    found = verdicts.get(tx, verdict_id=name)
    assert found is not None
    return found.state


def test_a_verdict_comes_back_as_it_was_given(tx: Tx) -> None:
    """With every grade, permission, fact and signal."""
    made = v.gave(tx)
    assert verdicts.get(tx, verdict_id="j1") == made
    assert verdicts.of_review(tx, review_id="r1") == [made]
    assert verdicts.get(tx, verdict_id="j9") is None


DECIDED = ["class", "headline", "why", "gates", "permissions", "facts", "signals", "stop_rule", "valid_until", "decided_by",
           "decided_at", "team", "purpose", "id"]  # fmt: skip


@pytest.mark.parametrize("column", DECIDED)
def test_what_was_decided_is_never_changed(tx: Tx, column: str) -> None:
    """Whoever tries, and whatever it is."""
    v.gave(tx)
    value = 7 if column == "decided_at" else "2030-01-01"
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        tx.write(f"UPDATE verdicts SET {column} = :value WHERE id = 'j1'", {"value": value})


def test_no_verdict_is_taken_away(tx: Tx) -> None:
    """Nor one that ended brought back."""
    v.gave(tx)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        tx.write("DELETE FROM verdicts", {})
    verdicts.end(tx, verdict_id="j1", state=REVOKED, by="U2", why="no", at=AT)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        tx.write("UPDATE verdicts SET state = 'in_force', ended_at = NULL WHERE id = 'j1'", {})


def test_a_newer_verdict_replaces_the_one_that_stands(tx: Tx) -> None:
    """For its route alone; at most one stands."""
    v.opened(tx, "r2", route=Route("https://other.example.net/v1", "gpt-image-2", "", "default"))
    v.gave(tx)
    v.gave(tx, "j2", "r2")
    v.gave(tx, "j3", state=IN_FORCE)
    assert [state(tx, name) for name in ("j1", "j2", "j3")] == [VerdictState.REPLACED, WAITING, IN_FORCE]
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        tx.write("INSERT INTO verdicts SELECT 'j4', review_id, route_id, team, purpose, class, headline, why, gates, "
                 "permissions, facts, signals, stop_rule, valid_until, decided_by, decided_at, state, NULL, NULL, NULL, "
                 "NULL, '', '' FROM verdicts WHERE id = 'j3'", {})  # fmt: skip


def test_only_somebody_else_confirms_and_only_what_waits(tx: Tx) -> None:
    """Once; the table itself refuses the same person."""
    v.gave(tx)
    assert not verdicts.confirm(tx, verdict_id="j1", by="U1", at=AT)
    assert verdicts.confirm(tx, verdict_id="j1", by="U2", at=AT)
    assert not verdicts.confirm(tx, verdict_id="j1", by="U3", at=AT)
    found = verdicts.get(tx, verdict_id="j1")
    assert found is not None
    assert (found.state, found.confirmed_by) == (IN_FORCE, "U2")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        tx.write("UPDATE verdicts SET confirmed_by = decided_by WHERE id = 'j1'", {})


@pytest.mark.parametrize("how", [REVOKED, VerdictState.REOPENED])
def test_a_verdict_ends_once(tx: Tx, how: VerdictState) -> None:
    """By name, with why; what has ended can be neither confirmed nor ended again."""
    v.gave(tx)
    assert verdicts.end(tx, verdict_id="j1", state=how, by="U2", why="terms changed", at=AT)
    assert not verdicts.end(tx, verdict_id="j1", state=REVOKED, by="U3", why="", at=AT)
    assert not verdicts.confirm(tx, verdict_id="j1", by="U2", at=AT)
    found = verdicts.get(tx, verdict_id="j1")
    assert found is not None
    assert (found.state, found.ended_by, found.ended_why) == (how, "U2", "terms changed")


def standing(tx: Tx, endpoint: str = "images/generations", team: str = "T1", key_group: str = "default") -> str | None:
    """The verdict that stands for the usual route."""
    found = verdicts.standing(tx, team=team, base_url=v.ROUTE.base_url, model="gpt-image-2", key_group=key_group,
                              endpoint=endpoint)  # fmt: skip
    return found.id if found else None


def test_a_verdict_stands_for_its_route_and_for_no_other(tx: Tx) -> None:
    """Not for another key group, endpoint or team; not once it has ended."""
    v.gave(tx)
    assert standing(tx) == "j1"
    assert standing(tx, endpoint="images/edits") is None
    assert standing(tx, team="T2") is None
    assert standing(tx, key_group="cheap") is None
    verdicts.end(tx, verdict_id="j1", state=REVOKED, by="U2", why="", at=AT)
    assert standing(tx) is None


def test_a_verdict_without_an_endpoint_covers_them_all_and_a_special_one_goes_before(tx: Tx) -> None:
    """The narrower the better."""
    v.opened(tx, "r2", route=Route(v.ROUTE.base_url, "gpt-image-2", "", "default"))
    v.gave(tx, "j2", "r2")
    assert standing(tx, endpoint="images/edits") == "j2"
    v.gave(tx, "j1")
    assert standing(tx) == "j1"
    assert standing(tx, endpoint="images/edits") == "j2"


def test_verdicts_that_end_are_found_by_their_day(tx: Tx) -> None:
    """The soonest first, the last day included; those out of force are not among them."""
    for name, day in (("r2", 20), ("r3", 10), ("r4", 11)):
        v.opened(tx, name, route=Route(f"https://{name}.example.net", "gpt-image-2", "", "default"))
        v.gave(tx, name.replace("r", "j"), name, valid_until=date(2026, 12, day))
    verdicts.end(tx, verdict_id="j4", state=REVOKED, by="U2", why="", at=AT)
    assert [one.id for one in verdicts.ending(tx, team="T1", until="2026-12-20")] == ["j3", "j2"]
    assert [one.id for one in verdicts.ending(tx, team="T1", until="2026-12-19")] == ["j3"]
    assert verdicts.ending(tx, team="T2", until="2027-12-31") == []


def test_a_reminder_is_told_once(tx: Tx) -> None:
    """Each kind of it, and none of a verdict that has ended."""
    v.gave(tx)
    assert verdicts.tell(tx, verdict_id="j1", what="d14")
    assert not verdicts.tell(tx, verdict_id="j1", what="d14")
    assert verdicts.tell(tx, verdict_id="j1", what="d3")
    verdicts.end(tx, verdict_id="j1", state=REVOKED, by="U2", why="", at=AT)
    assert not verdicts.tell(tx, verdict_id="j1", what="expired")


def test_the_newest_verdict_of_each_route_is_listed(tx: Tx) -> None:
    """And the one before it is found, for what changed."""
    v.gave(tx)
    newest = v.gave(tx, "j2")
    assert [one.id for one in verdicts.of_team(tx, team="T1")] == ["j2"]
    before = verdicts.last_of_route(tx, route_id="gr1", before=newest.id)
    assert before is not None
    assert before.id == "j1"
    assert verdicts.last_of_route(tx, route_id="gr1", before="j1") is None
