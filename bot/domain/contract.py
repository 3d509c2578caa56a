"""What is official: models, endpoints, hosts and prices of OpenAI's own route, each with its source and when that was read.

Everything is dated data that arrives from files; here it is only judged. A row is old after 90 days. A model that is used
here is leaving in the last 30 days it is served. A price that the formula does not give any more differs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.money import NanoUsd, say
from bot.domain.periods import describe, one_day
from bot.domain.prices import TokenClass, family

OLD_DAYS = 90
LEAVING_DAYS = 30


class Role(StrEnum):
    """What a model is for: it writes and plans, or it draws."""

    MAINLINE = "mainline"
    IMAGE = "image"


class Why(StrEnum):
    """Why something in the contract can no longer be relied on."""

    OLD = "old"
    LEAVING = "leaving"
    GONE = "gone"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read, and on which day."""

    url: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class ContractModel:
    """A model by name; `last_day` is None where none is known, `snapshot` empty where none is published."""

    role: Role
    id: str
    source: Source
    snapshot: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path below the base URL, and the jobs that go there."""

    path: str
    jobs: str
    source: Source


@dataclass(frozen=True, slots=True)
class TokenPrice:
    """The row in force for a class of tokens, in nano-dollars per million."""

    model: str
    token_class: TokenClass
    nano_per_million: int
    valid_from: date
    source: Source


@dataclass(frozen=True, slots=True)
class TablePrice:
    """What a finished picture costs: by the formula and the dated price, and as it is published."""

    size: str
    quality: str
    tokens: int
    nano: NanoUsd
    published: NanoUsd

    @property
    def agrees(self) -> bool:
        """Whether both are the same to the published digit."""
        return say(self.nano) == say(self.published)


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The price of a picture by size and quality; `formula` is where its token counts come from."""

    model: str
    rows: tuple[TablePrice, ...]
    source: Source
    formula: Source


@dataclass(frozen=True, slots=True)
class Used:
    """What this bot asks for, by its policy."""

    mainline: str
    image: str

    @property
    def pinned(self) -> bool:
        """Whether pictures come from one dated snapshot."""
        return family(self.image) != self.image


@dataclass(frozen=True, slots=True)
class Contract:
    """The official route as it is known: `leaving` are the last days of models, used here or not."""

    used: Used
    models: tuple[ContractModel, ...]
    endpoints: tuple[Endpoint, ...]
    hosts: tuple[str, ...]
    hosts_source: Source
    prices: tuple[TokenPrice, ...]
    table: PriceTable
    leaving: tuple[tuple[str, date], ...]
    leaving_source: Source

    def dated(self) -> Iterator[tuple[str, Source]]:
        """Yield everything that has a source, by name."""
        yield from ((f"model {one.id}", one.source) for one in self.models)
        yield from ((f"endpoint {one.path}", one.source) for one in self.endpoints)
        yield "hosts", self.hosts_source
        yield from self._price_sources()
        yield f"price table of {self.table.model}", self.table.source
        yield f"token formula of {self.table.model}", self.table.formula
        yield "last days of models", self.leaving_source

    def _price_sources(self) -> Iterator[tuple[str, Source]]:
        """Yield each source of a model's prices once, with its oldest reading."""
        oldest: dict[tuple[str, str], date] = {}
        for one in self.prices:
            key = (one.model, one.source.url)
            oldest[key] = min(one.source.checked_on, oldest.get(key, one.source.checked_on))
        yield from ((f"prices of {model}", Source(url, read)) for (model, url), read in oldest.items())

    @property
    def oldest(self) -> date:
        """The day before which nothing here was read."""
        return min(source.checked_on for _, source in self.dated())


@dataclass(frozen=True, slots=True)
class Stale:
    """One thing that can no longer be relied on: what, why, and a sentence for people."""

    what: str
    why: Why
    sentence: str


def stale(contract: Contract, today: date) -> tuple[Stale, ...]:
    """Return what of *contract* can no longer be relied on; empty where all of it can."""
    return (*_going(contract, today), *_differing(contract.table), *_old(contract, today))


def _old(contract: Contract, today: date) -> Iterator[Stale]:
    for what, source in contract.dated():
        days = (today - source.checked_on).days
        if days > OLD_DAYS:
            sentence = f"Last checked on {day(source.checked_on)}, {days} days ago: {what}."
            yield Stale(what, Why.OLD, sentence)


def _going(contract: Contract, today: date) -> Iterator[Stale]:
    for model in contract.models:
        if model.last_day is None or (days := (model.last_day - today).days) > LEAVING_DAYS:
            continue
        what = f"model {model.id}"
        if days < 0:
            yield Stale(what, Why.GONE, f"{model.id} was shut down on {day(model.last_day)}.")
        else:
            yield Stale(what, Why.LEAVING, f"{model.id} is shut down on {day(model.last_day)}, in {days} days.")


def _differing(table: PriceTable) -> Iterator[Stale]:
    for row in (row for row in table.rows if not row.agrees):
        what = f"price of {row.size} {row.quality}"
        computed = f"formula and token price give {say(row.nano)}"
        yield Stale(what, Why.DIFFERS, f"{row.size} {row.quality} is published at {say(row.published)}; {computed}.")


def day(one: date) -> str:
    """Return a day as people read it."""
    return describe(one_day(str(one)))
