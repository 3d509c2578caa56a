"""What would fit where a picture does not: the same shape, smaller or at lower quality, or fewer of them. Pure.

Offered is the dearest that fits, since it is nearest to what was asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import gcd

from bot.domain.image_tokens import pixels
from bot.domain.money import NanoUsd, say_up_to
from bot.domain.options.image_options import ImageOptions
from bot.domain.options.sizes import STEP, is_legal_size
from bot.domain.plan import Step

QUALITIES = ("low", "medium", "high")
SHRINK = ((1, 1), (3, 4), (1, 2))
"""Edges as parts of those asked for."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Something that can be reserved, and its ceiling for all its pictures together."""

    options: ImageOptions
    quote: NanoUsd

    @property
    def sentence(self) -> str:
        """It, as a refusal says it."""
        size = self.options.size.replace("x", "×")
        count = f"{self.options.count} pictures at " if self.options.count > 1 else ""
        previews = "" if self.options.previews else " without previews"
        return f"What fits: {count}{size} {self.options.quality}{previews}, at most {say_up_to(self.quote)}."


def what_fits(step: Step, ceiling: Callable[[Step], NanoUsd], left: int) -> Fit | None:
    """Return the dearest thing of the shape of *step* that *left* pays for, no larger and no better; None if nothing is.

    `step.options.count` is how many pictures are wanted; *ceiling* is the most that a step can cost on its lane.
    """
    one = ceiling(step)
    if one <= left:
        count = min(step.options.count, left // one)
        return Fit(replace(step.options, count=count), NanoUsd(count * one))
    fits = [fit for fit in _cheaper(step, ceiling) if fit.quote <= left]
    return max(fits, key=lambda fit: (fit.quote, pixels(fit.options.size), fit.options.previews), default=None)


def _cheaper(step: Step, ceiling: Callable[[Step], NanoUsd]) -> Iterator[Fit]:
    for options in _lesser(replace(step.options, count=1)):
        yield Fit(options, ceiling(replace(step, options=options)))


def _lesser(asked: ImageOptions) -> Iterator[ImageOptions]:
    for quality in QUALITIES[: QUALITIES.index(asked.quality) + 1]:
        for size in same_shape(asked.size):
            for previews in {asked.previews, 0}:
                yield replace(asked, quality=quality, size=size, previews=previews)


def same_shape(size: str) -> list[str]:
    """Return the legal sizes of exactly the proportions of *size*, no larger, largest first."""
    width, height = pixels(size)
    common = gcd(width, height)
    ratio_width, ratio_height = width // common, height // common
    least = STEP // gcd(STEP, gcd(ratio_width, ratio_height))
    steps = {common * part // whole // least * least for part, whole in SHRINK}
    sizes = [(ratio_width * step, ratio_height * step) for step in sorted(steps, reverse=True)]
    return [f"{w}x{h}" for w, h in sizes if w and h and is_legal_size(w, h)]
