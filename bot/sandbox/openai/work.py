"""One response in the making: the request, what has been made so far, and the numbering of its events.

    queued → in_progress → completed | failed | incomplete
                        ↘ cancelled

A status behind the arrows is final: nothing is added to such a response any more.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sandbox.openai.event import Event
from bot.sandbox.openai.event_log import EventLog
from bot.sandbox.openai.faults import FaultSet
from bot.sandbox.openai.input_picture import InputPicture
from bot.sandbox.openai.meter import Bill, Tally
from bot.sandbox.openai.responses_request import ResponsesRequest

FINAL: Final = frozenset({"completed", "failed", "incomplete", "cancelled"})


@dataclass(slots=True)
class Work:
    """A response and everything that belongs to it."""

    id: str
    request: ResponsesRequest
    bill: Bill
    created_at: float
    pictures: list[InputPicture] = field(default_factory=list)
    mask: InputPicture | None = None
    faults: FaultSet = field(default_factory=FaultSet)
    status: str = "in_progress"
    output: list[dict[str, Any]] = field(default_factory=list)
    error: dict[str, Any] | None = None
    incomplete_reason: str | None = None
    completed_at: float | None = None
    log: EventLog = field(default_factory=EventLog)
    task: asyncio.Task[None] | None = None
    next_sequence: int = 0

    @property
    def tally(self) -> Tally:
        return self.bill.tally

    @property
    def background(self) -> bool:
        return self.request.background is True

    @property
    def ended(self) -> bool:
        return self.status in FINAL

    def event(self, kind: str, **fields: Any) -> Event:
        """Return the next event."""
        sequence, self.next_sequence = self.next_sequence, self.next_sequence + 1
        return Event(sequence, kind, {"type": kind, **fields, "sequence_number": sequence})

    def place(self, item: dict[str, Any]) -> int:
        """Add an output item and return its index."""
        self.output.append(item)
        return len(self.output) - 1
