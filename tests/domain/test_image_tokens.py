"""How many tokens a picture is: the published table, row by row, and what must hold between rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import image_tokens
from bot.domain.options.sizes import is_legal_size

PUBLISHED = [
    # size, low, medium, high: output tokens of gpt-image-2 by the calculator's formula
    ("1024x1024", 196, 1756, 7024),
    ("1024x1536", 158, 1372, 5488),
    ("1536x1024", 158, 1372, 5488),
    ("1024x640", 107, 956, 3824),
    ("1280x512", 64, 606, 2422),
    ("1408x480", 54, 514, 2120),
    ("1152x576", 86, 768, 3069),
    ("1536x864", 120, 1078, 4312),
    ("2048x1152", 157, 1413, 5650),
    ("2560x1440", 205, 1843, 7370),
    ("2048x2048", 397, 3568, 14272),
    ("3472x1488", 201, 1806, 7052),
    ("3840x2160", 371, 3336, 13342),
]
OFFICIAL_USD = [
    # the price table of the model's page: dollars for one picture, at $30 per million
    ("1024x1024", "low", 0.006),
    ("1024x1024", "medium", 0.053),
    ("1024x1024", "high", 0.211),
    ("1536x1024", "low", 0.005),
    ("1536x1024", "medium", 0.041),
    ("1536x1024", "high", 0.165),
]
INPUTS = [
    # width, height, detail, mainline tokens at most
    (1024, 1024, "high", 1024),
    (1536, 1024, "high", 1536),
    (1, 1, "high", 1),
    (33, 32, "high", 2),
    (1056, 992, "high", 33 * 31),
    (3840, 2160, "high", 2500),
    (1024, 1024, "low", 256),
    (320, 320, "low", 100),
]
edges = st.integers(30, 240).map(lambda n: 16 * n)
qualities = st.sampled_from(["low", "medium", "high"])


@pytest.mark.parametrize(("size", "low", "medium", "high"), PUBLISHED)
def test_the_published_token_counts(size: str, low: int, medium: int, high: int) -> None:
    """Every row of the published table is reproduced."""
    assert [image_tokens.output_tokens(size, quality) for quality in ("low", "medium", "high")] == [low, medium, high]


@pytest.mark.parametrize(("size", "quality", "usd"), OFFICIAL_USD)
def test_the_official_prices_of_a_picture(size: str, quality: str, usd: float) -> None:
    """At the price of output tokens, the counts give the dollars that OpenAI publishes."""
    assert round(image_tokens.output_tokens(size, quality) * 30 / 1_000_000, 3) == usd


@given(edges, edges, qualities)
def test_turning_a_picture_costs_nothing(width: int, height: int, quality: str) -> None:
    """Portrait is landscape on its side."""
    turned = image_tokens.output_tokens(f"{height}x{width}", quality)
    assert image_tokens.output_tokens(f"{width}x{height}", quality) == turned


@given(edges, edges)
def test_every_legal_picture_costs_something_and_better_costs_more(width: int, height: int) -> None:
    """For every size that can be drawn."""
    if is_legal_size(width, height):
        low, medium, high = (image_tokens.output_tokens(f"{width}x{height}", q) for q in ("low", "medium", "high"))
        assert 0 < low < medium < high


@pytest.mark.parametrize(
    ("model", "covered"),
    [
        ("gpt-image-2", True),
        ("gpt-image-2-2026-04-21", True),
        ("gpt-image-2.5-sunburst", False),
        ("gpt-image-2.6-sunburst", False),
        ("gpt-image-1.5", False),
        ("gpt-image-20", False),
        ("gpt-image-2-mini", False),
    ],
)
def test_the_formula_speaks_of_one_model_and_its_snapshots(model: str, covered: bool) -> None:
    """The same quality names mean other token counts elsewhere."""
    assert image_tokens.covers(model) is covered


@pytest.mark.parametrize(("width", "height", "detail", "most"), INPUTS)
def test_a_picture_shown_to_the_mainline_is_counted_in_patches_up_to_a_cap(
    width: int, height: int, detail: str, most: int
) -> None:
    """Patches of 32 pixels, a begun one counts whole."""
    assert image_tokens.mainline_patches(width, height, detail) == most


@pytest.mark.parametrize("size", ["auto", "1024", "x", "1024x", "big x small", ""])
def test_a_size_that_is_no_size_is_refused(size: str) -> None:
    """`auto` cannot be counted beforehand, so it is never guessed."""
    with pytest.raises(ValueError, match="invalid literal"):
        image_tokens.pixels(size)
