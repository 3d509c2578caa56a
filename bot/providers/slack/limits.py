"""Slack's published rate limits as buckets, so that what matters goes first and previews give way before Slack says so.

Per method, workspace and app; `chat.postMessage` also about one a second and channel.
Source: Slack's rate-limit tiers and their table in the Java SDK.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final


class Priority(IntEnum):
    """What a call is for. Finals always go; previews only where there is plenty of room."""

    FINAL = 0
    NOTICE = 1
    TIDY = 2
    PREVIEW = 3


PER_MINUTE: Final = {
    "chat.update": 50,
    "chat.delete": 50,
    "chat.postMessage": 240,
    "chat.postEphemeral": 100,
    "conversations.replies": 50,
    "conversations.history": 50,
    "files.getUploadURLExternal": 100,
    "files.completeUploadExternal": 100,
    "files.info": 100,
    "files.delete": 50,
    "reactions.add": 50,
    "users.info": 100,
    "views.open": 100,
    "views.publish": 100,
    "agents.sessions.setStatus": 50,
    "assistant.threads.setStatus": 60,
}
OTHER_PER_MINUTE: Final = 50
CHANNEL_PER_MINUTE: Final = 60
MUST_BE_FULL: Final = {Priority.FINAL: 0.0, Priority.NOTICE: 0.0, Priority.TIDY: 0.1, Priority.PREVIEW: 0.5}


@dataclass(slots=True)
class Bucket:
    """Room for calls: refills steadily, and stays shut as long as Slack asked for."""

    per_minute: int
    level: float = field(init=False)
    filled_at: float = 0.0
    shut_until: float = 0.0

    def __post_init__(self) -> None:
        self.level = float(self.per_minute)

    def fill(self, now: float) -> None:
        """Add what has come since the last look."""
        gained = (now - self.filled_at) * self.per_minute / 60
        self.level = min(float(self.per_minute), self.level + max(0.0, gained))
        self.filled_at = now

    def wait(self, now: float, priority: Priority) -> float:
        """Return how many seconds a call of *priority* has to wait; 0 where it may go now."""
        self.fill(now)
        if now < self.shut_until:
            return self.shut_until - now
        needed = min(float(self.per_minute), 1 + MUST_BE_FULL[priority] * self.per_minute)
        return 0.0 if self.level >= needed else (needed - self.level) * 60 / self.per_minute

    def take(self) -> None:
        """Use room for one call."""
        self.level -= 1

    def shut(self, now: float, seconds: float) -> None:
        """Stay shut for *seconds*: Slack said 429."""
        self.shut_until = max(self.shut_until, now + seconds)
        self.level = min(self.level, 1.0)


class Limits:
    """All buckets of a workspace. *pace* 1 is what Slack publishes; a workspace with other limits has another."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def of(self, method: str, channel: str | None) -> list[Bucket]:
        """Return the buckets a call falls under."""
        keys = [(method, "", PER_MINUTE.get(method, OTHER_PER_MINUTE))]
        if method == "chat.postMessage" and channel:
            keys.append((method, channel, CHANNEL_PER_MINUTE))
        return [self._buckets.setdefault((m, c), Bucket(max(1, round(rate * self._pace)))) for m, c, rate in keys]
