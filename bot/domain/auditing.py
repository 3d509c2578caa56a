"""Auditing what is reported: do the image tokens of a call equal the published formula, with or without its previews?

Either way is fine, and which one it was is kept: whether reported usage contains the 100 tokens of each preview is not
published. An audit changes no amount. Where an echo, a count or the formula is missing, nothing is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain import image_tokens
from bot.domain.upstream import Ended, ToolCall


@dataclass(frozen=True, slots=True)
class Audit:
    """Tokens by formula (with the previews where `previews_counted`) and as reported.

    `previews_counted` is None without previews, or where the figures lie between the two.
    """

    formula_tokens: int
    metered_tokens: int
    previews_counted: bool | None

    @property
    def difference(self) -> int:
        """How much more was reported."""
        return self.metered_tokens - self.formula_tokens


@dataclass(frozen=True, slots=True)
class Audited:
    """All audits together: `agreements` by whether previews were counted (1, 0, None), and the latest that differ."""

    agreements: Mapping[int | None, int] = field(default_factory=dict)
    differed: int = 0
    latest: tuple[str, ...] = ()

    @property
    def agreed(self) -> int:
        """How many calls were what the formula says."""
        return sum(self.agreements.values())


NONE_AUDITED = Audited()


def audit(ended: Ended | None, image_model: str, calls: Sequence[ToolCall], previews: int | None) -> Audit | None:
    """Return the audit of one upstream call; None where it cannot be held against the formula.

    *previews* is None where they may not all have been seen.
    """
    usage = ended.image if ended else None
    model = (ended.image_model if ended else None) or image_model
    if usage is None or not usage.output or previews is None or not image_tokens.covers(model):
        return None
    pictures = _pictures(calls)
    if pictures is None:
        return None
    return _nearest(pictures, image_tokens.PREVIEW_TOKENS * previews, max(0, usage.output - (usage.text_out or 0)))


def _pictures(calls: Sequence[ToolCall]) -> int | None:
    """Return the formula's tokens of the finished pictures; None where one failed or its echo is missing."""
    sizes = [(call.size, call.quality) for call in calls if call.error is None]
    if not sizes or len(sizes) < len(calls):
        return None
    if any(not _is_size(size) or quality not in image_tokens.QUALITY_FACTOR for size, quality in sizes):
        return None
    return sum(image_tokens.output_tokens(size, quality) for size, quality in sizes if size and quality)


def _is_size(size: str | None) -> bool:
    width, _, height = (size or "").partition("x")
    return all(edge.isascii() and edge.isdigit() and int(edge) > 0 for edge in (width, height))


def _nearest(pictures: int, previews: int, metered: int) -> Audit:
    """Return the audit against whichever of both sums is nearer."""
    outside, inside = abs(metered - pictures), abs(metered - pictures - previews)
    counted = None if outside == inside else inside < outside
    return Audit(pictures + (previews if counted else 0), metered, counted)
