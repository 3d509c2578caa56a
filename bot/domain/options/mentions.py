"""One place where a message speaks of an option, before anybody asks whether it can be had."""

from dataclasses import dataclass

from bot.domain.options.request import OptionProblem


@dataclass(frozen=True, slots=True)
class Mention:
    """*value* is in lower case, *said* as it was put; characters *start* to *end* go. `problem`: there is no value."""

    option: str
    value: str
    said: str
    start: int
    end: int
    problem: OptionProblem | None = None
