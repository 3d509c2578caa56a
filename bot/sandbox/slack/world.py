"""What every part of the sandbox is handed: the workspace, its settings, its faults, its wires and its log."""

import time
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.slack.background import Background
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.faults import Faults
from bot.sandbox.slack.limits import Limits
from bot.sandbox.slack.settings import Settings
from bot.sandbox.slack.sockets import Sockets
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.workspace import Workspace

CALLS_KEPT = 10_000


@dataclass(slots=True, eq=False)
class Call:
    """A Web API call as it arrived, and how it ended: `ok`, an error code, `http 429`, `cut`."""

    method: str
    arguments: Json
    time: float
    outcome: str = "open"
    answer: Json | None = None


@dataclass(slots=True)
class ResponseUrl:
    """A response_url: whom it serves, where, about which message, and how often it has been used."""

    user: str
    channel: str
    thread_ts: str | None
    message_ts: str | None
    uses: int = 0


@dataclass(slots=True)
class Trigger:
    """A trigger id: whose, until when, and whether it has opened a view."""

    user: str
    expires: float
    view: str | None = None
    used: bool = False


@dataclass(slots=True, eq=False)
class World:
    """One sandbox. Made by `SlackSandbox`, passed to every handler.

    `manifest` is the app's own; `upstream` the address of the other sandbox's controls. Only the page needs them.
    """

    settings: Settings
    bot_token: str
    app_token: str
    workspace: Workspace = field(default_factory=Workspace)
    faults: Faults = field(default_factory=Faults)
    background: Background = field(default_factory=Background)
    limits: Limits = field(default_factory=Limits)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=CALLS_KEPT))
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    uploads: dict[str, "Upload"] = field(default_factory=dict)
    manifest: Json = field(default_factory=dict)
    upstream: str = ""
    sockets: Sockets = field(init=False)
    stopping: bool = False

    def __post_init__(self) -> None:
        self.sockets = Sockets(
            self.settings, self.faults, self.workspace.changes, self.background, self.workspace.stamps
        )

    def clock(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def tell(self, envelope: Envelope) -> Envelope:
        """Hand an envelope to Socket Mode."""
        return self.sockets.send(envelope)


@dataclass(slots=True)
class Upload:
    """An upload address: which file it fills, and how many bytes were announced."""

    file: str
    length: int
    filled: bool = False
