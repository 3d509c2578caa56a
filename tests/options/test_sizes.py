"""Which sizes there are, and what comes nearest to the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.options import sizes
from bot.domain.options.describing import describe, shape_name
from bot.domain.options.image_options import ImageOptions
from bot.domain.options.size_wishes import alike

edges = st.one_of(st.integers(1, 5000), st.integers(1, 10**6), st.integers(1, 240).map(lambda n: 16 * n))

NEAREST = [
    ((1024, 1024), (1024, 1024)),
    ((1000, 1000), (1008, 1008)),
    ((1920, 1080), (1920, 1088)),
    ((1080, 1920), (1088, 1920)),
    ((100, 100), (816, 816)),
    ((4096, 4096), (2880, 2880)),
    ((3840, 3840), (2880, 2880)),
    ((7680, 4320), (3840, 2160)),
    ((3000, 500), (2112, 704)),
    ((10_000, 100), (1728, 576)),
    ((0, -3), (816, 816)),
]


@pytest.mark.parametrize(("wish", "legal"), NEAREST)
def test_the_nearest_size(wish: tuple[int, int], legal: tuple[int, int]) -> None:
    """Shape first, then area."""
    assert sizes.nearest_legal_size(*wish) == legal


@given(edges, edges)
def test_the_nearest_size_is_legal_and_a_legal_one_its_own(width: int, height: int) -> None:
    """For every wish there is one, the same for a turned wish but for ties."""
    near = sizes.nearest_legal_size(width, height)
    assert sizes.is_legal_size(*near)
    assert sizes.nearest_legal_size(*near) == near


@given(st.integers(480, 3840), st.integers(480, 3840))
def test_no_legal_size_is_nearer(width: int, height: int) -> None:
    """Against the obvious search, where only the step is wrong."""
    near = sizes.nearest_legal_size(width, height)
    if sizes.broken_rule(width, height) == "edges are multiples of 16":
        best = min(
            sizes.distance((w, h), (width, height)) for w, h in near_grid(width, height) if sizes.is_legal_size(w, h)
        )
        assert sizes.distance(near, (width, height)) == best


def near_grid(width: int, height: int) -> list[tuple[int, int]]:
    """Every multiple of 16 around *width* and *height*."""
    return [
        (w * 16, h * 16)
        for w in range(max(1, width // 16 - 3), width // 16 + 5)
        for h in range(max(1, height // 16 - 3), height // 16 + 5)
    ]


@given(st.integers(1, 60), st.integers(1, 60))
def test_every_ratio_has_a_size_of_that_shape(width: int, height: int) -> None:
    """Legal, and to within a step as long as was said, up to three times."""
    size = sizes.of_ratio(width, height)
    assert sizes.is_legal_size(*size)
    if max(width, height) <= 3 * min(width, height):
        assert alike(size, (width, height))
        assert sizes.of_ratio(height, width) == size[::-1] or width == height


def test_every_named_size_can_be_drawn() -> None:
    """Shapes, ratios, screens."""
    for size in (*sizes.SHAPES.values(), *sizes.RATIOS.values(), *sizes.SCREENS.values()):
        assert sizes.is_legal_size(*size)
        assert sizes.is_legal_size(*size[::-1])
    assert set(sizes.SCALES) == set(sizes.SCREENS)


DESCRIBED = [
    (ImageOptions("1536x1024", "medium", "png", "auto", "auto", 2, 1), "landscape 1536×1024, medium"),
    (ImageOptions("1024x1024", "high", "png", "opaque", "auto", 2, 1), "square 1024×1024, high"),
    (
        ImageOptions("1024x1536", "low", "webp", "transparent", "low", 0, 3),
        "portrait 1024×1536, low, webp, transparent background, low moderation, no previews, 3 pictures",
    ),
    (
        ImageOptions("1024x1024", "low", "jpeg", "auto", "auto", 1, 2),
        "square 1024×1024, low, jpeg, 1 preview, 2 pictures",
    ),
    (ImageOptions("1024x1024", "low", "png", "auto", "auto", 3, 1), "square 1024×1024, low, 3 previews"),
]


@pytest.mark.parametrize(("options", "words"), DESCRIBED)
def test_options_in_words(options: ImageOptions, words: str) -> None:
    """Short for the usual, complete for the rest."""
    assert describe(options) == words


def test_shapes_by_name() -> None:
    """With either cross."""
    assert [shape_name(size) for size in ("1024x1024", "1536×864", "864x1536")] == ["square", "landscape", "portrait"]
