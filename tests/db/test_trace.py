"""A trace: everything known of a turn, found by any of its ids or by any of its messages."""

import orjson
import pytest

from db import artifacts, trace
from db.tx import Tx
from tests.db import house


@pytest.fixture
def told(tx: Tx) -> Tx:
    """Two turns of a thread, the second a change of the first, and a turn elsewhere."""
    house.drawn(tx, "a")
    house.drawn(tx, "b", parent="a")
    house.drawn(tx, "c", thread="h2", root="2.0")
    artifacts.delivered(tx, version_id="vb", file_id="F9", ts="7.0")
    return tx


@pytest.mark.parametrize(
    ("kind", "key", "found"),
    [
        ("turn", "ta", ["ta"]),
        ("thread", "h1", ["ta", "tb"]),
        ("attempt", "ab", ["tb"]),
        ("version", "vb", ["tb"]),
        ("ledger entry", "eabset", ["tb"]),
        ("outbox message", "ota", ["ta"]),
        ("turn", "t9", []),
        ("version", "v9", []),
    ],
)
def test_any_id_leads_to_its_turns(told: Tx, kind: str, key: str, found: list[str]) -> None:
    """Whatever a person pastes."""
    assert trace.turns_of(told, kind=kind, key=key) == found


@pytest.mark.parametrize(
    ("channel", "ts", "found"),
    [
        ("C1", "a.0", ["ta"]),  # the message that asked
        ("C1", "9b.0", ["tb"]),  # the message that answered
        ("C1", "7.0", ["tb"]),  # the picture
        ("C1", "1.0", ["ta", "tb"]),  # the thread's first message
        ("C9", "a.0", []),
        ("C1", "8.0", []),
    ],
)
def test_any_message_leads_to_its_turns(told: Tx, channel: str, ts: str, found: list[str]) -> None:
    """From a permalink."""
    assert trace.turns_at(told, channel=channel, ts=ts) == found


def test_a_trace_says_everything_and_can_be_written_as_json(told: Tx) -> None:
    """Attempts with their parameters, entries with their parts, what Slack heard."""
    found = trace.turn(told, turn_id="tb")
    assert found is not None
    assert orjson.loads(orjson.dumps(found)) == found
    assert found["turn"]["plan"] == {"steps": 1}
    assert [attempt["parameters"]["model"] for attempt in found["attempts"]] == ["gpt-5.4"]
    assert [(entry["kind"], len(entry["parts"])) for entry in found["ledger"]] == [
        ("reservation", 1),
        ("settlement", 1),
    ]
    assert [(version["label"], version["slack_ts"]) for version in found["versions"]] == [("v2", "7.0")]
    assert [(call["revised_prompt"], call["asked_size"]) for call in found["tool_calls"]] == [
        ("a red fox", "1024x1024")
    ]
    assert [message["state"] for message in found["outbox"]] == ["sent"]
    assert trace.turn(told, turn_id="t9") is None


def test_the_ancestry_of_a_version_reaches_back_to_the_first(tx: Tx) -> None:
    """Parents before grandparents, and no other branch."""
    house.drawn(tx, "a")
    house.drawn(tx, "b", parent="a")
    house.drawn(tx, "c", parent="b")
    house.drawn(tx, "d", parent="a")
    found = trace.turn(tx, turn_id="tc")
    assert found is not None
    steps = [(row["child"], row["parent_version"], row["parent_number"], row["depth"]) for row in found["lineage"]]
    assert steps == [("vc", "vb", 2, 1), ("vb", "va", 1, 2)]
