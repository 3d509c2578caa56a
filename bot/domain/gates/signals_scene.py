"""What is looked at when signals are looked for: small passages, each with its place, and the calls a file records.

Nothing here knows a signal. Detectors read a scene; they never see a cookie or an authorization header.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.prices import PriceList


class Kind(StrEnum):
    """What a file is."""

    TEXT = "text"
    CONFIG = "config"
    ERROR = "error"
    RESPONSE = "response"
    HAR = "har"


@dataclass(frozen=True, slots=True)
class Passage:
    """A line, a paragraph, or a value with its key. *where* is what a person goes to: `line 3`, `$.error.message`."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call: what was asked, where the file says so, and what came back."""

    where: str
    request: dict[str, Any]
    response: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage in which something was found, the words that show it, and the arithmetic, where there is some."""

    passage: Passage
    shown: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A file, read. *whole* is all passages as one text; prices are asked for *at_ms* (UTC milliseconds)."""

    kind: Kind
    passages: tuple[Passage, ...]
    exchanges: tuple[Exchange, ...]
    whole: str
    prices: PriceList
    at_ms: int


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Yield every object in a JSON value, however deep, in the order they stand."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield here
            waiting += reversed(here.values())
        elif isinstance(here, list):
            waiting += reversed(here)
