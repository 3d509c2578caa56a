"""How events travel: server-sent events on a socket, and the faults of the journey.

A cut closes the connection without the body's proper end; what was written before is still delivered.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Final

from aiohttp import web

from bot.sandbox.openai.event import Event
from bot.sandbox.openai.event_mark import Mark
from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.fault_answers import hang_up
from bot.sandbox.openai.faults import FaultSet

HEADERS: Final = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store"}
LINE_ENDS: Final = {"cr": b"\r", "crlf": b"\r\n"}
TINY: Final = 7


async def deliver(request: web.Request, events: AsyncIterator[Event], faults: FaultSet) -> web.StreamResponse:
    """Send *events* until they end, or until a fault does."""
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    wire = _Wire(response, faults)
    cut, early = Mark(_at_event(faults)), Mark(faults.get("early_end"))
    async for event in events:
        whole = await wire.send(event)
        if not whole or cut.reached(event):
            hang_up(request)
            break
        if early.reached(event):
            break
    return response


def _at_event(faults: FaultSet) -> Fault | None:
    fault = faults.get("cut")
    return fault if fault and fault.after_bytes is None else None


class _Wire:
    """Writes events in the shape and amount that the faults allow."""

    def __init__(self, response: web.StreamResponse, faults: FaultSet) -> None:
        lines, tiny, cut = faults.get("cr_lines"), faults.get("tiny_chunks"), faults.get("cut")
        self._response = response
        self._line_end = LINE_ENDS[lines.ends] if lines else b"\n"
        self._piece = (tiny.size_bytes or TINY) if tiny else None
        self._left = cut.after_bytes if cut else None

    async def send(self, event: Event) -> bool:
        """Write *event*; false where it had to be cut off."""
        data = event.wire(self._line_end)
        allowed = data if self._left is None else data[: self._left]
        for piece in self._pieces(allowed):
            await self._response.write(piece)
        if self._left is not None:
            self._left -= len(allowed)
        return len(allowed) == len(data)

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        step = self._piece or max(1, len(data))
        return (data[start : start + step] for start in range(0, len(data), step))
