"""One report of what was used: its figures come from one moment of the books, and its rows add up to its total."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.budgets import Scope, ScopeKind, Standing
from bot.domain.ledger import Basis
from bot.domain.money import NanoUsd
from bot.domain.periods import Span

UNATTRIBUTED = "(unattributed)"
OTHERS = "(others)"


class By(StrEnum):
    """What rows are made by."""

    USER = "user"
    CHANNEL = "channel"
    MODEL = "model"
    LANE = "lane"
    QUALITY = "quality"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a report is confined to; None is no bound. Corrections of a whole day belong to nobody: any bound but the team
    leaves them out.
    """

    team: str | None = None
    actor: str | None = None
    channel: str | None = None
    lane: str | None = None
    model: str | None = None
    quality: str | None = None

    @property
    def whole_team(self) -> bool:
        """Whether nothing but the team is chosen."""
        return not any((self.actor, self.channel, self.lane, self.model, self.quality))

    @property
    def scope(self) -> Scope | None:
        """The one scope of budgets that this is; None where it is narrower."""
        match self:
            case Filters(lane=None, model=None, quality=None, channel=None, actor=None):
                return Scope(ScopeKind.WORKSPACE)
            case Filters(lane=None, model=None, quality=None, channel=None, actor=str(actor)):
                return Scope(ScopeKind.PERSON, actor)
            case Filters(lane=None, model=None, quality=None, channel=str(channel), actor=None):
                return Scope(ScopeKind.CHANNEL, channel)
        return None


@dataclass(frozen=True, slots=True)
class UsageRow:
    """What one user, channel, model, lane, quality or day came to."""

    key: str
    turns: int
    images: int
    nano: NanoUsd


@dataclass(frozen=True, slots=True)
class ViaRow:
    """What one fallback's pictures came to: as its provider states, and at the ceiling where that is unknown."""

    name: str
    nano: NanoUsd
    held: NanoUsd


@dataclass(frozen=True, slots=True)
class Totals:
    """A stretch of days summed up. `by_basis` adds up to `nano`; `unknown_parts` have no amount and are not in it."""

    turns: int
    images: int
    attempts: int
    nano: NanoUsd
    by_basis: dict[Basis, NanoUsd]
    unknown_parts: int
    waste: NanoUsd
    previews: NanoUsd
    unattributed: NanoUsd

    @property
    def held(self) -> NanoUsd:
        """What stands at its ceiling because the bill is unknown."""
        return self.by_basis[Basis.CEILING]

    @property
    def per_image(self) -> NanoUsd | None:
        """What one image came to, all that was spent around it included; None without images."""
        return NanoUsd((2 * self.nano + self.images) // (2 * self.images)) if self.images else None


@dataclass(frozen=True, slots=True)
class Usage:
    """The whole report. `before` is the total of the same stretch before; `forecast` is None where it is too early.

    `via` names what of it came from fallbacks.
    """

    span: Span
    zone: str
    by: By
    filters: Filters
    totals: Totals
    rows: tuple[UsageRow, ...]
    open_reservations: NanoUsd
    before: NanoUsd
    before_span: Span
    forecast: NanoUsd | None = None
    budgets: tuple[Standing, ...] = field(default=())
    via: tuple[ViaRow, ...] = field(default=())

    @property
    def trend_percent(self) -> int | None:
        """How much more, or less, than the same stretch before, in whole percent; None where nothing was spent then."""
        if self.before <= 0:
            return None
        return round_half_up(100 * (self.totals.nano - self.before), self.before)


def round_half_up(number: int, by: int) -> int:
    """Return *number* divided by the positive *by*, rounded to the nearest whole, halves up."""
    return (2 * number + by) // (2 * by)


def top(rows: Sequence[UsageRow], count: int | None) -> tuple[UsageRow, ...]:
    """Return the *count* first rows, what was corrected as its own, and the rest as one: the sums stay what they were."""
    attributed = [row for row in rows if row.key != UNATTRIBUTED]
    corrections = [row for row in rows if row.key == UNATTRIBUTED]
    if count is None or len(attributed) <= count:
        return (*attributed, *corrections)
    rest = attributed[count:]
    others = UsageRow(
        OTHERS, sum(r.turns for r in rest), sum(r.images for r in rest), NanoUsd(sum(r.nano for r in rest))
    )
    return (*attributed[:count], others, *corrections)
