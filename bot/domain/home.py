"""What the Home tab shows one person, as a value."""

from dataclasses import dataclass

from bot.domain.helping import PROMPTS, Prompt


@dataclass(frozen=True, slots=True)
class HomePage:
    """The page of one person."""

    prompts: tuple[Prompt, ...] = PROMPTS
