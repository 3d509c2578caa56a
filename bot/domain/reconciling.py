"""Holding the books against the provider's bill: by UTC day and line item, and never by guessing who it was.

    the difference has one explanation    one attempt holds a ceiling there, nothing else there is uncertain, and the bill
                                          lies within what it holds: that attempt gets what the bill says
    anything else                         one correction of that day and line item, of no attempt, never pro rata
    a day that is not complete            is compared, and nothing is booked

Which line items the hosted image tool lands on is not published: names are read tolerantly, and one that is not known
is compared as a line of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import adjusting
from bot.domain.ledger import Basis, Part, Purpose, held
from bot.domain.money import NanoUsd
from bot.domain.prices import TokenClass, family

ITEMS = {
    TokenClass.TEXT_IN: "text input tokens",
    TokenClass.TEXT_IN_CACHED: "cached text input tokens",
    TokenClass.TEXT_OUT: "text output tokens",
    TokenClass.IMAGE_IN: "image input tokens",
    TokenClass.IMAGE_IN_CACHED: "cached image input tokens",
    TokenClass.IMAGE_OUT: "image output tokens",
    TokenClass.CACHE_WRITE: "cache write tokens",
}
WORDS = {frozenset(name.split()): name for name in ITEMS.values()}
TEXT = frozenset({"text"})
SURE = frozenset({Basis.METERED, Basis.RECONCILED})


class Why(StrEnum):
    """What may explain a difference."""

    HELD = "held at its ceiling"
    FORMULA = "known by formula"
    PREVIEWS = "previews that may not be billed on top"
    UNKNOWN = "without a known amount"


class Did(StrEnum):
    """What is done about a difference."""

    NOTHING = "nothing"
    ADJUSTED = "adjusted"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of the books as it counts: of which attempt, on which UTC day."""

    day: str
    attempt_id: str
    part: Part


@dataclass(frozen=True, slots=True)
class Charge:
    """What the provider bills, or what was corrected so far, for a day and line item."""

    day: str
    item: str
    nano: NanoUsd


@dataclass(frozen=True, slots=True)
class Explanation:
    """An uncertain amount of one attempt."""

    attempt_id: str
    why: Why
    nano: NanoUsd


@dataclass(frozen=True, slots=True)
class Line:
    """A day and line item, on both sides."""

    day: str
    item: str
    ledger: NanoUsd
    provider: NanoUsd
    explanations: tuple[Explanation, ...]
    corrected: bool = False

    @property
    def difference(self) -> NanoUsd:
        """How much more the provider bills than the books say; negative where it is less."""
        return NanoUsd(self.provider - self.ledger)

    @property
    def unexplained(self) -> NanoUsd:
        """What is left of the difference when everything uncertain is given its best chance.

        What is held or computed can only be too much; only an unknown amount can be too little.
        """
        if self.difference > 0:
            unknown = any(one.why is Why.UNKNOWN for one in self.explanations)
            return NanoUsd(0 if unknown else self.difference)
        return NanoUsd(min(0, self.difference + sum(one.nano for one in self.explanations)))

    @property
    def the_one(self) -> str | None:
        """The attempt that alone explains the difference, by what it holds; None where it is not so certain.

        Without a difference the bill confirms what it holds. What was corrected before may be an explanation too.
        """
        attempts = {one.attempt_id for one in self.explanations}
        holds = sum(one.nano for one in self.explanations if one.why is Why.HELD)
        alone = len(attempts) == 1 and holds > 0 and not self.corrected
        return attempts.pop() if alone and -holds <= self.difference <= 0 else None

    @property
    def due(self) -> Did:
        """What is to be done about the difference once the day is complete."""
        if self.the_one is not None:
            return Did.ADJUSTED
        return Did.BOOKED if self.difference else Did.NOTHING


def canonical(item: str) -> str:
    """Return a line item of the provider under the name it has here; one that is not understood stays as it is.

    A snapshot is its model; `input_tokens`, `text input tokens` and `input text tokens` are the same; plain output of an
    image model is pictures.
    """
    model, comma, said = item.strip().lower().partition(", ")
    if not comma:
        return item.strip()
    words = frozenset(said.replace("_", " ").replace("-", " ").split()) | {"tokens"}
    if "image" not in words and "cache" not in words and "write" not in words:
        words |= {"image"} if "output" in words and "text" not in words and "image" in model else TEXT
    name = WORDS.get(words)
    return f"{family(model)}, {name}" if name else item.strip()


def item_of(part: Part) -> str:
    """Return the line item that a part is billed under."""
    return f"{family(part.model)}, {ITEMS[part.token_class]}"


def compare(entries: Sequence[Entry], corrections: Iterable[Charge], bill: Iterable[Charge]) -> tuple[Line, ...]:
    """Return every day and line item of either side, in order; *corrections* count in the books."""
    billed, booked = _sums(bill), _sums(corrections)
    parts: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        parts[entry.day, item_of(entry.part)].append(entry)
    keys = sorted({*parts, *billed, *booked})
    return tuple(
        Line(
            day=day,
            item=item,
            ledger=NanoUsd(sum(entry.part.nano or 0 for entry in parts[day, item]) + booked.get((day, item), 0)),
            provider=NanoUsd(billed.get((day, item), 0)),
            explanations=_explanations(parts[day, item]),
            corrected=(day, item) in booked,
        )
        for day, item in keys
    )


def _sums(charges: Iterable[Charge]) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = {}
    for charge in charges:
        key = charge.day, canonical(charge.item)
        sums[key] = sums.get(key, 0) + charge.nano
    return sums


def _explanations(entries: Iterable[Entry]) -> tuple[Explanation, ...]:
    """Return what stands uncertain, one explanation for each attempt and reason, in order."""
    of_attempt: defaultdict[str, list[Part]] = defaultdict(list)
    for entry in entries:
        of_attempt[entry.attempt_id].append(entry.part)
    sums: dict[tuple[str, Why], int] = {}
    for attempt_id, parts in of_attempt.items():
        for part in adjusting.net(parts):
            if (why := _why(part)) is not None:
                sums[attempt_id, why] = sums.get((attempt_id, why), 0) + (part.nano or 0)
    return tuple(Explanation(attempt_id, why, NanoUsd(nano)) for (attempt_id, why), nano in sums.items())


def _why(part: Part) -> Why | None:
    if part.nano is None:
        return Why.UNKNOWN
    if part.basis in SURE or part.basis is Basis.WRITTEN_OFF:
        return None
    if part.basis is Basis.CEILING:
        return Why.HELD
    return Why.PREVIEWS if part.purpose is Purpose.PREVIEWS else Why.FORMULA


def adjustment(parts: Sequence[Part], line: Line) -> tuple[Part, ...]:
    """Return what puts the bill in place of what an attempt holds on *line*; its other line items stay as they are."""
    here = [part for part in adjusting.net(parts) if item_of(part) == line.item]
    return adjusting.reconcile(here, NanoUsd(held(here) + line.difference), f"bill of {line.day}: {line.item}")
