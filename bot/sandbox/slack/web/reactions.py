"""`reactions.*`: the bot's emoji on messages."""

from bot.sandbox.slack.person import BOT_USER
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web import reach
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World


class Reaction(Arguments):
    """reactions.add and reactions.remove."""

    channel: str
    name: str
    timestamp: str


def add(world: World, asked: Reaction) -> Json:
    """Put an emoji on a message."""
    people = _reactions(world, asked).setdefault(asked.name, [])
    if BOT_USER in people:
        raise Refusal("already_reacted")
    people.append(BOT_USER)
    world.workspace.changes.ring()
    return {}


def remove(world: World, asked: Reaction) -> Json:
    """Take it away again."""
    reactions = _reactions(world, asked)
    if BOT_USER not in reactions.get(asked.name, []):
        raise Refusal("no_reaction")
    reactions[asked.name].remove(BOT_USER)
    if not reactions[asked.name]:
        del reactions[asked.name]
    world.workspace.changes.ring()
    return {}


def _reactions(world: World, asked: Reaction) -> dict[str, list[str]]:
    channel = reach.joined(world, asked.channel)
    return reach.message(world, channel, asked.timestamp).reactions
