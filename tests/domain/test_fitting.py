"""What would fit: the same shape, never larger nor better, never dearer than what is left, and the dearest of those."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fitting import QUALITIES, Fit, same_shape, what_fits
from bot.domain.image_tokens import pixels
from bot.domain.money import NanoUsd
from bot.domain.options.image_options import ImageOptions
from bot.domain.options.sizes import RATIOS, is_legal_size
from bot.domain.pricing import quote
from tests.domain.values import AT, MODELS, PRICES, step

SIZES = [f"{w}x{h}" for w, h in {*RATIOS.values(), (2048, 2048), (3840, 2160), (1024, 1536), (2560, 1440)}]


def ceiling(options: ImageOptions) -> int:
    """What is reserved for one picture."""
    return quote(step(options), MODELS, PRICES, AT).nano


def fitting(options: ImageOptions, left: int) -> Fit | None:
    """What fits instead."""
    return what_fits(step(options), lambda one: quote(one, MODELS, PRICES, AT).nano, left)


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ("1024x1024", ["1024x1024"]),
        ("1536x1024", ["1536x1024", "1152x768"]),
        ("2048x2048", ["2048x2048", "1536x1536", "1024x1024"]),
        ("3840x2160", ["3840x2160", "2816x1584", "1792x1008"]),
    ],
)
def test_the_same_shape_is_exactly_the_same_proportions(size: str, sizes: list[str]) -> None:
    """Largest first, and each can be drawn."""
    assert same_shape(size) == sizes


options = st.builds(
    ImageOptions,
    size=st.sampled_from(SIZES),
    quality=st.sampled_from(QUALITIES),
    previews=st.integers(0, 3),
    count=st.integers(1, 4),
)


@given(options, st.integers(0, 600_000_000))
def test_what_fits_is_no_more_than_was_asked_and_than_is_left(asked: ImageOptions, left: int) -> None:
    """Of the same proportions, legal, and at its true ceiling."""
    fit = fitting(asked, left)
    if fit is None:
        assert ceiling(replace(asked, quality="low", size=same_shape(asked.size)[-1], previews=0)) > left
        return
    (width, height), (asked_width, asked_height) = pixels(fit.options.size), pixels(asked.size)
    assert fit.quote == fit.options.count * ceiling(fit.options) <= left
    assert width * asked_height == height * asked_width
    assert width <= asked_width
    assert is_legal_size(width, height)
    assert QUALITIES.index(fit.options.quality) <= QUALITIES.index(asked.quality)
    assert fit.options.previews <= asked.previews
    assert fit.options.count <= asked.count


@given(options, st.integers(0, 600_000_000), st.integers(0, 100_000_000))
def test_more_money_never_buys_less(asked: ImageOptions, left: int, more: int) -> None:
    """The dearest that fits is offered."""
    poor, rich = fitting(replace(asked, count=1), left), fitting(replace(asked, count=1), left + more)
    assert poor is None or (rich is not None and rich.quote >= poor.quote)


def test_where_one_of_several_fits_fewer_are_offered() -> None:
    """As they were asked for."""
    asked = ImageOptions(count=4)
    fit = fitting(asked, 3 * ceiling(asked) - 1)
    assert fit == Fit(replace(asked, count=2), NanoUsd(2 * ceiling(asked)))
    assert fit.sentence.startswith("What fits: 2 pictures at 1024×1024 medium, at most $")


def test_what_is_offered_says_that_it_has_no_previews() -> None:
    """Where it can only be paid for without them."""
    left = ceiling(ImageOptions(quality="low", previews=0))
    fit = fitting(ImageOptions(quality="high"), left)
    assert fit == Fit(ImageOptions(quality="low", previews=0), NanoUsd(left))
    assert "1024×1024 low without previews, at most $" in fit.sentence
