"""One thing that the workspace has to tell the bot, over as many deliveries as it takes.

    waiting ──socket──▶ sent ──ack──▶ acked
       ▲                 │ no ack in time, or its socket closed
       └──event, retries left──┘──none left, or no event──▶ failed

A redelivery is a new envelope id around the same payload: only the event id tells the bot that it has been told.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.slack.wire import Json

Type = Literal["events_api", "interactive", "slash_commands"]
State = Literal["waiting", "sent", "acked", "failed"]


@dataclass(slots=True, eq=False)
class Envelope:
    """A payload on its way. `answer` is what the ack carried."""

    type: Type
    payload: Json
    state: State = "waiting"
    ids: list[str] = field(default_factory=list)
    attempt: int = 0
    reason: str = ""
    answer: Json | None = None
    time: float = field(default_factory=time.time)
    _settled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acked(self) -> bool:
        """Whether the bot has acknowledged it."""
        return self.state == "acked"

    @property
    def event_id(self) -> str | None:
        """The event's id, which survives redelivery."""
        return self.payload.get("event_id")

    def settle(self, state: Literal["acked", "failed"], answer: Json | None = None) -> None:
        """Close it."""
        self.state, self.answer = state, answer
        self._settled.set()

    async def settled(self) -> None:
        """Return once it is acked or failed."""
        await self._settled.wait()

    def wire(self, envelope_id: str) -> Json:
        """The frame of one delivery."""
        frame: Json = {
            "envelope_id": envelope_id,
            "type": self.type,
            "payload": self.payload,
            "accepts_response_payload": self.type != "events_api",
        }
        if self.type == "events_api":
            frame |= {"retry_attempt": self.attempt, "retry_reason": self.reason}
        return frame
