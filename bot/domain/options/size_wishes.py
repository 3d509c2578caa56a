"""What people say of a size, one or several ways at once, brought to one that can be drawn.

"portrait 4k" is one wish in two words; "square" and "16:9" are two that exclude each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from bot.domain.options import sizes
from bot.domain.options.mentions import Mention
from bot.domain.options.request import OptionProblem

EXACT: Final = re.compile(r"([0-9]{1,6})\s*(?:[x×*]|by)\s*([0-9]{1,6})")
RATIO: Final = re.compile(r"([0-9]{1,3})[:/]([0-9]{1,3})")
SCALE_WORDS: Final = {"full-hd": "full hd", "fhd": "full hd", "uhd": "4k"}
SHAPE_WORDS: Final = {**sizes.SHAPE_WORDS, "widescreen": "landscape"}
ALIKE: Final = 1.05
"""How far two proportions may be apart and still be called the same."""
WIDE_4K: Final = (16, 9)
"""The proportions of a long edge that came without any but landscape or portrait."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One way of naming a size: *exact* pixels, a *ratio*, a *shape*, or the *scale* of a screen; the rest is None."""

    said: str
    exact: tuple[int, int] | None = None
    ratio: tuple[int, int] | None = None
    shape: str | None = None
    scale: str | None = None

    @property
    def proportions(self) -> tuple[int, int] | None:
        """Width and height in proportion, where they were said as numbers."""
        return self.exact or self.ratio


def settle_size(mentions: Sequence[Mention], default: str) -> tuple[str, list[OptionProblem]]:
    """Return the size that *mentions* ask for as `WxH`, *default* where they name none, and what is wrong with them."""
    read = [(mention, list(wishes_of(mention.value, mention.said))) for mention in mentions]
    wishes = [wish for _, several in read for wish in several]
    problems = [no_size(mention, default) for mention, several in read if not several]
    if not wishes:
        return default, problems
    clash = next((pair for pair in combinations(wishes, 2) if exclude_each_other(*pair)), None)
    if clash:
        wishes = [wishes[0]]
    size = written(resolved(wishes))
    if clash:
        problems.append(both(clash[0].said, clash[1].said, "size", size))
    return size, [*problems, *illegal(wishes, size)]


def wishes_of(value: str, said: str) -> Iterator[Wish]:
    """Yield what *value* names: nothing where it is no size, two things where a shape stands before another."""
    shape, _, rest = value.partition(" ")
    if rest and shape in SHAPE_WORDS:
        yield Wish(shape, shape=SHAPE_WORDS[shape])
        value = said = rest
    scale = SCALE_WORDS.get(value, value)
    ratio = RATIO.fullmatch(value)
    if exact := EXACT.fullmatch(value):
        yield Wish(said, exact=(int(exact[1]), int(exact[2])))
    elif ratio and int(ratio[1]) and int(ratio[2]):
        yield Wish(said, ratio=(int(ratio[1]), int(ratio[2])))
    elif value in SHAPE_WORDS:
        yield Wish(said, shape=SHAPE_WORDS[value])
    elif scale in sizes.SCALES:
        yield Wish(said, scale=scale)


def exclude_each_other(one: Wish, other: Wish) -> bool:
    """Whether no picture can be both."""
    if one.exact and other.exact:
        return one.exact != other.exact
    if one.proportions and other.proportions:
        return not alike(one.proportions, other.proportions)
    edges = {sizes.SCALES[wish.scale] if wish.scale else max(wish.exact or (0,)) for wish in (one, other)} - {0}
    if len(edges) > 1:
        return True
    shapes = {wish.shape or (wish.proportions and sizes.shape_of(*wish.proportions)) for wish in (one, other)}
    return len(shapes - {None}) > 1


def alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two sizes have the same proportions, but for the rounding that real sizes need."""
    a, b = one[0] * other[1], one[1] * other[0]
    return max(a, b) <= ALIKE * min(a, b)


def resolved(wishes: Sequence[Wish]) -> tuple[int, int]:
    """Return the legal size that all of *wishes*, which agree, come to."""
    exact = next((wish.exact for wish in wishes if wish.exact), None)
    ratio = next((wish.ratio for wish in wishes if wish.ratio), None)
    shape = next((wish.shape for wish in wishes if wish.shape), None)
    scale = next((wish.scale for wish in wishes if wish.scale), None)
    if exact:
        return sizes.nearest_legal_size(*exact)
    if scale and (ratio or shape):
        return sizes.of_long_edge(sizes.SCALES[scale], *(ratio or upright(shape)))
    if scale:
        return sizes.SCREENS[scale]
    return sizes.of_ratio(*ratio) if ratio else sizes.SHAPES[shape or "square"]


def upright(shape: str | None) -> tuple[int, int]:
    """Return the proportions of a screen held as *shape* says."""
    return {"landscape": WIDE_4K, "portrait": WIDE_4K[::-1]}.get(shape or "", (1, 1))


def illegal(wishes: Sequence[Wish], size: str) -> Iterator[OptionProblem]:
    """Yield the problem of pixels or a ratio that cannot be drawn as said."""
    for wish in wishes:
        rule = wish.exact and sizes.broken_rule(*wish.exact)
        if wish.ratio and max(wish.ratio) > sizes.MAX_RATIO * min(wish.ratio):
            rule = f"the long edge is at most {sizes.MAX_RATIO} times the short one"
        if rule:
            name = shown(written(wish.exact)) if wish.exact else wish.said
            yield OptionProblem(
                "size", wish.said, f"{name} cannot be drawn: {rule}. The nearest is {shown(size)}.", size
            )


def no_size(mention: Mention, default: str) -> OptionProblem:
    """Return the problem of a value that names no size at all."""
    sentence = f"{mention.value} is no size; say for example 1536x1024, 16:9 or landscape."
    return OptionProblem("size", mention.said, sentence, default)


def both(one: str, other: str, option: str, suggestion: str) -> OptionProblem:
    """Return the problem of two values that exclude each other; the first is suggested."""
    return OptionProblem(
        option, f"{one}, {other}", f"Both “{one}” and “{other}” were asked for; say which.", suggestion
    )


def written(size: tuple[int, int]) -> str:
    """Return *size* as the options hold it."""
    return f"{size[0]}x{size[1]}"


def shown(size: str) -> str:
    """Return *size* as people read it."""
    return size.replace("x", "×")
