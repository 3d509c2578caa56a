"""The commands people can type, as one table: what they are called, what follows, what they do.

Slash commands do not exist inside threads, so each also works as `@darkroom NAME …`. Only a whole name counts there:
"image of a fox" is a wish, "/image a fox" and "image-usage week" are commands.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `hint` is what may follow its name; `does` is one line for the help."""

    name: str
    hint: str
    does: str


IMAGE, USAGE, BUDGET = "image", "image-usage", "image-budget"
COMMANDS = (
    Command(IMAGE, "PROMPT", "draws a picture in a thread of its own; without a prompt it opens a form"),
    Command(USAGE, "[period] [by …] [@person|#channel] [csv|chart]", "says what was spent"),
    Command(BUDGET, "[set|remove] …", "shows budgets; admins set them"),
)
NAMES = frozenset(command.name for command in COMMANDS)
CALLED = re.compile(r"^(?P<slash>/?)(?P<name>[a-z]+(?:-[a-z]+)*)(?:\s+(?P<rest>.*))?$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Called:
    """A command somebody wrote, and what stood behind it."""

    name: str
    rest: str


def called(text: str) -> Called | None:
    """Return the command that a message to the bot is, or None where it is words."""
    found = CALLED.match(text.strip())
    if found is None or (name := found["name"].lower()) not in NAMES:
        return None
    certain = found["slash"] or "-" in name
    return Called(name, (found["rest"] or "").strip()) if certain else None
