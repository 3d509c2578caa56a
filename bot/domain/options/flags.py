"""Options said as flags: `--size 16:9`, `--n=2`; with the dash that a chat client makes of two hyphens, too."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from bot.domain.options.mentions import Mention
from bot.domain.options.quotes import HIDDEN
from bot.domain.options.request import OptionProblem

FLAGS: Final = {
    "size": "size",
    "quality": "quality",
    "format": "output_format",
    "background": "background",
    "moderation": "moderation",
    "previews": "previews",
    "n": "count",
    "via": "via",
}
"""By name, the option's field."""
USUAL: Final = tuple(flag for flag in FLAGS if flag != "via")
"""Those that are always there: lanes to pick are set up or not."""
ALIASES: Final = {
    "aspect": "size",
    "aspect-ratio": "size",
    "ar": "size",
    "ratio": "size",
    "shape": "size",
    "q": "quality",
    "output-format": "format",
    "bg": "background",
    "preview": "previews",
    "partial-images": "previews",
    "count": "n",
    "number": "n",
    "variations": "n",
    "versions": "n",
    "lane": "via",
    "route": "via",
}
"""Other names by which people know a flag."""
NEEDS: Final = {
    "size": "a size such as 1536x1024, 16:9 or landscape",
    "quality": "low, medium or high",
    "format": "png, jpeg or webp",
    "background": "transparent, opaque or auto",
    "moderation": "auto or low",
    "previews": "a number from 0 to 3",
    "n": "a number from 1 to 4",
    "via": "the name of a fallback lane",
}
NO_PREVIEWS: Final = "no-previews"
DASH: Final = r"(?:--|[—–―]-?)"
FLAG: Final = re.compile(rf"(?<!\S){DASH}(?P<name>[a-z][a-z_-]*)(?![^\s=,.;!?])", re.IGNORECASE)
VALUE: Final = re.compile(
    rf"(?:\s*=\s*|\s+)(?!{DASH}[a-z])(?P<value>[0-9]+\s*(?:[x×*]|by)\s*[0-9]+|[^\s,;{HIDDEN}]+)", re.IGNORECASE
)


def find(masked: str) -> Iterator[Mention]:
    """Yield the flags in *masked* text. A dash of its own is only a flag where its name is one."""
    for found in FLAG.finditer(masked):
        name = found["name"].lower().replace("_", "-")
        name = ALIASES.get(name, name)
        if name == NO_PREVIEWS:
            yield Mention("previews", "0", found[0], *found.span())
        elif name in FLAGS:
            yield known(masked, found, name)
        elif found[0].startswith("--"):
            yield Mention("", "", found[0], *found.span(), unknown(found[0], name))


def known(masked: str, found: re.Match[str], name: str) -> Mention:
    """Return the mention of the flag *name* that was *found*, with the value after it."""
    value = VALUE.match(masked, found.end())
    if value is None:
        sentence = f"--{name} needs a value: {NEEDS[name]}."
        problem = OptionProblem(FLAGS[name], found[0], sentence, "")
        return Mention(FLAGS[name], "", found[0], *found.span(), problem)
    word = value["value"].rstrip(".!?)") or value["value"]
    end = value.start("value") + len(word)
    return Mention(FLAGS[name], word.lower(), masked[found.start() : end], found.start(), end)


def unknown(said: str, name: str) -> OptionProblem:
    """Return the problem of a flag nobody knows, with the one it resembles, or all where it resembles none."""
    close = get_close_matches(name, [*FLAGS, *ALIASES], 1)
    if not close:
        return OptionProblem(
            "", said, f"There is no option {said}; there are {', '.join(f'--{flag}' for flag in USUAL)}.", ""
        )
    nearest = ALIASES.get(close[0], close[0])
    return OptionProblem(
        "", said, f"There is no option {said}; the nearest is --{nearest}: {NEEDS[nearest]}.", f"--{nearest}"
    )
