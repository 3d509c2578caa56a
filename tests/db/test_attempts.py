"""Attempts: numbered in their step, opened once, ended once; and what is learnt from them."""

import pytest

from bot.domain.errors import Billed
from bot.domain.upstream import ToolCall, UpstreamError
from db import attempts
from db.tx import Row, Tx
from tests.db import house
from tests.db.house import AT


def row(tx: Tx, attempt_id: str) -> Row:
    """An attempt as it rests."""
    found = tx.row("SELECT * FROM attempts WHERE id = :id", {"id": attempt_id})
    assert found is not None
    return found


def test_another_try_of_a_step_has_the_next_number(tx: Tx) -> None:
    """Each step counts for itself."""
    made = house.planned(tx, "a")
    for name, step in (("1", 0), ("2", 0), ("3", 1), ("4", 0)):
        house.attempt(tx, made, name, step=step)
    numbers = tx.rows("SELECT step, number FROM attempts ORDER BY id", {})
    assert [tuple(found) for found in numbers] == [(0, 1), (0, 2), (1, 1), (0, 3)]


def test_an_attempt_is_opened_once_and_ended_once(tx: Tx) -> None:
    """The first end stands: a late word changes nothing."""
    attempt_id = house.reserved(tx, house.planned(tx, "a"), "a")
    attempts.opened(tx, attempt_id=attempt_id, at=AT + 1)
    attempts.opened(tx, attempt_id=attempt_id, at=AT + 9)
    house.ended(tx, attempt_id, "released", final_at=None)
    house.ended(tx, attempt_id, "settled")
    attempts.opened(tx, attempt_id=attempt_id, at=AT + 10)
    found = row(tx, attempt_id)
    assert (found["state"], found["opened_at"], found["final_at"]) == ("released", AT + 1, None)


def test_what_is_known_of_a_response_is_not_forgotten_for_a_silence(tx: Tx) -> None:
    """Request id, sequence and first preview stay where later events do not name them."""
    attempt_id = house.reserved(tx, house.planned(tx, "a"), "a")
    attempts.named(tx, attempt_id=attempt_id, response_id="resp_1", x_request_id="req_1", at=AT + 1)
    attempts.named(tx, attempt_id=attempt_id, response_id="resp_1", x_request_id=None, at=AT + 2)
    attempts.preview(tx, attempt_id=attempt_id, previews=1, sequence=4, at=AT + 3)
    attempts.preview(tx, attempt_id=attempt_id, previews=2, sequence=None, at=AT + 4)
    found = row(tx, attempt_id)
    kept = [found[name] for name in ("response_id", "x_request_id", "previews", "last_sequence", "first_preview_at")]
    assert kept == ["resp_1", "req_1", 2, 4, AT + 3]


def test_unfinished_attempts_are_those_without_an_end(tx: Tx) -> None:
    """In the order they were made; another turn's are not among them."""
    made, other = house.planned(tx, "a"), house.planned(tx, "b")
    house.settled(tx, made, "1")
    house.reserved(tx, made, "2", step=1)
    opened = house.reserved(tx, made, "3", step=1)
    attempts.opened(tx, attempt_id=opened, at=AT)
    released = house.reserved(tx, made, "4", step=2)
    house.ended(tx, released, "released")
    house.reserved(tx, other, "5")
    found = attempts.unfinished(tx, turn_id=made.id)
    assert [(attempt["id"], attempt["state"]) for attempt in found] == [("a2", "reserved"), ("a3", "opened")]
    assert [attempt["step"] for attempt in attempts.settled(tx, turn_id=made.id)] == [0]


def test_a_tool_call_is_recorded_once_with_what_stopped_it(tx: Tx) -> None:
    """Asked and echoed, and why there is no picture."""
    attempt_id = house.reserved(tx, house.planned(tx, "a"), "a")
    error = UpstreamError("moderation_blocked", "no", moderation_stage="input", moderation_categories=("violence",))
    refused = ToolCall("ig_1", "failed", size=None, quality="low", error=error)
    for call in (refused, house.call()):
        attempts.tool_call(
            tx, attempt_id=attempt_id, call=call, asked_size="1024x1024", asked_quality="medium", artifact=None
        )
    [found] = tx.rows("SELECT * FROM tool_calls", {})
    assert (found["asked_size"], found["echoed_size"], found["echoed_quality"]) == ("1024x1024", None, "low")
    assert (found["error"], found["moderation_stage"], found["moderation_categories"]) == (
        "moderation_blocked",
        "input",
        '["violence"]',
    )


@pytest.mark.parametrize(
    ("lane", "quality", "seconds"),
    [("sandbox", "medium", [40.0, 40.0]), ("sandbox", "high", []), ("official-responses", "medium", [])],
)
def test_durations_are_those_of_the_same_lane_and_quality(
    tx: Tx, lane: str, quality: str, seconds: list[float]
) -> None:
    """From opening to the final picture; what made none does not count."""
    for name in "ab":
        house.drawn(tx, name)
    attempt_id = house.reserved(tx, house.planned(tx, "c"), "c")
    house.ended(tx, attempt_id, final_at=None)
    assert attempts.recent_seconds(tx, lane=lane, quality=quality) == seconds


def test_recent_means_the_last_few(tx: Tx) -> None:
    """A slow day last month is forgotten."""
    for number in range(30):
        house.drawn(tx, f"{number:02d}"[-2:])
    assert 3 <= len(attempts.recent_seconds(tx, lane="sandbox", quality="medium")) <= 20


def test_a_failure_is_kept_as_facts_without_the_provider_s_words(tx: Tx) -> None:
    """Code, request id and moderation; whatever was given."""
    attempt_id = house.reserved(tx, house.planned(tx, "a"), "a")
    attempts.ended(
        tx,
        attempt_id=attempt_id,
        state="released",
        status="rate_limited",
        image_model=None,
        x_request_id=None,
        sequence=None,
        words=None,
        failure={"code": "rate_limited", "billed": Billed.NO.value},
        final_at=None,
        at=AT,
    )
    assert row(tx, attempt_id)["failure"] == '{"code":"rate_limited","billed":"no"}'
