"""What a turn cost, as a receipt says it: the sum, its basis, and parts whose shown digits add up to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ledger import Basis, Part, Purpose, held, total, weakest
from bot.domain.money import NanoUsd

ORDER = (Purpose.PICTURE, Purpose.PREVIEWS, Purpose.IMAGE_INPUT, Purpose.PLANNING)
SHOWN_AS = {Purpose.IMAGE_INPUT: Purpose.PLANNING}
"""Without pictures as input, the image model's reading of the prompt is told with the planning."""


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose and its sum."""

    purpose: Purpose
    nano: NanoUsd


@dataclass(frozen=True, slots=True)
class Receipt:
    """`nano` is None where a price was missing; `held` is how much of it stands at the ceiling."""

    nano: NanoUsd | None
    basis: Basis
    lines: tuple[Line, ...]
    held: NanoUsd
    turn: str

    @property
    def certain(self) -> bool:
        """Whether this is the bill, to the last digit."""
        return self.nano is not None and self.basis in {Basis.METERED, Basis.RECONCILED, Basis.PROVIDER_STATED}


def make(parts: Sequence[Part], turn: str, *, pictures_given: bool) -> Receipt:
    """Return the receipt of a turn's settled *parts*."""
    sums: dict[Purpose, int] = {}
    for part in parts:
        purpose = part.purpose if pictures_given else SHOWN_AS.get(part.purpose, part.purpose)
        sums[purpose] = sums.get(purpose, 0) + (part.nano or 0)
    lines = tuple(Line(purpose, NanoUsd(sums[purpose])) for purpose in ORDER if sums.get(purpose))
    return Receipt(total(parts), weakest(parts), lines, held(parts), turn)
