"""A drawing that does not fit a budget: which budget, what is left of it, what is reserved, and what would fit."""

from collections.abc import Sequence

from bot.domain.budgets import Holder, Standing, named
from bot.domain.errors import PersonError
from bot.domain.fitting import Fit
from bot.domain.money import MILL, NANO, NanoUsd, say, say_up_to

NOTHING_FITS = "Nothing smaller of this shape fits either."


class BudgetExceeded(PersonError):
    """Nothing was reserved and nothing was sent.

    The sentence names the budget and what is left of it; `holders` says by whom the rest is reserved, which only those
    may read who may know of other people's money.
    """

    def __init__(
        self, standing: Standing, quote: NanoUsd, holders: Sequence[Holder] = (), fit: Fit | None = None
    ) -> None:
        super().__init__("budget", _sentence(standing, quote, holders, fit))
        self.standing = standing
        self.quote = quote
        self.holders = tuple(holders)
        self.fit = fit

    @property
    def over(self) -> NanoUsd:
        """How far over the budget this would go at most: what an overrun has to allow, what it allowed before included."""
        standing = self.standing
        return NanoUsd(standing.spent + standing.reserved + self.quote - standing.room + standing.overrun)


def _sentence(standing: Standing, quote: NanoUsd, holders: Sequence[Holder], fit: Fit | None) -> str:
    name = named(standing)
    limit = say(standing.budget.limit)
    needs = f"{name[0].upper()}{name[1:]} has {_say_left(standing.left)} of {limit} left"
    parts = [f"{needs}, and this may cost up to {say_up_to(quote)}.", *_reserved(standing, holders)]
    return " ".join([*parts, fit.sentence if fit else NOTHING_FITS])


def _reserved(standing: Standing, holders: Sequence[Holder]) -> list[str]:
    if not standing.reserved:
        return []
    count = sum(holder.drawings for holder in holders)
    who = f" by {count} drawing{'s' if count > 1 else ''} under way" if count else ""
    return [f"{say_up_to(standing.reserved)} of it is reserved{who}."]


def _say_left(nano: int) -> str:
    """Return an amount that must not be overstated: whole mills or cents, rounded down."""
    step = MILL if nano < NANO else NANO // 100
    return say(nano // step * step)
