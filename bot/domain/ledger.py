"""The books' vocabulary: entries are appended, each is made of parts, and a part says how it is known.

An entry's basis is its weakest part's. Unknown is None, never 0. Amounts are integer nano-dollars.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.money import NanoUsd, cost
from bot.domain.prices import Price, TokenClass


class Basis(StrEnum):
    """How an amount is known, strongest first."""

    RECONCILED = "reconciled"
    METERED = "metered"
    PROVIDER_STATED = "provider-stated"
    FORMULA = "formula"
    CEILING = "ceiling"
    WRITTEN_OFF = "written-off"


STRENGTH = {basis: rank for rank, basis in enumerate(Basis)}


class EntryKind(StrEnum):
    """Reservation, then one settlement or one release; adjustments afterwards."""

    RESERVATION = "reservation"
    SETTLEMENT = "settlement"
    RELEASE = "release"
    ADJUSTMENT = "adjustment"


class Purpose(StrEnum):
    """What a part paid for, in the words of a receipt."""

    PICTURE = "picture"
    PREVIEWS = "previews"
    IMAGE_INPUT = "picture input"
    PLANNING = "prompt and planning"


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens of one class at one price row. `nano` is None only where no price row exists."""

    purpose: Purpose
    model: str
    token_class: TokenClass
    tokens: int | None
    price_id: str | None
    basis: Basis
    nano: NanoUsd | None
    note: str = ""


def part(purpose: Purpose, price: Price, tokens: int, basis: Basis, note: str = "") -> Part:
    """Return the part that *tokens* at *price* make."""
    amount = cost(tokens, price.nano_per_million)
    return Part(purpose, price.model, price.token_class, tokens, price.id, basis, amount, note)


def weakest(parts: Iterable[Part]) -> Basis:
    """Return the basis of the whole; an entry without parts cost nothing and is metered as such."""
    return max((p.basis for p in parts), key=STRENGTH.__getitem__, default=Basis.METERED)


def total(parts: Sequence[Part]) -> NanoUsd | None:
    """Return the sum of *parts*, or None where one of them is unknown."""
    amounts = [p.nano for p in parts]
    known = [a for a in amounts if a is not None]
    return NanoUsd(sum(known)) if len(known) == len(amounts) else None


def held(parts: Iterable[Part]) -> NanoUsd:
    """Return how much of *parts* stands at its ceiling because the bill is unknown."""
    return NanoUsd(sum(p.nano or 0 for p in parts if p.basis is Basis.CEILING))
