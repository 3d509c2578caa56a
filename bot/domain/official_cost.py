"""What pictures cost on the official route, in sentences, from the dated prices and the published formula.

The example is a landscape of gpt-image-2, whose output tokens the formula covers. Input tokens come on top and are said
to; a price that is missing raises MissingPriceError, nothing is guessed.
"""

from bot.domain import image_tokens
from bot.domain.image_tokens import QUALITY_FACTOR
from bot.domain.money import NanoUsd, cost, say
from bot.domain.prices import PriceList, TokenClass

MODEL = "gpt-image-2"
SIZE = "1536x1024"
SHAPES = {-1: "portrait", 0: "square", 1: "landscape"}


def per_picture(prices: PriceList, at_ms: int, size: str = SIZE, quality: str = "medium") -> str:
    """Say what one picture costs at *at_ms*: "about $0.041 per medium landscape, plus input tokens"."""
    return f"about {say(_each(prices, at_ms, size, quality))} per {quality} {_shape(size)}, plus input tokens"


def at_volume(prices: PriceList, at_ms: int, pictures_per_month: int) -> str:
    """Say what so many pictures a month cost in each quality, and on which day the prices were checked."""
    each = {quality: _each(prices, at_ms, SIZE, quality) for quality in QUALITY_FACTOR}
    amounts = ", ".join(f"{say(nano * pictures_per_month)} {quality}" for quality, nano in each.items())
    checked = prices.at(MODEL, TokenClass.IMAGE_OUT, at_ms).checked_on
    number = f"{pictures_per_month:,} picture{'s' if pictures_per_month != 1 else ''} a month"
    return f"{number} ({_shape(SIZE)}, {SIZE}): about {amounts}, plus input tokens; prices checked {checked}"


def _each(prices: PriceList, at_ms: int, size: str, quality: str) -> NanoUsd:
    price = prices.at(MODEL, TokenClass.IMAGE_OUT, at_ms)
    return cost(image_tokens.output_tokens(size, quality), price.nano_per_million)


def _shape(size: str) -> str:
    width, height = image_tokens.pixels(size)
    return SHAPES[(width > height) - (width < height)]
