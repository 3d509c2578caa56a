"""Dated prices: rows are appended, never overwritten; what a token cost is asked with a date.

Nothing here knows a number: the rows come from the price file.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

SNAPSHOT = re.compile(r"-\d{4}-\d{2}-\d{2}$")


class TokenClass(StrEnum):
    """What kind of token a price is for."""

    TEXT_IN = "text_in"
    TEXT_IN_CACHED = "text_in_cached"
    TEXT_OUT = "text_out"
    IMAGE_IN = "image_in"
    IMAGE_IN_CACHED = "image_in_cached"
    IMAGE_OUT = "image_out"
    CACHE_WRITE = "cache_write"


@dataclass(frozen=True, slots=True)
class Price:
    """One row: nano-dollars per million tokens of a class, from a moment on, with its source and when it was checked."""

    id: str
    model: str
    token_class: TokenClass
    nano_per_million: int
    valid_from_ms: int
    source: str
    checked_on: str


class MissingPriceError(LookupError):
    """No row says what these tokens cost: nothing is quoted, and the sentence names the row."""

    def __init__(self, model: str, token_class: TokenClass) -> None:
        super().__init__(f"no price row for {model}, {token_class.value}")
        self.model = model
        self.token_class = token_class


def family(model: str) -> str:
    """Return the model a dated snapshot is priced as: `gpt-image-2-2026-04-21` is `gpt-image-2`."""
    return SNAPSHOT.sub("", model)


@dataclass(frozen=True, slots=True)
class PriceList:
    """All rows, asked by model, class and moment."""

    rows: tuple[Price, ...]
    _by_key: dict[tuple[str, TokenClass], tuple[Price, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keyed: dict[tuple[str, TokenClass], tuple[Price, ...]] = {}
        for row in sorted(self.rows, key=lambda r: r.valid_from_ms):
            key = (row.model, row.token_class)
            keyed[key] = (*keyed.get(key, ()), row)
        object.__setattr__(self, "_by_key", keyed)

    def find(self, model: str, token_class: TokenClass, at_ms: int) -> Price | None:
        """Return the row in force at *at_ms* (UTC milliseconds), for the exact model or else its family."""
        for name in (model, family(model)):
            valid = [row for row in self._by_key.get((name, token_class), ()) if row.valid_from_ms <= at_ms]
            if valid:
                return valid[-1]
        return None

    def at(self, model: str, token_class: TokenClass, at_ms: int) -> Price:
        """Return the row in force, or raise MissingPriceError."""
        row = self.find(model, token_class, at_ms)
        if row is None:
            raise MissingPriceError(model, token_class)
        return row

    def missing(self, model: str, classes: Iterable[TokenClass], at_ms: int) -> list[TokenClass]:
        """Return the classes of *model* that have no row at *at_ms*."""
        return [c for c in classes if self.find(model, c, at_ms) is None]
