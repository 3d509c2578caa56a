"""One attempt about to be made, or under way: what it is settled against."""

from dataclasses import dataclass

from bot.domain.plan import Models, Step
from bot.domain.pricing import Quote
from bot.domain.tariff import GivenUp, Tariff
from bot.domain.turn import Turn
from bot.services.lanes import OpenLane


@dataclass(frozen=True, slots=True)
class Job:
    """One attempt: its id, its request, and what it is settled against. `lane` is None where its lane is set up no more."""

    attempt_id: str
    turn: Turn
    step: Step
    models: Models
    quote: Quote
    at_ms: int
    lane: OpenLane | None

    @property
    def tariff(self) -> Tariff:
        """How it is settled."""
        return self.lane.tariff if self.lane is not None else GivenUp()
