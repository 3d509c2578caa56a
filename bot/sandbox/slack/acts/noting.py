"""People's small gestures: an emoji on a message, and waving away a note that only they see. The bot hears of neither."""

import re

from bot.sandbox.slack.acts import rights
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.world import World

EMOJI = re.compile(r"[a-z0-9_+'-]{1,100}")


def react(world: World, user: str, channel: str, ts: str, name: str) -> None:
    """Put an emoji on a message; putting it a second time takes it away."""
    person, where = rights.member(world, user, channel)
    if not EMOJI.fullmatch(name):
        raise NotPossible(f"{name!r} is no emoji")
    reactions = rights.message(world, where.id, ts).reactions
    people = reactions.setdefault(name, [])
    if person.id in people:
        people.remove(person.id)
    else:
        people.append(person.id)
    if not people:
        del reactions[name]
    world.workspace.changes.ring()


def dismiss(world: World, user: str, ts: str) -> None:
    """Wave an ephemeral message away."""
    person = rights.actor(world, user)
    note = world.workspace.ephemeral(ts)
    if note is None or note.only_for != person.id:
        raise NotPossible(f"{person.name} sees no note {ts}")
    world.workspace.remove(note)
