"""What a turn's last message tells, as facts: the outbox keeps these, the renderer finds the words."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.budgets import Holder
from bot.domain.receipt import Receipt
from bot.domain.reviews.told import ReviewReply


class Audience(StrEnum):
    """Who reads the receipt."""

    CHANNEL = "channel"
    REQUESTER = "requester"
    NOBODY = "nobody"


class Kind(StrEnum):
    """What kind of end it was."""

    PICTURE = "picture"
    WORDS = "words"
    NOT_DRAWN = "not_drawn"
    STOPPED = "stopped"
    ASKING = "asking"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Shown:
    """One version as people see it. `asked` names what was asked where the echo differs, in words."""

    version_id: str
    label: str
    sha256: str
    media_type: str
    width: int
    height: int
    quality: str
    image_model: str
    alt_text: str
    from_label: str | None
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The whole message. `seconds` from accepting to the final picture; `mention` names who waited long.

    `lane_name` is the fallback that was picked, `lane_notes` are printed on all it makes; None is the first party.
    `approval` is what waits for a click; `may_ask_admin` says that a budget stood in the way which an admin may lift;
    `holders` have reserved the rest of it.
    """

    kind: Kind
    turn: str
    actor: str
    receipt: Receipt | None
    audience: Audience
    shown: tuple[Shown, ...] = ()
    preview_count: int = 0
    sentence: str = ""
    next_step: str = ""
    seconds: int = 0
    mention: bool = False
    can_retry: bool = False
    secrets: tuple[str, ...] = ()
    lane_name: str | None = None
    lane_notes: tuple[str, ...] = ()
    approval: str | None = None
    may_ask_admin: bool = False
    holders: tuple[Holder, ...] = ()
    review: ReviewReply | None = None
