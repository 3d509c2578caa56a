"""One attempt about to be made, or under way: what it is settled against."""

from dataclasses import dataclass

from bot.domain.plan import Models, Step
from bot.domain.pricing import Quote
from bot.domain.turn import Turn


@dataclass(frozen=True, slots=True)
class Job:
    """One attempt about to be made: its id, its request, and what it is settled against."""

    attempt_id: str
    turn: Turn
    step: Step
    models: Models
    quote: Quote
    at_ms: int
