"""Correcting what was held at its ceiling: the held parts are taken back, and what is known instead is put beside them.

Nothing is overwritten, and the sums by basis always add up to the total. What was metered is never touched.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.ledger import Basis, Part
from bot.domain.money import NanoUsd

TAKEN_BACK = "taken back"


def net(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return what stands of *parts*, of a settlement and its adjustments in order: a part and its reversal are gone."""
    standing: list[Part] = []
    for part in parts:
        original = replace(_reversed(part), note="") if part.note == TAKEN_BACK else None
        match = next((p for p in standing if original is not None and replace(p, note="") == original), None)
        if match is not None:
            standing.remove(match)
        else:
            standing.append(part)
    return tuple(standing)


def reconcile(parts: Sequence[Part], amount: NanoUsd, note: str = "") -> tuple[Part, ...]:
    """Return the adjustment that puts *amount*, from the provider's bill, in place of what *parts* hold.

    Raises ValueError where nothing is held or the amount is negative.
    """
    return _correct(parts, Basis.RECONCILED, amount, note)


def write_off(parts: Sequence[Part], note: str = "") -> tuple[Part, ...]:
    """Return the adjustment that gives up on what *parts* hold; raises ValueError where nothing is held."""
    return _correct(parts, Basis.WRITTEN_OFF, NanoUsd(0), note)


def _correct(parts: Sequence[Part], basis: Basis, amount: NanoUsd, note: str) -> tuple[Part, ...]:
    standing = [part for part in net(parts) if part.basis is Basis.CEILING and part.nano is not None]
    if not standing:
        raise ValueError("nothing is held at its ceiling")
    if amount < 0:
        raise ValueError(f"{amount} nano-dollars is no amount of a bill")
    largest = max(standing, key=lambda part: part.nano or 0)
    known = replace(largest, tokens=None, price_id=None, basis=basis, nano=amount, note=note)
    return (*(_reversed(part) for part in standing), known)


def _reversed(part: Part) -> Part:
    """Return the part that takes *part* back: the same with both numbers negative."""
    tokens = None if part.tokens is None else -part.tokens
    nano = None if part.nano is None else NanoUsd(-part.nano)
    return replace(part, tokens=tokens, nano=nano, note=TAKEN_BACK)
