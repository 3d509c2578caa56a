"""From mentions to options: every value checked, nothing guessed without saying so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from bot.domain.options.grammar import NUMBERS
from bot.domain.options.image_options import ImageOptions
from bot.domain.options.mentions import Mention
from bot.domain.options.request import OptionProblem
from bot.domain.options.size_wishes import both, settle_size

WORDS: Final = {
    "quality": ("low", "medium", "high"),
    "output_format": ("png", "jpeg", "webp"),
    "background": ("transparent", "opaque", "auto"),
    "moderation": ("auto", "low"),
}
SYNONYMS: Final = {("quality", "med"): "medium", ("output_format", "jpg"): "jpeg"}
"""Said so, meant so."""
NEAREST: Final = {
    "quality": {
        "auto": "medium",
        "standard": "medium",
        "normal": "medium",
        "mid": "medium",
        "draft": "low",
        "fast": "low",
        "lowest": "low",
        "hd": "high",
        "best": "high",
        "max": "high",
        "xhigh": "high",
        "ultra": "high",
        "highest": "high",
    },
    "output_format": {},
    "background": {"none": "transparent", "clear": "transparent", "alpha": "transparent", "solid": "opaque"},
    "moderation": {"high": "auto", "default": "auto", "off": "low", "none": "low", "strict": "auto"},
}
"""What cannot be had, and what comes closest. What is not here goes by its spelling, or else to the first choice."""
FIRST_CHOICE: Final = {"quality": "medium", "output_format": "png", "background": "auto", "moderation": "auto"}
NAMES: Final = {"output_format": "format", "count": "n"}
RANGES: Final = {"previews": (0, 3), "count": (1, 4)}
RANGE_WORDS: Final = {"previews": "0 to 3 previews are possible", "count": "1 to 4 pictures can be drawn at once"}

Settled = tuple[ImageOptions, list[OptionProblem]]


def settle(mentions: Sequence[Mention], defaults: ImageOptions) -> Settled:
    """Return *defaults* changed as *mentions* say, and what of them cannot be had, in the order of the options."""
    problems = [mention.problem for mention in mentions if mention.problem]
    options = defaults
    for option, read in READERS.items():
        said = [mention for mention in mentions if mention.option == option and not mention.problem]
        if said:
            options, found = read(said, options)
            problems += found
    stated = {mention.option for mention in mentions}
    options, found = without_contradiction(options, stated)
    return options, problems + found


def settle_sizes(said: Sequence[Mention], options: ImageOptions) -> Settled:
    """Settle the size."""
    size, problems = settle_size(said, options.size)
    return replace(options, size=size), problems


def settle_word(said: Sequence[Mention], options: ImageOptions) -> Settled:
    """Settle an option that is one of a few words."""
    option = said[0].option
    values = {mention.said: nearest_word(option, mention.value) for mention in said}
    problems = [
        OptionProblem(
            option, mention.said, not_one_of(option, mention.value, values[mention.said]), values[mention.said]
        )
        for mention in said
        if SYNONYMS.get((option, mention.value), mention.value) not in WORDS[option]
    ]
    first, clash = first_and_clash(option, values)
    return with_value(options, option, first), problems + clash


def settle_number(said: Sequence[Mention], options: ImageOptions) -> Settled:
    """Settle an option that is a number in a range."""
    option = said[0].option
    values = {mention.said: within(option, mention.value) for mention in said}
    problems = [
        OptionProblem(option, m.said, f"{RANGE_WORDS[option]}, not {m.value}.", values[m.said])
        for m in said
        if NUMBERS.get(m.value, m.value) != values[m.said]
    ]
    first, clash = first_and_clash(option, values)
    return with_value(options, option, first), problems + clash


def first_and_clash(option: str, values: dict[str, str]) -> tuple[str, list[OptionProblem]]:
    """Return the first of *values*, by what was said, and the problem of a second that differs."""
    (words, first), *others = values.items()
    clash = next((other for other, value in others if value != first), None)
    return first, [] if clash is None else [both(words, clash, option, first)]


def with_value(options: ImageOptions, option: str, value: str) -> ImageOptions:
    """Return *options* with the field *option* set."""
    match option:
        case "quality":
            return replace(options, quality=value)
        case "output_format":
            return replace(options, output_format=value)
        case "background":
            return replace(options, background=value)
        case "moderation":
            return replace(options, moderation=value)
        case "previews":
            return replace(options, previews=int(value))
        case _:
            return replace(options, count=int(value))


def nearest_word(option: str, value: str) -> str:
    """Return *value* where it can be had, else what comes closest."""
    value = SYNONYMS.get((option, value), value)
    if value in WORDS[option]:
        return value
    close = get_close_matches(value, WORDS[option], 1)
    return NEAREST[option].get(value) or (close[0] if close else FIRST_CHOICE[option])


def not_one_of(option: str, value: str, nearest: str) -> str:
    """Return the sentence that refuses *value*."""
    *most, last = WORDS[option]
    name = NAMES.get(option, option).capitalize()
    return f"{name} can be {', '.join(most)} or {last}, not {value}; the nearest is {nearest}."


def within(option: str, value: str) -> str:
    """Return the number nearest to *value* in the option's range; the lowest for what is no number."""
    low, high = RANGES[option]
    value = NUMBERS.get(value, value)
    digits = value if value.isascii() and value.isdigit() else "0"
    return str(min(max(int(digits[:9]), low), high))


def without_contradiction(options: ImageOptions, stated: Iterable[str]) -> Settled:
    """Return *options* that can go together: what was not said gives way, and of two that were said the format does."""
    if options.background != "transparent" or options.output_format != "jpeg":
        return options, []
    stated = set(stated)
    if "background" not in stated and "output_format" in stated:
        return replace(options, background="auto"), []
    problem = OptionProblem(
        "output_format",
        "jpeg, transparent",
        "JPEG has no transparent background; the nearest format that has is png.",
        "png",
    )
    return replace(options, output_format="png"), [problem] if "output_format" in stated else []


READERS: Final[dict[str, Callable[[Sequence[Mention], ImageOptions], Settled]]] = {
    "size": settle_sizes,
    "quality": settle_word,
    "output_format": settle_word,
    "background": settle_word,
    "moderation": settle_word,
    "previews": settle_number,
    "count": settle_number,
}
