"""Refusals and the fair answers beside them, with today's prices: a choice and what was said become the end of a turn.

Nothing is sent upstream here. Of a refused ask only its category goes on; the words are blanked where the turn ends.
"""

from dataclasses import dataclass

from bot.domain.gates.signals import Signal
from bot.domain.official_cost import at_volume, per_picture
from bot.domain.prices import MissingPriceError, PriceList
from bot.domain.refusing.answers import Material, fair, refusal
from bot.domain.refusing.asks import Category, Choice
from bot.domain.refusing.volume import volume
from bot.domain.telling import Kind
from bot.domain.turn import Outcome
from bot.ports import Clock
from bot.services.conclusion import Conclusion

NO_PRICE = "the bot's price list does not say what it costs"


@dataclass(frozen=True, slots=True)
class Declining:
    """Finds the words. *signals* are the dated table's rows, *official* the lines on what is official."""

    prices: PriceList
    clock: Clock
    signals: tuple[Signal, ...]
    official: tuple[str, ...]

    def conclusion(self, choice: Choice, said: str) -> Conclusion:
        """Return the end of a turn that asked *said* and is about *choice*."""
        month = volume(said)
        cost = self._cost(month)
        if isinstance(choice, Category):
            return Conclusion(Outcome.REFUSED, Kind.WORDS, refusal(choice, month, cost), declined=choice)
        words = fair(choice, Material(self.signals, self.official, cost))
        return Conclusion(Outcome.ANSWERED, Kind.WORDS, words)

    def _cost(self, month: int | None) -> str:
        try:
            return at_volume(self.prices, self.clock(), month) if month else per_picture(self.prices, self.clock())
        except MissingPriceError:
            return NO_PRICE
