"""Slack's rate limits: how many calls of a method fit in a minute, and how many posts in a channel in a second.

Tiers as published (docs.slack.dev/apis/web-api/rate-limits): T1 1, T2 20, T3 50, T4 100 per minute and method;
chat.postMessage is one per second and channel with short bursts, and a few hundred a minute in a workspace.
"""

from collections import defaultdict, deque
from math import ceil

TIER_1, TIER_2, TIER_3, TIER_4 = 1, 20, 50, 100
POSTS = 300
NO_LIMIT = 1_000_000
BURST = 5


class Limits:
    """When which window was used. Windows slide."""

    def __init__(self) -> None:
        self._used: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, method: str, per_minute: int, now: float, minute: float) -> int:
        """Seconds until *method* may be called again; 0 counts the call."""
        return self._wait(method, per_minute, minute, now)

    def wait_for_channel(self, channel: str, now: float, minute: float) -> int:
        """The same for posting in one channel: `BURST` posts in as many seconds."""
        return self._wait(f"post in {channel}", BURST, BURST * minute / 60, now)

    def _wait(self, window: str, room: int, length: float, now: float) -> int:
        used = self._used[window]
        while used and used[0] <= now - length:
            used.popleft()
        if len(used) < room:
            used.append(now)
            return 0
        return max(1, ceil(used[0] + length - now))
