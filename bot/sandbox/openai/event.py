"""One server-sent event, and how it looks on the wire."""

from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class Event:
    """A numbered event. `data` already holds its type and number; nobody changes it afterwards."""

    sequence: int
    type: str
    data: dict[str, Any]

    def wire(self, line_end: bytes = b"\n") -> bytes:
        """Return the event as it is sent."""
        return b"".join(
            (b"event: ", self.type.encode(), line_end, b"data: ", orjson.dumps(self.data), line_end, line_end)
        )
