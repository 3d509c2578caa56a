"""What the first message of a turn says: what will be drawn, about how much, at most how much, lately how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from bot.domain.money import NanoUsd
from bot.domain.options.image_options import ImageOptions

ENOUGH_TO_SAY = 3


@dataclass(frozen=True, slots=True)
class Announcement:
    """The facts; the words are the renderer's. `certain`: it will be a picture; else the mainline decides.

    `via` labels what is not drawn by the first party.
    """

    label: str
    options: ImageOptions
    estimate: NanoUsd
    quote: NanoUsd
    certain: bool
    source_label: str | None
    lately_s: tuple[int, int] | None
    tells_cost: bool = True
    via: str | None = None


def lately(seconds: Sequence[float]) -> tuple[int, int] | None:
    """Return the middle half of recent durations in whole seconds, or None before there are enough."""
    if len(seconds) < ENOUGH_TO_SAY:
        return None
    quarters = quantiles(seconds, n=4, method="inclusive")
    low, high = max(1, round(quarters[0])), max(1, round(quarters[2]))
    return low, high
