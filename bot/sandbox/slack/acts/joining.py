"""People, and the bot by their invitation, enter channels."""

from bot.sandbox.slack import events
from bot.sandbox.slack.acts import rights
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.world import World


def join(world: World, user: str, channel: str) -> None:
    """Make somebody a member. Direct messages have their two."""
    where = rights.channel(world, channel)
    if where.kind == "im":
        raise NotPossible("nobody can join a direct message")
    person = rights.person(world, user)
    where.members.add(person.id)
    world.workspace.changes.ring()
    events.joined(world, person.id, where)
