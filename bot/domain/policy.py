"""What an operator has decided, as one value. The policy file fills it; every field here is documented beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.domain.budgets import Seed
from bot.domain.fallbacks import Fallback
from bot.domain.gates.route import Purpose
from bot.domain.money import NanoUsd
from bot.domain.options.image_options import ImageOptions


class Receipts(StrEnum):
    """Who sees what a turn cost."""

    CHANNEL = "channel"
    REQUESTER = "requester"
    OFF = "off"


DEFAULT_OPTIONS = ImageOptions(
    size="1024x1024",
    quality="medium",
    output_format="png",
    background="auto",
    moderation="auto",
    previews=2,
    count=1,
)


ASK_ABOVE = NanoUsd(250_000_000)


@dataclass(frozen=True, slots=True)
class Policy:
    """An operator's decisions, with the defaults that hold where nothing was decided."""

    admins: frozenset[str] = frozenset()
    allowed_teams: frozenset[str] = frozenset()
    guests_allowed: bool = False
    channels_only: frozenset[str] = frozenset()
    channels_never: frozenset[str] = frozenset()
    mention_only: bool = False
    defaults: ImageOptions = DEFAULT_OPTIONS
    mainline_model: str = "gpt-5.4"
    image_model: str = "gpt-image-2"
    reasoning_effort: str = "low"
    max_output_tokens: int = 1500
    background: bool = True
    store_responses: bool = True
    receipts: Receipts = Receipts.CHANNEL
    concurrency: int = 24
    retry_rate_limited: int = 2
    sockets: int = 2
    slack_pace: float = 1.0
    books_zone: str = "UTC"
    budgets: tuple[Seed, ...] = ()
    hold_days: int = 7
    ask_above_nano: NanoUsd = ASK_ABOVE
    alert_at: tuple[int, ...] = (80, 100)
    overruns: bool = True
    summary_channel: str = ""
    reviewers: frozenset[str] = frozenset()
    four_eyes: bool = True
    purposes: Mapping[str, Purpose] = field(default_factory=dict)
    fallbacks: Mapping[str, Fallback] = field(default_factory=dict)

    def purpose_of(self, channel: str) -> Purpose:
        """Return what a channel is for; where nothing is said, what may go wrong there is taken for the gravest."""
        return self.purposes.get(channel) or self.purposes.get("*") or Purpose.CUSTOMER

    def purpose_in(self, channel: str, *, direct: bool) -> Purpose:
        """Return what a conversation is for: a direct message is an experiment where nothing names its channel."""
        return self.purposes.get(channel, Purpose.EXPERIMENTS) if direct else self.purpose_of(channel)

    def audience(self, *, shared_channel: bool) -> Receipts:
        """Return who may see what a turn cost: where outsiders read, never more than the requester."""
        return Receipts.REQUESTER if shared_channel and self.receipts is Receipts.CHANNEL else self.receipts

    @property
    def everywhere(self) -> "Policy":
        """Return this policy without its bounds on channels: for what happens in none."""
        return replace(self, channels_only=frozenset(), channels_never=frozenset())

    def channel_allowed(self, channel: str) -> bool:
        """Whether the bot works in *channel*."""
        return channel not in self.channels_never and (not self.channels_only or channel in self.channels_only)
