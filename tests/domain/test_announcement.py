"""How long it lately took: the middle half, once there is enough to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcement import lately


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([], None),
        ([40.0, 50.0], None),
        ([40.0, 40.0, 40.0], (40, 40)),
        ([30.0, 40.0, 50.0], (35, 45)),
        ([10.0, 35.0, 40.0, 45.0, 600.0], (35, 45)),
        ([0.01, 0.02, 0.03], (1, 1)),
    ],
)
def test_the_middle_half_of_recent_durations(seconds: list[float], said: tuple[int, int] | None) -> None:
    """One that took ten minutes frightens nobody; less than a second is said as one."""
    assert lately(seconds) == said


@given(st.lists(st.floats(0, 10_000), min_size=3, max_size=20))
def test_a_range_is_a_range_of_what_was_seen(seconds: list[float]) -> None:
    """In whatever order it was seen."""
    said = lately(seconds)
    assert said is not None
    low, high = said
    assert 1 <= low <= high
    assert high <= max(1, round(max(seconds)))
    assert lately(seconds[::-1]) == said
