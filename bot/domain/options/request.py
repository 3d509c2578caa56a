"""What a person's message asks for once its option words are read: the prompt that is left, and the options."""

from dataclasses import dataclass

from bot.domain.options.image_options import ImageOptions


@dataclass(frozen=True, slots=True)
class OptionProblem:
    """An option that cannot be had as said. `suggestion` is the nearest that can; empty where none is near."""

    option: str
    said: str
    sentence: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Request:
    """*prompt* without the option words; *stated* names the options that were said, with the fields' own names.

    *via* is the fallback lane that was picked, by whatever name it was given: whether there is one, others know.
    With problems, *options* hold the suggestions, so that they can be offered as they are.
    """

    prompt: str
    options: ImageOptions
    stated: frozenset[str]
    problems: tuple[OptionProblem, ...]
    via: str | None = None
