"""A signal as a verdict sees it: which one, how strong, and what it does. Finding signals is not done here.

Each signal has one strength and one effect, by the dated table of signals; a verdict only asks for the effect.
"""

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What a signal does to a verdict, the gravest first: it settles the class, fails the mapping, or only asks."""

    ACCOUNT_POOL = "account_pool"
    MAPPING_FAILED = "mapping_failed"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class SignalSeen:
    """A signal that was found. *effect* is one of `Effect`; *strength* is told, never weighed."""

    id: str
    strength: str
    effect: str
