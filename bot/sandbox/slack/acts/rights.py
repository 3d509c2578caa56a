"""What a person can do at all: act while the account lives, and only where they are a member."""

from bot.sandbox.slack.channel import Channel
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.person import Person
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.world import World


def person(world: World, user: str) -> Person:
    """Somebody who is known here, the bot too."""
    try:
        return world.workspace.person(user)
    except LookupError as error:
        raise NotPossible(str(error)) from None


def actor(world: World, user: str) -> Person:
    """A person who can act."""
    found = person(world, user)
    if found.role in {"deleted", "bot"}:
        raise NotPossible(f"{found.name} cannot act here: {found.about}")
    return found


def channel(world: World, name: str) -> Channel:
    """A channel that exists."""
    try:
        return world.workspace.channel(name)
    except LookupError as error:
        raise NotPossible(str(error)) from None


def member(world: World, user: str, channel_name: str) -> tuple[Person, Channel]:
    """A person who can act, in a channel that they are in."""
    who, where = actor(world, user), channel(world, channel_name)
    if who.id not in where.members:
        raise NotPossible(f"{who.name} is not in #{where.name or where.id}")
    return who, where


def message(world: World, channel_id: str, ts: str) -> Message:
    """A message that stands in a channel."""
    try:
        return world.workspace.message(channel_id, ts)
    except LookupError as error:
        raise NotPossible(str(error)) from None
