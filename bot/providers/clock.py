"""The wall clock and the maker of ids: where time and chance enter."""

import secrets
import threading
import time

from bot.domain import ids


def now_ms() -> int:
    """Return UTC milliseconds."""
    return int(time.time() * 1000)


class IdMaker:
    """Makes ids that sort by age, also within one millisecond and when the clock jumps back."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self, kind: str) -> str:
        """Return a new id of *kind* (one letter)."""
        with self._lock:
            self._last = max(now_ms() - ids.EPOCH_MS, self._last + 1)
            return ids.make(kind, self._last, secrets.randbelow(32))
