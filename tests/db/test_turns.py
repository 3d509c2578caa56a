"""Turns: accepted once, owned by one process at a time, closed exactly once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import FileRef, Place
from bot.domain.turn import NEXT, Origin, Outcome, TurnState
from db import turns
from db.tx import Tx
from tests.db import house
from tests.db.house import AT, FILE, LEASE


def test_a_turn_is_read_as_it_was_accepted(tx: Tx) -> None:
    """Every field of it."""
    house.drawn(tx, "a")
    made = house.accepted(
        tx,
        "b",
        actor="U7",
        place=Place.DIRECT,
        origin=Origin.VARIATIONS,
        text="ein Fuchs\n🦊 \"quoted\" 'single' %s :name",
        files=(FILE, FileRef("F2", "", None, None, None)),
        complete=False,
        shared=True,
        base_version="va",
        secrets=("Slack token",),
    )
    assert turns.get(tx, turn_id="tb") == made
    assert turns.get(tx, turn_id="t9") is None


def test_one_message_is_one_turn(tx: Tx) -> None:
    """Mention and message both arrive; the second is not accepted, and changes nothing."""
    first = house.accepted(tx, "a")
    second = replace(first, id="tb", actor="U2", text="another")
    assert not turns.accept(tx, turn=second, owner="p2", lease_until=AT)
    assert turns.get(tx, turn_id="tb") is None
    assert turns.get(tx, turn_id="ta") == first


@pytest.mark.parametrize("change", [{"team": "T2"}, {"channel": "C2"}, {"key": "9.9"}])
def test_another_team_channel_or_message_is_another_turn(tx: Tx, change: dict[str, str]) -> None:
    """Timestamps are unique only within a channel."""
    first = house.accepted(tx, "a")
    assert turns.accept(tx, turn=replace(first, id="tb", **change), owner="p1", lease_until=AT)  # type: ignore[arg-type]


def test_the_second_event_about_a_message_brings_its_files_once(tx: Tx) -> None:
    """The mention knows of no files; the message does."""
    made = house.accepted(tx, "a", complete=False)
    where = {"team": "T1", "channel": "C1", "key": made.key}
    assert turns.complete(tx, **where, files=(FILE,)) == "ta"
    assert turns.complete(tx, **where, files=()) is None
    found = turns.get(tx, turn_id="ta")
    assert found is not None
    assert (found.complete, found.files) == (True, (FILE,))


def test_files_come_too_late_once_the_work_has_begun(tx: Tx) -> None:
    """What was planned is what is drawn."""
    made = house.planned(tx, "a", complete=False)
    assert turns.complete(tx, team="T1", channel="C1", key=made.key, files=(FILE,)) is None


def test_open_turns_of_other_processes_become_nobody_s(tx: Tx) -> None:
    """Own ones stay, closed ones are left alone."""
    house.accepted(tx, "a", owner="p1")
    house.accepted(tx, "b", owner="p2")
    house.drawn(tx, "c")
    assert turns.disown(tx, owner="p2") == 1
    assert owners(tx) == {"ta": None, "tb": "p2", "tc": None}


def owners(tx: Tx) -> dict[str, str | None]:
    """Who owns which turn."""
    return {row["id"]: row["owner"] for row in tx.rows("SELECT id, owner FROM turns", {})}


TAKEN = [
    # now, after the leases of ta (until +60 s, p1) and tb (until +120 s, p2); tc is nobody's
    (AT, ["tc"]),
    (AT + LEASE, ["tc"]),
    (AT + LEASE + 1, ["ta", "tc"]),
    (AT + 2 * LEASE + 1, ["ta", "tb", "tc"]),
]


@pytest.mark.parametrize(("now", "ids"), TAKEN)
def test_only_what_is_nobody_s_or_has_outlived_its_lease_is_taken(tx: Tx, now: int, ids: list[str]) -> None:
    """Oldest first; what is closed never."""
    house.accepted(tx, "c", owner="p0")
    turns.disown(tx, owner="p1")
    house.accepted(tx, "b", owner="p2", lease=AT + 2 * LEASE)
    house.accepted(tx, "a", owner="p1", lease=AT + LEASE)
    house.drawn(tx, "d", owner="p1", lease=AT - 1)
    assert turns.take(tx, owner="p3", now=now, lease_until=now + LEASE) == ids
    assert {name for name, owner in owners(tx).items() if owner == "p3"} == set(ids)


def test_what_was_taken_is_not_taken_again(tx: Tx) -> None:
    """By a third process, while the lease of the second holds."""
    house.accepted(tx, "a", lease=AT - 1)
    assert turns.take(tx, owner="p2", now=AT, lease_until=AT + LEASE) == ["ta"]
    assert turns.take(tx, owner="p3", now=AT + 1, lease_until=AT + LEASE) == []


def test_a_renewed_lease_is_not_taken_and_others_are_not_renewed(tx: Tx) -> None:
    """A process renews what it has open, and nothing else."""
    house.accepted(tx, "a", owner="p1")
    house.accepted(tx, "b", owner="p2")
    turns.renew(tx, owner="p1", lease_until=AT + 9 * LEASE)
    assert turns.take(tx, owner="p3", now=AT + 2 * LEASE, lease_until=AT + 3 * LEASE) == ["tb"]


def test_a_turn_that_was_let_go_is_taken_at_once(tx: Tx) -> None:
    """Without waiting for its lease; a closed one stays closed."""
    made, closed = house.accepted(tx, "a"), house.drawn(tx, "b")
    for turn_id in (made.id, closed.id):
        turns.let_go(tx, turn_id=turn_id)
    assert turns.take(tx, owner="p2", now=AT, lease_until=AT + LEASE) == ["ta"]


def test_a_closed_turn_is_nobody_s(tx: Tx) -> None:
    """It cannot be taken by anybody at any time."""
    house.drawn(tx, "a")
    assert owners(tx) == {"ta": None}
    assert turns.take(tx, owner="p2", now=AT * 2, lease_until=AT * 3) == []


def test_what_can_still_be_stopped_in_a_thread(tx: Tx) -> None:
    """Accepted and drawing, in this thread, with who asked; what is being delivered cannot be."""
    house.accepted(tx, "a", actor="U1")
    house.planned(tx, "b", actor="U2")
    delivering = house.planned(tx, "c")
    turns.deliver(tx, turn_id=delivering.id, outcome=Outcome.ANSWERED, error=None)
    house.drawn(tx, "d")
    house.accepted(tx, "e", thread="h2", root="2.0")
    assert turns.open_in_thread(tx, channel="C1", root="1.0") == [("ta", "U1"), ("tb", "U2")]


def test_a_plan_is_written_once(tx: Tx) -> None:
    """A recovered turn goes by the plan that people were told."""
    made = house.planned(tx, "a")
    turns.plan(tx, turn_id=made.id, intent="edit", plan={"steps": 9}, estimate=1, quote=1)
    assert turns.plan_of(tx, turn_id=made.id) == '{"steps":1}'
    assert tx.value("SELECT quote_nano FROM turns", {}) == 80_000_000
    assert turns.plan_of(tx, turn_id=house.accepted(tx, "b").id) is None


def test_an_outcome_is_written_once(tx: Tx) -> None:
    """The first end is the end."""
    made = house.planned(tx, "a")
    turns.deliver(tx, turn_id=made.id, outcome=Outcome.STOPPED, error=None)
    turns.deliver(tx, turn_id=made.id, outcome=Outcome.DRAWN, error="late")
    row = tx.row("SELECT outcome, error FROM turns", {})
    assert row is not None
    assert tuple(row) == ("stopped", None)


ACTS = ["plan", "deliver", "close", "complete", "disown", "take", "renew", "let_go"]


def act(tx: Tx, name: str) -> None:
    """Something that happens to a turn, at whatever time."""
    match name:
        case "plan":
            turns.plan(tx, turn_id="ta", intent="draw", plan={}, estimate=1, quote=1)
        case "deliver":
            turns.deliver(tx, turn_id="ta", outcome=Outcome.FAILED, error="x")
        case "close":
            turns.close(tx, turn_id="ta", at=AT)
        case "complete":
            turns.complete(tx, team="T1", channel="C1", key="a.0", files=())
        case "disown":
            turns.disown(tx, owner="p9")
        case "take":
            turns.take(tx, owner="p2", now=AT * 2, lease_until=AT * 3)
        case "let_go":
            turns.let_go(tx, turn_id="ta")
        case "renew":
            turns.renew(tx, owner="p1", lease_until=AT)


@given(st.lists(st.sampled_from(ACTS), max_size=12))
def test_a_turn_goes_only_where_its_states_allow(acts: list[str]) -> None:
    """Whatever is done to it in whatever order; once closed it stays closed."""
    tx = house.in_memory()
    house.accepted(tx, "a")
    state = TurnState.ACCEPTED
    for name in acts:
        act(tx, name)
        now = turns.state(tx, turn_id="ta")
        assert now is state or now in NEXT[state]
        state = now
