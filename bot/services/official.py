"""What the official route costs instead, in a sentence, at today's prices: every card and every refusal ends with it."""

from bot.domain.official_cost import at_volume, per_picture
from bot.domain.prices import MissingPriceError, PriceList
from bot.ports import Clock

NO_PRICE = "the bot's price list does not say what it costs"


class Official:
    """Says it."""

    def __init__(self, prices: PriceList, clock: Clock) -> None:
        self._prices, self._clock = prices, clock

    def line(self, volume: int | None) -> str:
        """Return the sentence for so many pictures a month; without a number, for one picture."""
        try:
            if volume is None:
                return per_picture(self._prices, self._clock())
            return at_volume(self._prices, self._clock(), volume)
        except MissingPriceError:
            return NO_PRICE
