"""What a command is answered with, as values: services decide them, renderers find the words and blocks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Help:
    """What the bot can do."""


Answer = Sentence | Help
