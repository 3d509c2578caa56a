"""A person's message read for options: flags and plain words out, the picture's own words left as they were.

Deterministic and without a model. What might as well be said of the picture is never taken for an option.
"""

from collections.abc import Iterable
from typing import Final

from bot.domain.options import flags, phrases
from bot.domain.options.image_options import ImageOptions
from bot.domain.options.mentions import Mention
from bot.domain.options.quotes import masked
from bot.domain.options.request import OptionProblem, Request
from bot.domain.options.seams import without
from bot.domain.options.settling import settle

VIA: Final = "via"
ROUNDS: Final = 16
"""What is last in a message becomes so when what stood behind it is taken out: this often at most."""


def parse(text: str, defaults: ImageOptions) -> Request:
    """Return what *text* asks for; options it does not speak of are those of *defaults*. Never raises."""
    prompt, mentions = text.strip(), list[Mention]()
    for _ in range(ROUNDS):
        found = apart(read(prompt))
        if not found:
            break
        mentions += found
        prompt = without(prompt, [(mention.start, mention.end) for mention in found])
    options, problems = settle(mentions, defaults)
    stated = frozenset(mention.option for mention in mentions if mention.option)
    via, clash = picked(mentions)
    return Request(prompt, options, stated, (*problems, *clash), via)


def picked(mentions: Iterable[Mention]) -> tuple[str | None, tuple[OptionProblem, ...]]:
    """Return the lane that *mentions* pick, and the problem of a second that differs."""
    names = list(dict.fromkeys(one.value for one in mentions if one.option == VIA and not one.problem))
    if len(names) < 2:
        return (names[0] if names else None), ()
    sentence = f"Both --via {names[0]} and --via {names[1]} are said; one lane draws a picture."
    return names[0], (OptionProblem(VIA, f"--via {names[1]}", sentence, f"--via {names[0]}"),)


def read(text: str) -> list[Mention]:
    """Return everything in *text* that speaks of an option."""
    hidden = masked(text)
    return [*flags.find(hidden), *phrases.find(hidden)]


def apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Return *mentions* in order without overlaps: the earlier goes first, of two that start together the longer."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
