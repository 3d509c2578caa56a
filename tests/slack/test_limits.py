"""What matters goes first: finals wait and go, previews give way before Slack has to say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers.slack.limits import PER_MINUTE, Bucket, Limits, Priority


def calls_within(bucket: Bucket, priority: Priority, seconds: float) -> int:
    """Return how many calls of *priority* go through in *seconds* if as many as possible are tried."""
    made, now = 0, 0.0
    while now < seconds:
        wait = bucket.wait(now, priority)
        if wait:
            now += max(wait, 1e-6)
            continue
        bucket.take()
        made += 1
    return made


@given(st.integers(1, 300), st.integers(1, 5))
def test_a_bucket_lets_no_more_through_than_a_full_bucket_and_its_refill(per_minute: int, minutes: int) -> None:
    made = calls_within(Bucket(per_minute), Priority.FINAL, 60.0 * minutes)
    assert per_minute <= made <= per_minute * (minutes + 1) + 1


@given(st.integers(1, 300), st.sampled_from(Priority))
def test_nobody_waits_for_more_than_a_bucket_holds(per_minute: int, priority: Priority) -> None:
    bucket = Bucket(per_minute)
    bucket.level = 0.0
    assert bucket.wait(0.0, priority) <= 60.0
    assert bucket.wait(61.0, priority) == 0.0


def test_previews_use_only_the_upper_half_so_that_finals_find_room() -> None:
    bucket = Bucket(100)
    while bucket.wait(0.0, Priority.PREVIEW) == 0:
        bucket.take()
    assert 45 <= bucket.level <= 52
    finals = 0
    while bucket.wait(0.0, Priority.FINAL) == 0:
        bucket.take()
        finals += 1
    assert finals >= 45


@pytest.mark.parametrize("priority", list(Priority))
def test_a_bucket_that_slack_shut_stays_shut_as_long_as_slack_asked(priority: Priority) -> None:
    bucket = Bucket(100)
    bucket.shut(now=10.0, seconds=30.0)
    assert bucket.wait(10.0, priority) == 30.0
    assert bucket.wait(39.0, priority) == 1.0
    assert bucket.wait(41.0, Priority.FINAL) == 0.0


def test_messages_share_a_bucket_for_the_workspace_and_one_for_each_channel() -> None:
    limits = Limits()
    for _ in range(60):
        for bucket in limits.of("chat.postMessage", "C1"):
            bucket.take()
    assert max(bucket.wait(0.0, Priority.FINAL) for bucket in limits.of("chat.postMessage", "C1")) > 0
    assert max(bucket.wait(0.0, Priority.FINAL) for bucket in limits.of("chat.postMessage", "C2")) == 0


def test_a_workspace_with_other_limits_has_another_pace() -> None:
    (bucket,) = Limits(pace=2.0).of("files.info", None)
    assert bucket.per_minute == 2 * PER_MINUTE["files.info"]
