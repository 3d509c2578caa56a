"""What the official route would cost instead, in a sentence, at the volume a review is about."""

from bot.domain import image_tokens
from bot.domain.money import NanoUsd, cost, say
from bot.domain.prices import PriceList, TokenClass
from bot.ports import Clock

MODEL, SIZE, QUALITY = "gpt-image-2", "1536x1024", "medium"


class Official:
    """Says it at today's prices."""

    def __init__(self, prices: PriceList, clock: Clock) -> None:
        self._prices, self._clock = prices, clock

    def line(self, volume: int | None) -> str:
        """Return the sentence; without a volume, what one picture costs."""
        price = self._prices.at(MODEL, TokenClass.IMAGE_OUT, self._clock())
        each = cost(image_tokens.output_tokens(SIZE, QUALITY), price.nano_per_million)
        words = f"about {say(each)} per {QUALITY} landscape, plus input tokens"
        return words if volume is None else f"{words}; {volume:,} a month: about {say(NanoUsd(each * volume))}"
