"""Counts that contradict themselves, and cache writes nobody counted: held, never negative, never below the bill."""

from dataclasses import replace

import pytest

from bot.domain.ledger import Basis, Purpose, weakest
from bot.domain.options.image_options import ImageOptions
from bot.domain.pricing import quote
from bot.domain.settlement import Books, Known, settle
from bot.domain.upstream import ImageTokens, MainlineTokens
from tests.domain.values import AT, MODELS, PRICES, call, ended, picture, step

QUOTE = quote(step(ImageOptions("1536x1024", "medium"), sources=(picture(),)), MODELS, PRICES, AT)
BOOKS = Books(MODELS, QUOTE, PRICES, AT)
TOLD = MainlineTokens(2400, 120, 0)
DRAWN = ImageTokens(60, 0, 1572, 0, 0)


def known(image: ImageTokens, mainline: MainlineTokens = TOLD, model: str = "gpt-5.4") -> Known:
    """A picture with two previews, whose usage is in question."""
    return Known(ended(mainline, image, model=model), (call(),), attempted=True, previews=2)


@pytest.mark.parametrize(
    ("image", "mainline"),
    [
        (ImageTokens(60, 0, 1572, 100, 0), TOLD),
        (ImageTokens(60, 10, 1572, 0, 20), TOLD),
        (ImageTokens(60, 0, 1572, 0, 0, text_out=5000), TOLD),
        (DRAWN, MainlineTokens(100, 1, 500)),
        (DRAWN, MainlineTokens(100, 1, 0, cache_write=500)),
    ],
)
def test_counts_that_contradict_themselves_are_held_and_never_negative(
    image: ImageTokens, mainline: MainlineTokens
) -> None:
    parts = settle(known(image, mainline, "gpt-6-luna"), BOOKS)
    assert all(part.nano is not None and part.nano >= 0 for part in parts)
    assert weakest(parts) is Basis.CEILING


def test_cache_writes_that_are_billed_but_not_said_are_held_at_their_price() -> None:
    parts = settle(known(DRAWN, MainlineTokens(2400, 120, 0, None), "gpt-6-luna"), BOOKS)
    planning = [part for part in parts if part.purpose is Purpose.PLANNING]
    assert weakest(parts) is Basis.CEILING
    assert planning[0].nano == 2400 * 125


def test_a_quote_is_a_ceiling_also_where_everything_is_written_to_the_cache() -> None:
    models = replace(MODELS, mainline="gpt-6-luna")
    ceiling = quote(step(), models, PRICES, AT)
    (tokens, *_) = [part.tokens or 0 for part in ceiling.of(Purpose.PLANNING)]
    said = ended(MainlineTokens(tokens, models.max_output_tokens, 0, tokens), None, model="gpt-6-luna")
    parts = settle(Known(said, (), attempted=False, previews=0), Books(models, ceiling, PRICES, AT))
    assert sum(part.nano or 0 for part in parts) <= sum(part.nano or 0 for part in ceiling.of(Purpose.PLANNING))
