"""What the bot may reach: channels that it can see, channels that it is in, messages that stand there.

Every method asks here, so that the same mistake has the same name everywhere.
"""

from bot.sandbox.slack.channel import SCOPE_FAMILY, Channel
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.world import World


def channel(world: World, channel_id: str) -> Channel:
    """A channel that exists."""
    found = world.workspace.channels.get(channel_id)
    if found is None:
        raise Refusal("channel_not_found")
    return found


def visible(world: World, channel_id: str) -> Channel:
    """A channel that the bot may know of: a public one, or one that it is in."""
    found = channel(world, channel_id)
    if found.kind == "private" and not found.has_bot:
        raise Refusal("channel_not_found")
    needed(world, f"{SCOPE_FAMILY[found.kind]}:read")
    return found


def joined(world: World, channel_id: str) -> Channel:
    """A channel that the bot is in."""
    found = channel(world, channel_id)
    if not found.has_bot:
        raise Refusal("not_in_channel")
    return found


def readable(world: World, channel_id: str, right: str) -> Channel:
    """A joined channel for which the token has *right* (`history`, `read`) too."""
    found = joined(world, channel_id)
    needed(world, f"{SCOPE_FAMILY[found.kind]}:{right}")
    return found


def needed(world: World, scope: str) -> None:
    """Refuse unless the token has *scope*."""
    if scope not in world.settings.scopes:
        raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(world.settings.scopes)))


def message(world: World, where: Channel, ts: str, error: str = "message_not_found") -> Message:
    """A message that stands in a channel."""
    try:
        return world.workspace.message(where.id, ts)
    except LookupError:
        raise Refusal(error) from None


def destination(world: World, channel_id: str) -> Channel:
    """Where a post goes: a joined channel, or by a person's id the direct message with that person."""
    if channel_id in world.workspace.people:
        needed(world, "im:write")
        return world.workspace.dm(channel_id)
    return joined(world, channel_id)


def thread(world: World, where: Channel, thread_ts: str | None) -> str | None:
    """The thread that a reply lands in: Slack moves a reply to a reply into its thread."""
    if thread_ts is None:
        return None
    return message(world, where, thread_ts, "thread_not_found").root
