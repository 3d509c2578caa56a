"""What following an attempt came to: pictures on disk, what was said, and how it ended. No decisions here."""

from dataclasses import dataclass, field

from bot.domain.errors import PersonError, ProviderError
from bot.domain.refusing.asks import Choice
from bot.domain.upstream import Ended, PictureFile, ToolCall
from bot.ports import Looked


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished picture that rests in the store under its name."""

    call: ToolCall
    file: PictureFile
    looked: Looked


@dataclass(slots=True)
class Followed:
    """Filled while the stream is read; read when it is over. `earlier` counts pictures an earlier process kept.

    `declined` is why nothing was sent at all, `choice` what the mainline chose instead of drawing.
    """

    request_id: str | None = None
    response_id: str | None = None
    sequence: int | None = None
    kept: dict[str, Kept] = field(default_factory=dict)
    lost: dict[str, tuple[ToolCall, str]] = field(default_factory=dict)
    previews: int = 0
    previews_certain: bool = True
    ended: Ended | None = None
    error: ProviderError | None = None
    stopped: bool = False
    final_at: int | None = None
    earlier: int = 0
    declined: PersonError | None = None
    choice: Choice | None = None

    @property
    def made(self) -> int:
        """How many pictures there are to show for it."""
        return len(self.kept) + self.earlier

    @property
    def attempted(self) -> bool:
        """Whether the image model was, or may have been, put to work: only a full, uneventful answer says no."""
        worked = bool(self.kept or self.lost or self.previews)
        uneventful = self.ended is not None and self.error is None and self.ended.status == "completed"
        return worked or not uneventful

    @property
    def calls(self) -> list[tuple[ToolCall, Kept | None]]:
        """Every tool call that was seen, with its picture where there is one."""
        good = [(kept.call, kept) for kept in self.kept.values()]
        return [*good, *((call, None) for call_id, (call, _) in self.lost.items() if call_id not in self.kept)]
