"""Ids and timestamps in Slack's shapes: unique, ascending, and made nowhere else."""

import itertools
import secrets
import time
import uuid


class Stamps:
    """One counter per workspace, so that an id is never given twice."""

    def __init__(self) -> None:
        self._count = itertools.count(1)
        self._last = 0

    def ts(self) -> str:
        """A message timestamp: `1700000000.000100`, later than every one before it."""
        self._last = max(time.time_ns() // 1000, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def seconds(self) -> int:
        """Unix time, as events and files carry it."""
        return int(time.time())

    def id(self, prefix: str) -> str:
        """An id such as `F0SBX00007`."""
        return f"{prefix}0SBX{next(self._count):05d}"

    def trigger(self) -> str:
        """A trigger id."""
        return f"{next(self._count)}.{self.seconds()}.{self.secret()}"

    def envelope(self) -> str:
        """An envelope id."""
        return str(uuid.uuid4())

    def secret(self) -> str:
        """What an address must contain to be guessed by nobody."""
        return secrets.token_hex(16)
