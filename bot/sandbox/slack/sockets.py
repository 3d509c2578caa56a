"""Socket Mode: the open sockets, who gets which envelope, acks, redelivery and `disconnect`.

An envelope goes to one socket. Events without an ack come again after the set pauses, under the same event id;
clicks, submissions and commands never do. While no socket is open, envelopes wait for one.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

import orjson
from aiohttp import WSMsgType, web

from bot.sandbox.slack.background import Background
from bot.sandbox.slack.changes import Changes
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.faults import Faults
from bot.sandbox.slack.person import APP
from bot.sandbox.slack.settings import Settings
from bot.sandbox.slack.stamps import Stamps
from bot.sandbox.slack.wire import Json

PING_INTERVAL = 10.0
CLOSE_TIMEOUT = 1.0
DisconnectReason = Literal["warning", "refresh_requested", "too_many_websockets", "link_disabled"]


@dataclass(slots=True, eq=False)
class Socket:
    """An open connection. A leaving one is told nothing new."""

    ws: web.WebSocketResponse
    transport: asyncio.Transport | None
    leaving: bool = False
    unacked: dict[str, Envelope] = field(default_factory=dict)

    async def tell(self, frame: Json) -> None:
        """Send a frame; a socket that is gone has been noticed by its reader."""
        if not self.ws.closed:
            await self.ws.send_str(orjson.dumps(frame).decode())


class Sockets:
    """The Socket Mode side of the app."""

    def __init__(
        self, settings: Settings, faults: Faults, changes: Changes, background: Background, stamps: Stamps
    ) -> None:
        self._settings, self._faults, self._changes = settings, faults, changes
        self._background, self._stamps = background, stamps
        self._turn = 0
        self._tickets: set[str] = set()
        self._waiting: deque[Envelope] = deque()
        self.open: list[Socket] = []
        self.log: list[Envelope] = []

    @property
    def listening(self) -> list[Socket]:
        """The sockets that new envelopes may go to."""
        return [socket for socket in self.open if not socket.leaving]

    def ticket(self) -> str:
        """What a socket address must carry."""
        ticket = self._stamps.secret()
        self._tickets.add(ticket)
        return ticket

    def send(self, envelope: Envelope) -> Envelope:
        """Start telling the bot; returns at once."""
        self.log.append(envelope)
        self._dispatch(envelope)
        return envelope

    def disconnect(self, reason: DisconnectReason = "refresh_requested", *, socket: Socket | None = None) -> None:
        """Ask one socket, or all, to go; each is closed after `disconnect_grace`."""
        for leaver in [socket] if socket else self.listening:
            leaver.leaving = True
            self._background.spawn(self._dismiss(leaver, reason))

    def drop(self) -> None:
        """Cut every socket without a word."""
        for socket in self.open:
            if socket.transport is not None:
                socket.transport.abort()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket connection, from hello to its end."""
        if request.query.get("ticket") not in self._tickets:
            raise web.HTTPNotFound
        socket = Socket(web.WebSocketResponse(heartbeat=PING_INTERVAL, timeout=CLOSE_TIMEOUT), request.transport)
        await socket.ws.prepare(request)
        if len(self.open) >= self._settings.max_sockets:
            await socket.tell(disconnect_frame("too_many_websockets"))
            await socket.ws.close()
            return socket.ws
        await self._welcome(socket)
        try:
            await self._listen(socket)
        finally:
            self._leave(socket)
        return socket.ws

    async def _welcome(self, socket: Socket) -> None:
        await socket.tell(hello_frame(len(self.open) + 1))
        self.open.append(socket)
        self._changes.ring()
        waiting, self._waiting = self._waiting, deque()
        for envelope in waiting:
            self._dispatch(envelope)

    async def _listen(self, socket: Socket) -> None:
        async for frame in socket.ws:
            if frame.type == WSMsgType.TEXT:
                self._ack(socket, orjson.loads(frame.data))

    def _leave(self, socket: Socket) -> None:
        self.open.remove(socket)
        for envelope_id, envelope in list(socket.unacked.items()):
            del socket.unacked[envelope_id]
            self._missed(envelope, "connection_failed")
        self._changes.ring()

    def _dispatch(self, envelope: Envelope) -> None:
        listening = self.listening
        if not listening:
            self._park(envelope)
            return
        self._turn += 1
        socket = listening[self._turn % len(listening)]
        envelope_id = self._stamps.envelope()
        envelope.ids.append(envelope_id)
        envelope.state = "sent"
        socket.unacked[envelope_id] = envelope
        self._background.spawn(socket.tell(envelope.wire(envelope_id)))
        self._background.later(self._settings.ack_timeout, lambda: self._overdue(socket, envelope_id))

    def _park(self, envelope: Envelope) -> None:
        envelope.state = "waiting"
        self._waiting.append(envelope)
        if envelope.type != "events_api":
            self._background.later(self._settings.ack_timeout, lambda: self._give_up(envelope))

    def _give_up(self, envelope: Envelope) -> None:
        if envelope in self._waiting:
            self._waiting.remove(envelope)
            self._missed(envelope, "no_socket")

    def _overdue(self, socket: Socket, envelope_id: str) -> None:
        envelope = socket.unacked.pop(envelope_id, None)
        if envelope is not None:
            self._missed(envelope, "timeout")

    def _missed(self, envelope: Envelope, reason: str) -> None:
        envelope.reason = reason
        if envelope.type == "events_api" and envelope.attempt < len(self._settings.retry_delays):
            pause = self._settings.retry_delays[envelope.attempt]
            envelope.attempt += 1
            self._background.later(pause, lambda: self._dispatch(envelope))
        else:
            envelope.settle("failed")
        self._changes.ring()

    def _ack(self, socket: Socket, frame: Json) -> None:
        envelope = socket.unacked.get(str(frame.get("envelope_id")))
        if envelope is None or self._faults.take("envelope", orjson.dumps(envelope.payload).decode()):
            return
        del socket.unacked[frame["envelope_id"]]
        envelope.settle("acked", frame.get("payload"))
        self._changes.ring()

    async def _dismiss(self, socket: Socket, reason: DisconnectReason) -> None:
        await socket.tell(disconnect_frame(reason))
        self._background.later(self._settings.disconnect_grace, lambda: self._background.spawn(self._close(socket)))

    async def _close(self, socket: Socket) -> None:
        await socket.ws.close()


def hello_frame(connections: int) -> Json:
    """The first thing a socket hears."""
    debug = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": debug,
        "connection_info": {"app_id": APP},
    }


def disconnect_frame(reason: DisconnectReason) -> Json:
    """The request to go."""
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
