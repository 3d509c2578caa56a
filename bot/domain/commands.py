"""The commands people can type, as one table: what they are called, what follows, what they do.

Slash commands do not exist inside threads, so each also works as `@darkroom NAME …`. Only a whole name counts there:
"image of a fox" is a wish, "/image a fox", "image-usage week" and "gateway list" are commands.
"""

import re
from dataclasses import dataclass

from bot.domain.reviews.gateway_request import reviews_a_route


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `hint` is what may follow its name; `does` is one line for the help."""

    name: str
    hint: str
    does: str
    verbs: frozenset[str] = frozenset()


IMAGE, USAGE, BUDGET, GATEWAY = "image", "image-usage", "image-budget", "gateway"
COMMANDS = (
    Command(IMAGE, "PROMPT", "draws a picture in a thread of its own; without a prompt it opens a form"),
    Command(USAGE, "[period] [by …] [@person|#channel] [csv|chart]", "says what was spent"),
    Command(BUDGET, "[set|remove] …", "shows budgets; admins set them"),
    Command(
        GATEWAY,
        "review URL · list · show ID · revoke ID why · export ID · contract",
        "judges a route that is not official, and shows verdicts",
        frozenset({"review", "list", "show", "revoke", "export", "contract"}),
    ),
)
NAMES = frozenset(command.name for command in COMMANDS)
VERBS = {command.name: command.verbs for command in COMMANDS}
CALLED = re.compile(r"^(?P<slash>/?)(?P<name>[a-z]+(?:-[a-z]+)*)(?:\s+(?P<rest>.*))?$", re.IGNORECASE | re.DOTALL)


def begins_thread(name: str, text: str) -> bool:
    """Whether a command is work that needs a thread: a picture, or the review of a route."""
    return name == IMAGE or (name == GATEWAY and reviews_a_route(text))


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
    rest = (found["rest"] or "").strip()
    certain = found["slash"] or "-" in name or rest.partition(" ")[0].lower() in VERBS[name]
    return Called(name, rest) if certain else None
