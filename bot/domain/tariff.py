"""How a lane is quoted and settled: by the tokens of a dated price list, or by what a provider states a picture costs.

    by tokens    quoted at the ceiling of every class; what is known is metered, what is not is held
    as stated    a picture costs its stated price; a call without one what the policy says of failed calls
    given up     a lane that is no longer there: what was reserved is held at its ceiling
A settlement of None is a release: the call surely cost nothing.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from bot.domain import pricing, settlement
from bot.domain.fallbacks import FailedCalls, Fallback
from bot.domain.ledger import Basis, Part, Purpose
from bot.domain.money import NanoUsd
from bot.domain.plan import Models, Step
from bot.domain.prices import PriceList, TokenClass
from bot.domain.pricing import Quote
from bot.domain.settlement import Known

FAILED_BILLED = "{provider} bills failed calls"
FAILED_UNKNOWN = "whether {provider} bills failed calls is unknown"
CUT = "nobody knows whether {provider} finished it"


@dataclass(frozen=True, slots=True)
class Tried:
    """One ended attempt: what it is settled against, what is known of it, and whether it certainly never began.

    `answered` says that the provider itself ended it, with a picture or an error; a cut or a stop does not.
    """

    models: Models
    quote: Quote
    at_ms: int
    known: Known
    unbilled: bool
    unsent: bool
    answered: bool


class Tariff(Protocol):
    """A lane's way to count."""

    def quote(self, step: Step, models: Models, at_ms: int) -> Quote:
        """Return the most that a step can cost; raises MissingPriceError where there is no price."""

    def estimate(self, step: Step, models: Models, at_ms: int) -> NanoUsd:
        """Return what a step probably costs."""

    def settle(self, tried: Tried) -> tuple[Part, ...] | None:
        """Return the parts of an attempt's settlement; None releases it."""

    @property
    def audited(self) -> bool:
        """Whether reported tokens are the first party's, and held against the formula."""


@dataclass(frozen=True, slots=True)
class ByTokens:
    """The first party: tokens at dated prices."""

    prices: PriceList

    @property
    def audited(self) -> bool:
        """Its usage is what the formula is about."""
        return True

    def quote(self, step: Step, models: Models, at_ms: int) -> Quote:
        """Return the ceiling, class by class."""
        return pricing.quote(step, models, self.prices, at_ms)

    def estimate(self, step: Step, models: Models, at_ms: int) -> NanoUsd:
        """Return what it costs if all goes as usual."""
        return pricing.estimate(step, models, self.prices, at_ms)

    def settle(self, tried: Tried) -> tuple[Part, ...] | None:
        """Meter what was said, hold what was not."""
        if tried.unbilled:
            return None
        books = settlement.Books(tried.models, tried.quote, self.prices, tried.at_ms)
        return settlement.settle(tried.known, books)


@dataclass(frozen=True, slots=True)
class AsStated:
    """A provider's price for a picture, as it states it."""

    fallback: Fallback

    @property
    def audited(self) -> bool:
        """What a provider reports of tokens is no bill of ours."""
        return False

    def quote(self, step: Step, models: Models, at_ms: int) -> Quote:  # noqa: ARG002 - the port's arguments
        """Return one part: a picture at its price."""
        price = self.fallback.prices[step.options.quality]
        return Quote((_stated(models.image, price, f"as {self.fallback.provider} states"),))

    def estimate(self, step: Step, models: Models, at_ms: int) -> NanoUsd:
        """Return the price: it is no guess."""
        return self.quote(step, models, at_ms).nano

    def settle(self, tried: Tried) -> tuple[Part, ...] | None:
        """Return the price of a picture that came; else what is known of failed calls."""
        if tried.unsent:
            return None
        if tried.known.calls:
            return tried.quote.parts
        if not tried.answered and self.fallback.failed_calls is not FailedCalls.BILLED:
            return held(tried.quote, CUT.format(provider=self.fallback.provider))
        match self.fallback.failed_calls:
            case FailedCalls.NOT_BILLED:
                return None
            case FailedCalls.BILLED:
                note = FAILED_BILLED.format(provider=self.fallback.provider)
                return tuple(replace(part, note=note) for part in tried.quote.parts)
            case FailedCalls.UNKNOWN:
                return held(tried.quote, FAILED_UNKNOWN.format(provider=self.fallback.provider))


@dataclass(frozen=True, slots=True)
class GivenUp:
    """For attempts of a lane that is no longer set up: nobody is asked, and nothing is taken for settled."""

    audited: bool = False

    def quote(self, step: Step, models: Models, at_ms: int) -> Quote:  # noqa: ARG002 - the port's arguments
        """Return nothing: nothing is begun on it."""
        return Quote(())

    def estimate(self, step: Step, models: Models, at_ms: int) -> NanoUsd:  # noqa: ARG002
        """Return nothing: nothing is begun on it."""
        return NanoUsd(0)

    def settle(self, tried: Tried) -> tuple[Part, ...] | None:
        """Hold what was reserved, unless nothing was sent."""
        return None if tried.unsent else held(tried.quote, "its lane is no longer set up")


def held(quote: Quote, note: str) -> tuple[Part, ...]:
    """Return the parts of *quote* at their ceiling: the bill is unknown."""
    return tuple(replace(part, basis=Basis.CEILING, note=note) for part in quote.parts)


def _stated(model: str, price: NanoUsd, note: str) -> Part:
    return Part(Purpose.PICTURE, model, TokenClass.IMAGE_OUT, None, None, Basis.PROVIDER_STATED, price, note)
