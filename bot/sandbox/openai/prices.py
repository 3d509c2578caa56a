"""What a token costs here: USD per million, by model and token class, and nothing that the bot also reads.

The sandbox has its own arithmetic on purpose. A bill that agrees with somebody else's ledger says something only when
the two were computed apart. Source: the public price pages, read 2026-11-22.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from bot.sandbox.openai.catalogue import IMAGE_MODELS

MAINLINE_PRICES: Final[Mapping[str, tuple[str, str, str]]] = {  # input, cached input, output
    "gpt-5.4": ("2.50", "0.25", "15.00"),
    "gpt-5.4-mini": ("0.75", "0.075", "4.50"),
    "gpt-5.4-nano": ("0.20", "0.02", "1.25"),
    "gpt-5.5": ("5.00", "0.50", "30.00"),
    "gpt-6-luna": ("0.10", "0.01", "0.50"),
    "gpt-6.2-sol": ("2.00", "0.10", "10.00"),
}
MAINLINE_CLASSES: Final = ("input", "cached_input", "output")

IMAGE_PRICES: Final[Mapping[str, str]] = {
    "text_input": "5.00",
    "cached_text_input": "1.25",
    "image_input": "8.00",
    "cached_image_input": "2.00",
    "image_output": "30.00",
    "text_output": "10.00",
}

USD_PER_MILLION: Final[Mapping[tuple[str, str], Decimal]] = {
    (model, token_class): Decimal(price)
    for model, prices in MAINLINE_PRICES.items()
    for token_class, price in zip(MAINLINE_CLASSES, prices, strict=True)
} | {(model, token_class): Decimal(price) for model in IMAGE_MODELS for token_class, price in IMAGE_PRICES.items()}


def nano_usd(model: str, token_class: str, tokens: int) -> int:
    """Return the price of *tokens* in whole nano-dollars, half up."""
    exact = USD_PER_MILLION[model, token_class] * tokens * 1000
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
