"""The moment a fault waits for: the so-many-eth event of a type."""

from typing import Final

from bot.sandbox.openai.event import Event
from bot.sandbox.openai.fault import Fault

UNLESS_TOLD: Final = "response.in_progress"


class Mark:
    """Counts events until the fault's own comes; without a fault it never does."""

    def __init__(self, fault: Fault | None) -> None:
        self._type = (fault.after or UNLESS_TOLD) if fault else None
        self._left = fault.nth if fault else 0

    def reached(self, event: Event) -> bool:
        """Count *event*; true exactly once, for the one waited for."""
        if event.type != self._type:
            return False
        self._left -= 1
        return self._left == 0
