"""A named fallback: a provider's way to draw, with everything that has to be known of it before it may be used.

It is used only where a person picks it, and never takes over by itself. What it makes says "via NAME, not first-party".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.lanes import Lane, host_of
from bot.domain.money import NanoUsd

PREFIX = "fallback:"
RESPONSES, IMAGES = "responses", "images/generations"
NONE_HERE = "There is no lane {name}: no fallback is set up here. Leave out --via."
NOT_HERE = "There is no lane {name}; there is {names}. Leave out --via for the official route."


class FailedCalls(StrEnum):
    """What a provider bills for a call that failed."""

    BILLED = "billed"
    NOT_BILLED = "not billed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fallback:
    """`prices` are per picture, by quality; `key_env` names the variable that holds its key, bound to its host."""

    name: str
    provider: str
    base_url: str
    model: str
    endpoint: str
    key_group: str
    key_env: str
    prices: Mapping[str, NanoUsd]
    failed_calls: FailedCalls
    output_rights: str
    stop_rule: str

    @property
    def lane(self) -> Lane:
        """Return it as a lane."""
        return Lane(f"{PREFIX}{self.name}", self.base_url, host_of(self.base_url))


def name_of(lane_name: str) -> str | None:
    """Return the name of the fallback that a lane is; None for a lane of the first party."""
    return lane_name.removeprefix(PREFIX) if lane_name.startswith(PREFIX) else None


def label(name: str, notes: Iterable[str] = ()) -> str:
    """Return what stands on everything made by a fallback: its name, that it is not OpenAI's, and its notes."""
    return ", ".join([f"via {name}, not first-party", *notes])


def lane_words(lane_name: str) -> str:
    """Return a lane as people read it: a fallback never without its label."""
    name = name_of(lane_name)
    return lane_name if name is None else label(name)


def unknown(name: str, names: Iterable[str]) -> str:
    """Return the sentence for a lane that there is not."""
    known = ", ".join(sorted(names))
    return NOT_HERE.format(name=name, names=known) if known else NONE_HERE.format(name=name)
