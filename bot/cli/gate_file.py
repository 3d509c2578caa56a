"""The file that `darkroom gate verdict` reads: a route, facts with their grades, signals that were seen, a purpose.

Nothing may stand in it that is not known here, and nothing twice: a wrong key is a sentence that names it. A proof of
the mapping whose note speaks of a probe rests on one. Notes are masked before anything repeats them.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.facts import Fact, Grade, Stated
from bot.domain.gates.route import Purpose, Route, RouteClass, purpose_of
from bot.domain.gates.seen import Effect, SignalSeen
from bot.domain.gates.signals import Signal
from bot.domain.lanes import OFFICIAL, lane_of
from bot.domain.secrets import mask
from bot.providers.config import dated_data, signals_file

PROBE = re.compile(r"\bprob(?:e|es|ed|ing)\b", re.IGNORECASE)
LARGEST = 1_000_000
STDIN = Path("-")
PLAINLY = {
    "extra_forbidden": "there is no such key",
    "missing": "it is missing",
    "string_too_short": "it is empty",
    "model_type": "it should be an object",
    "dict_type": "it should be an object",
    "tuple_type": "it should be a list",
    "string_type": "it should be text",
    "string_unicode": "it should be text",
}


def _plain(text: str) -> str:
    """Return *text* on one line, without secrets and without what would steer a terminal."""
    return "".join(sign for sign in " ".join(mask(text).text.split()) if sign.isprintable())


def _address(said: str) -> str:
    if not said.isprintable() or " " in said:
        raise ValueError("it holds signs that no address has")
    return said


Words = Annotated[str, AfterValidator(_plain)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_plain)]


class GateFileError(Exception):
    """The file cannot be used; the message says which key and why."""


def _purpose(said: str) -> str:
    if purpose_of(said) is None:
        raise ValueError(f"use one of {', '.join(Purpose)}")
    return said


class Section(BaseModel):
    """An object of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, read: Any) -> Any:
        """Where a key may be left out, null leaves it out."""
        if not isinstance(read, dict):
            return read
        optional = {field.alias or name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: value for key, value in read.items() if value is not None or key not in optional}


class RouteAsked(Section):
    """`route`"""

    base_url: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_address)]
    model: Said
    endpoint: Words = ""
    key_group: Words = ""
    stated: RouteClass | None = Field(None, alias="class")

    def route(self) -> Route:
        """Return it with what the dated list of hosts says."""
        lane = lane_of(self.base_url, dated_data.official_hosts())
        official = lane is not None and lane.name == OFFICIAL
        return Route(self.base_url, self.model, self.endpoint, self.key_group, self.stated, official=official)


class Told(Section):
    """A fact: its grade, and in a few words why."""

    grade: Grade
    note: Words = ""


class SignalTold(Section):
    """A signal, as `darkroom gate scan --json` prints it. One of the table needs no more than its id."""

    id: Said
    strength: Words = ""
    effect: Effect | None = None
    where: Any = None
    quote: Any = None
    what: Any = None
    note: Any = None

    @model_validator(mode="before")
    @classmethod
    def _id_alone(cls, read: Any) -> Any:
        return {"id": read} if isinstance(read, str) else read

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.effect is None and self.id not in table():
            raise ValueError(f"there is no signal {self.id}; say its effect, one of {', '.join(Effect)}")
        return self

    def seen(self) -> SignalSeen:
        """Return it with its effect; of two, the file's and the table's, the graver."""
        known = table().get(self.id)
        effects = {self.effect, known.effect if known else None}
        effect = next(effect for effect in Effect if effect in effects)
        return SignalSeen(self.id, known.strength if known else self.strength, effect)


@cache
def table() -> Mapping[str, Signal]:
    """Return the dated table's signals by their ids."""
    return {row.id: row for row in signals_file.signals().rows}


class GateFile(Section):
    """The whole file."""

    route: RouteAsked
    purpose: Annotated[str, AfterValidator(_purpose)] | None = None
    signals: tuple[SignalTold, ...] = ()
    facts: dict[Fact, Told] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a verdict is asked about."""

    route: Route
    facts: dict[Fact, Stated]
    signals: tuple[SignalSeen, ...]
    purpose: Purpose | None


def load(path: Path) -> Asked:
    """Return what the file at *path* asks; `-` is what is piped in. Raises GateFileError with a sentence."""
    name = "the file from the pipe" if path == STDIN else str(path)
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if path == STDIN else path.read_bytes()
    except OSError as error:
        raise GateFileError(f"{name} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise GateFileError(f"{name} is larger than {LARGEST // 1000} kB: it should hold one route and its facts.")
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise GateFileError(f"{name} is not UTF-8 text.") from error
    except GateFileError as error:
        raise GateFileError(f"{name}: {error}") from error


def parse(text: str) -> Asked:
    """Return what *text* (JSON) asks; raises GateFileError."""
    try:
        read = GateFile.model_validate(json.loads(text, object_pairs_hook=_once))
    except ValidationError as error:
        raise GateFileError(_plain("; ".join(_sentences(error)) + ".")) from error
    except ValueError as error:
        raise GateFileError(f"it is not valid JSON: {error}.") from error
    except RecursionError as error:
        raise GateFileError("it is nested too deeply.") from error
    seen = tuple(one.seen() for one in read.signals)
    facts = {fact: _stated(fact, told) for fact, told in read.facts.items()}
    return Asked(read.route.route(), facts, seen, purpose_of(read.purpose) if read.purpose else None)


def _stated(fact: Fact, told: Told) -> Stated:
    by_probe = fact in facts_of(Gate.MAPPING) and PROBE.search(told.note) is not None
    return Stated(told.grade, told.note, by_probe=by_probe)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, no key of which may stand twice: the last would win in silence."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise GateFileError(f"{_plain(key)} stands there twice.")
        found[key] = value
    return found


def _sentences(error: ValidationError) -> Iterator[str]:
    for found in error.errors():
        where = [str(part) for part in found["loc"] if part != "[key]"]
        if found["loc"][-1:] == ("[key]",):
            yield f"{'.'.join(where)}: there is no such fact; the facts are {', '.join(Fact)}"
        else:
            said = PLAINLY.get(found["type"]) or found["msg"].removeprefix("Value error, ").replace(
                "Input should", "it should"
            )
            yield f"{'.'.join(where) or 'the file'}: {said}"
