"""The bills: what each response really consumed, in integer nano-dollars, whatever was reported about it.

A `Tally` counts while the work goes on; a `Bill` prices it. A bill stays open while its work runs, and is final or
cancelled afterwards. Nothing here reads what a client claims.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.openai.prices import nano_usd
from bot.sandbox.openai.tokens import PREVIEW_TOKENS

BillState = Literal["open", "final", "cancelled"]


@dataclass(slots=True)
class Tally:
    """Tokens consumed so far by one response. Previews are counted in pictures."""

    model: str
    image_model: str | None = None
    cached_share: float = 0.0
    input: int = 0
    output: int = 0
    text_input: int = 0
    image_input: int = 0
    image_output: int = 0
    previews: int = 0
    images: int = 0

    def cached(self, tokens: int) -> int:
        """Return how many of *tokens* came from the cache."""
        return int(tokens * self.cached_share)

    def charges(self) -> Iterator[tuple[str, str, int]]:
        """Yield (model, token class, tokens) for everything consumed."""
        yield from self._split(self.model, "input", self.input)
        yield self.model, "output", self.output
        if self.image_model:
            yield from self._split(self.image_model, "text_input", self.text_input)
            yield from self._split(self.image_model, "image_input", self.image_input)
            yield self.image_model, "image_output", self.image_output + PREVIEW_TOKENS * self.previews

    def _split(self, model: str, token_class: str, tokens: int) -> Iterator[tuple[str, str, int]]:
        yield model, token_class, tokens - self.cached(tokens)
        yield model, f"cached_{token_class}", self.cached(tokens)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a bill."""

    model: str
    token_class: str
    tokens: int
    nano_usd: int

    def as_json(self) -> dict[str, Any]:
        return {"model": self.model, "token_class": self.token_class, "tokens": self.tokens, "nano_usd": self.nano_usd}


@dataclass(slots=True)
class Bill:
    """What one response costs, as far as it has come."""

    response_id: str
    client_request_id: str | None
    metadata: Mapping[str, str]
    tally: Tally
    state: BillState = "open"
    at: float = 0.0

    @property
    def model(self) -> str:
        return self.tally.model

    @property
    def image_model(self) -> str | None:
        return self.tally.image_model

    @property
    def lines(self) -> list[Line]:
        """One line for each model and token class that was used, each rounded on its own."""
        return [Line(m, c, tokens, nano_usd(m, c, tokens)) for m, c, tokens in self.tally.charges() if tokens]

    @property
    def nano_usd(self) -> int:
        return sum(line.nano_usd for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        return {
            "response_id": self.response_id,
            "client_request_id": self.client_request_id,
            "metadata": dict(self.metadata),
            "model": self.model,
            "image_model": self.image_model,
            "lines": [line.as_json() for line in self.lines],
            "nano_usd": self.nano_usd,
            "state": self.state,
        }


@dataclass(slots=True)
class Meter:
    """Every bill since the start, in order. A bill belongs to the moment at which it was opened."""

    clock: Callable[[], float] = time.time
    bills: list[Bill] = field(default_factory=list)

    def open(self, bill: Bill) -> Bill:
        """Keep *bill*, dated, and return it."""
        bill.at = self.clock()
        self.bills.append(bill)
        return bill

    def select(
        self, *, client_request_id: str | None = None, response_id: str | None = None, turn: str | None = None
    ) -> list[Bill]:
        """Return the bills that match every filter given; a turn is `metadata["turn"]`."""
        wanted = {"client_request_id": client_request_id, "response_id": response_id, "turn": turn}
        return [bill for bill in self.bills if all(v is None or _fact(bill, k) == v for k, v in wanted.items())]

    @property
    def nano_usd(self) -> int:
        """Everything ever billed."""
        return sum(bill.nano_usd for bill in self.bills)


def _fact(bill: Bill, name: str) -> object:
    return bill.metadata.get("turn") if name == "turn" else getattr(bill, name)
