"""The dated table of signals, read from the file that ships with the program. A wrong row is an error, not a gap."""

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.gates.seen import Effect
from bot.domain.gates.signals import DETECTORS, Look, Signal, SignalTable, Strength
from bot.domain.gates.signals_scene import Kind

NAME = "signals.toml"


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        raise ValueError(f"{pattern} is no pattern: {error}") from error


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class LookRow(BaseModel):
    """One [[signal.look]] table: a pattern or a detector, never both."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    pattern: Pattern | None = None
    detector: str = ""
    kinds: frozenset[Kind] = frozenset(Kind)
    needs: Pattern | None = None
    unless: Pattern | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "LookRow":
        if (self.pattern is None) == (not self.detector):
            raise ValueError("a look is a pattern or a detector")
        if self.detector and self.detector not in DETECTORS:
            raise ValueError(f"there is no detector {self.detector}")
        return self

    def look(self) -> Look:
        """Return the domain's value."""
        return Look(self.pattern, self.detector, self.kinds, self.needs, self.unless)


class SignalRow(BaseModel):
    """One [[signal]] table: a row that only asks has a question, a row that decides has none."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^s\d\d-[a-z-]+$")]
    what: Words
    strength: Strength
    effect: Effect
    source: Annotated[str, StringConstraints(pattern=r"^https://")]
    ask: str = ""
    look: list[LookRow] = Field(default_factory=list)

    @model_validator(mode="after")
    def _asks(self) -> "SignalRow":
        if (self.effect is Effect.QUESTION) != bool(self.ask):
            raise ValueError(f"{self.id}: only a row that asks has a question")
        return self

    def signal(self) -> Signal:
        """Return the domain's value."""
        looks = tuple(look.look() for look in self.look)
        return Signal(self.id, self.what, self.strength, self.effect, self.source, looks, self.ask)


class SignalsFile(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    checked_on: date
    signal: list[SignalRow]

    @model_validator(mode="after")
    def _once(self) -> "SignalsFile":
        if len({row.id for row in self.signal}) < len(self.signal):
            raise ValueError("a signal stands there twice")
        return self


@cache
def signals() -> SignalTable:
    """Return the table."""
    read = SignalsFile.model_validate(tomllib.loads(files("bot.data").joinpath(NAME).read_text(encoding="utf-8")))
    return SignalTable(str(read.checked_on), tuple(row.signal() for row in read.signal))
