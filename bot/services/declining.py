"""Refusals and the fair answers beside them, with today's prices: a choice and what was said become the end of a turn.

Nothing is sent upstream here. Of a refused ask only its category goes on; the words are blanked where the turn ends.
"""

from dataclasses import dataclass

from bot.domain import contract_words
from bot.domain.gates.signals import Signal
from bot.domain.refusing.answers import Material, fair, refusal
from bot.domain.refusing.asks import Category, Choice
from bot.domain.refusing.volume import volume
from bot.domain.telling import Kind
from bot.domain.turn import Outcome
from bot.services.conclusion import Conclusion
from bot.services.contract import OfficialContract
from bot.services.official import Official


@dataclass(frozen=True, slots=True)
class Declining:
    """Finds the words. *signals* are the dated table's rows."""

    official: Official
    contract: OfficialContract
    signals: tuple[Signal, ...]

    def conclusion(self, choice: Choice, said: str) -> Conclusion:
        """Return the end of a turn that asked *said* and is about *choice*."""
        month = volume(said)
        cost = self.official.line(month)
        if isinstance(choice, Category):
            return Conclusion(Outcome.REFUSED, Kind.WORDS, refusal(choice, month, cost), declined=choice)
        words = fair(choice, Material(self.signals, self._contract(), cost))
        return Conclusion(Outcome.ANSWERED, Kind.WORDS, words)

    def _contract(self) -> tuple[str, ...]:
        answer = self.contract.answer()
        return contract_words.summary(answer.contract, answer.stale)
