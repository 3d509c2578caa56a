"""What Slack delivers is taken in once, and what Slack must hear is sent until it has arrived."""

import pytest

from db import findings, inbox, outbox, transients
from db.tx import Tx
from tests.db import house
from tests.db.house import AT


def receive(tx: Tx, event_id: str, at: int = AT) -> bool:
    """Slack delivers something."""
    return inbox.receive(tx, event_id=event_id, kind="Message", payload=f"<{event_id}>", payload_sha256="0", at=at)


def waiting(tx: Tx, before: int = AT) -> list[str]:
    """What nobody has dealt with."""
    return [row["payload"] for row in inbox.waiting(tx, before=before)]


def test_a_delivery_is_taken_in_once(tx: Tx) -> None:
    """However often Slack delivers it, also after it was dealt with."""
    assert receive(tx, "Ev1")
    assert not receive(tx, "Ev1")
    inbox.finish(tx, event_id="Ev1", verdict="turn")
    assert not receive(tx, "Ev1")
    assert waiting(tx) == []


def test_what_was_dealt_with_leaves_no_words_behind(tx: Tx) -> None:
    """The payload goes; that it came, and what it was, stays."""
    receive(tx, "Ev1")
    inbox.finish(tx, event_id="Ev1", verdict="ignore")
    row = tx.row("SELECT state, verdict, payload, payload_sha256 FROM inbox", {})
    assert row is not None
    assert tuple(row) == ("done", "ignore", None, "0")


def test_what_waits_is_dealt_with_in_the_order_it_came(tx: Tx) -> None:
    """And what has only just come is left to whoever took it in."""
    receive(tx, "Ev3", AT - 2)
    receive(tx, "Ev1", AT)
    receive(tx, "Ev2", AT - 2)
    receive(tx, "Ev0", AT + 1)
    assert waiting(tx) == ["<Ev2>", "<Ev3>", "<Ev1>"]
    assert waiting(tx, AT - 1) == ["<Ev2>", "<Ev3>"]


def put(tx: Tx, name: str, kind: str, turn: str = "ta") -> None:
    """Something Slack must hear."""
    outbox.put(tx, new_id=f"o{name}", turn_id=turn, kind=kind, body={"text": name}, at=AT)


def test_a_turn_tells_each_thing_once(tx: Tx) -> None:
    """The first body stands; recovery may come to the same end again."""
    house.accepted(tx, "a")
    put(tx, "1", "outcome")
    put(tx, "2", "outcome")
    put(tx, "3", "notice")
    assert [(row["id"], row["body"]) for row in outbox.of_turn(tx, turn_id="ta")] == [
        ("o1", '{"text":"1"}'),
        ("o3", '{"text":"3"}'),
    ]


@pytest.mark.parametrize("end", ["sent", "given_up"])
def test_a_message_ends_once(tx: Tx, end: str) -> None:
    """Arrived or given up: it is not sent again, and a late word changes nothing."""
    house.accepted(tx, "a")
    put(tx, "1", "outcome")
    if end == "sent":
        outbox.sent(tx, outbox_id="o1", slack_ts="5.0", at=AT)
    outbox.given_up(tx, outbox_id="o1", error="not_in_channel", at=AT + 1)
    outbox.sent(tx, outbox_id="o1", slack_ts="6.0", at=AT + 2)
    row = tx.row("SELECT state, slack_ts, ended_at FROM outbox", {})
    assert row is not None
    assert tuple(row) == (("sent", "5.0", AT) if end == "sent" else ("given_up", None, AT + 1))
    assert outbox.of_turn(tx, turn_id="ta") == []
    put(tx, "2", "outcome")
    assert outbox.of_turn(tx, turn_id="ta") == []


def test_a_message_that_failed_waits_with_what_was_done_of_it(tx: Tx) -> None:
    """Tries are counted; files already handed over are remembered."""
    house.accepted(tx, "a")
    put(tx, "1", "outcome")
    outbox.progress(tx, outbox_id="o1", progress={"files": {"v1": "F1"}})
    outbox.failed(tx, outbox_id="o1", error="slack_internal_error", next_at=AT + 1000)
    outbox.failed(tx, outbox_id="o1", error="slack_internal_error", next_at=AT + 2000)
    [row] = outbox.of_turn(tx, turn_id="ta")
    assert (row["tries"], row["progress"]) == (2, '{"files":{"v1":"F1"}}')


def test_transient_messages_are_known_until_they_are_gone(tx: Tx) -> None:
    """Written down once, oldest first, each turn's its own."""
    house.accepted(tx, "a")
    house.accepted(tx, "b")
    for turn_id, kind, ts, file_id in (
        ("ta", "preview", "3.0", "F1"),
        ("ta", "status", "2.0", None),
        ("ta", "status", "2.0", None),
        ("tb", "status", "4.0", None),
    ):
        transients.add(tx, turn_id=turn_id, kind=kind, channel="C1", ts=ts, file_id=file_id)
    assert [tuple(row) for row in transients.of_turn(tx, turn_id="ta")] == [
        ("status", "C1", "2.0", None),
        ("preview", "C1", "3.0", "F1"),
    ]
    transients.gone(tx, channel="C1", ts="2.0")
    transients.gone(tx, channel="C2", ts="3.0")
    assert [row["ts"] for row in transients.of_turn(tx, turn_id="ta")] == ["3.0"]


def test_the_newest_finding_counts(tx: Tx) -> None:
    """What was never found is None."""
    assert findings.recall(tx, name="background_mode") is None
    findings.remember(tx, name="background_mode", value="rejected", at=AT)
    findings.remember(tx, name="background_mode", value="accepted", at=AT + 1)
    assert findings.recall(tx, name="background_mode") == "accepted"
