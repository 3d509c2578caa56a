"""A turn: one message, click or command accepted as work, and the states it passes through.

    accepted ─ plan ─▶ drawing ─ money settled, pictures kept ─▶ delivering ─ Slack has it ─▶ closed
        └──────────── no call needed, or refused ──────────────────▲

A turn is unique by (team, channel, key). Every accepted turn ends closed, with an outcome a person can see.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.message import FileRef, Place


class TurnState(StrEnum):
    """Where a turn stands; open states are taken up again after a crash."""

    ACCEPTED = "accepted"
    DRAWING = "drawing"
    DELIVERING = "delivering"
    CLOSED = "closed"


OPEN = frozenset({TurnState.ACCEPTED, TurnState.DRAWING, TurnState.DELIVERING})
NEXT: dict[TurnState, frozenset[TurnState]] = {
    TurnState.ACCEPTED: frozenset({TurnState.DRAWING, TurnState.DELIVERING, TurnState.CLOSED}),
    TurnState.DRAWING: frozenset({TurnState.DELIVERING, TurnState.CLOSED}),
    TurnState.DELIVERING: frozenset({TurnState.CLOSED}),
    TurnState.CLOSED: frozenset(),
}


class Outcome(StrEnum):
    """How a turn ended."""

    DRAWN = "drawn"
    ANSWERED = "answered"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    FAILED = "failed"
    STOPPED = "stopped"


class Origin(StrEnum):
    """What kind of act a turn came from."""

    MESSAGE = "message"
    EDIT_FORM = "edit"
    VARIATIONS = "variations"
    OFFER = "offer"
    AGAIN = "again"
    COMMAND = "command"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Turn:
    """One accepted piece of work. `root` is the ts of its Slack thread; `base_version` what a button chose."""

    id: str
    thread_id: str
    team: str
    channel: str
    place: Place
    root: str
    key: str
    actor: str
    origin: Origin
    text: str
    files: tuple[FileRef, ...]
    complete: bool
    accepted_at_ms: int
    shared: bool = False
    base_version: str | None = None
    secrets: tuple[str, ...] = ()

    @property
    def direct(self) -> bool:
        """Whether this is a conversation with the bot alone."""
        return self.place is Place.DIRECT
