"""The Events API: what happens in a channel that the bot is in, put into Slack's envelope.

The bot hears of everything that it has subscribed to and is a member for, its own messages included: telling
itself from others is its own business.
"""

from typing import Literal

from bot.sandbox.slack.channel import EVENT_TYPE, SUBSCRIPTION, Channel
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.person import APP, BOT_USER, TEAM
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World

Tab = Literal["home", "messages"]


def posted(world: World, message: Message) -> None:
    """A message now stands in a channel."""
    channel = world.workspace.channels[message.channel]
    event = message.wire(in_event=True, with_metadata=True) | _place(channel, message.ts) | _parent(world, message)
    if message.team != TEAM:
        event |= {"user_team": message.team, "source_team": message.team}
    tell(world, SUBSCRIPTION[channel.kind], event, channel)


def mentioned(world: World, message: Message) -> None:
    """A message names the bot. Direct messages make no mentions."""
    channel = world.workspace.channels[message.channel]
    if channel.kind == "im" or f"<@{BOT_USER}>" not in message.text:
        return
    event = message.wire(in_event=True) | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
    for left_out in ("subtype", "upload", *([] if world.settings.mention_files else ["files"])):
        event.pop(left_out, None)
    if message.team != TEAM:
        event |= {"user_team": message.team, "source_team": message.team}
    tell(world, "app_mention", event, channel)


def changed(world: World, message: Message, before: Json) -> None:
    """A message reads differently than before."""
    channel = world.workspace.channels[message.channel]
    now = message.wire(in_event=True, with_metadata=True) | _parent(world, message)
    event = {"type": "message", "subtype": "message_changed", "message": now, "previous_message": before}
    _tell_hidden(world, event, channel)


def deleted(world: World, message: Message) -> None:
    """A message is gone."""
    channel = world.workspace.channels[message.channel]
    previous = message.wire(in_event=True, with_metadata=True)
    event = {"type": "message", "subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": previous}
    _tell_hidden(world, event, channel)


def home_opened(world: World, user: str, tab: Tab = "home") -> None:
    """A person looks at the bot's Home tab, or at its messages."""
    event: Json = {"type": "app_home_opened", "user": user, "tab": tab, "channel": world.workspace.dm(user).id}
    home = world.workspace.homes.get(user)
    if home and tab == "home":
        event["view"] = home.wire()
    tell(world, "app_home_opened", event | {"event_ts": world.workspace.stamps.ts()})


def session_stopped(world: World, user: str, channel: Channel, thread_ts: str) -> None:
    """A person has pressed the Stop button of a session."""
    event: Json = {"type": "agent_session_stopped", "user": user, "channel": channel.id, "thread_ts": thread_ts}
    event |= {"streaming_message_ts": [], "event_ts": world.workspace.stamps.ts()}
    tell(world, "agent_session_stopped", event, channel)


def joined(world: World, user: str, channel: Channel) -> None:
    """Somebody, perhaps the bot, is now a member."""
    event: Json = {"type": "member_joined_channel", "user": user, "channel": channel.id, "team": TEAM}
    event |= {"channel_type": "G" if channel.kind == "private" else "C", "event_ts": world.workspace.stamps.ts()}
    tell(world, "member_joined_channel", event, channel)


def tell(world: World, subscription: str, event: Json, channel: Channel | None = None) -> Envelope | None:
    """Send one event, if the bot has subscribed to it and is in the channel."""
    if subscription not in world.settings.events or (channel is not None and not channel.has_bot):
        return None
    return world.tell(Envelope("events_api", callback(world, event, channel)))


def callback(world: World, event: Json, channel: Channel | None) -> Json:
    """The `event_callback` around an event, with an event id of its own."""
    event_id = world.workspace.stamps.id("Ev")
    return {
        "token": "sandbox-verification",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": world.workspace.stamps.seconds(),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": channel is not None and channel.is_ext_shared,
        "event_context": f"4-{event_id}",
    }


def _tell_hidden(world: World, event: Json, channel: Channel) -> None:
    ts = world.workspace.stamps.ts()
    tell(world, SUBSCRIPTION[channel.kind], event | {"hidden": True, "ts": ts} | _place(channel, ts), channel)


def _place(channel: Channel, event_ts: str) -> Json:
    return {"channel": channel.id, "channel_type": EVENT_TYPE[channel.kind], "event_ts": event_ts}


def _parent(world: World, message: Message) -> Json:
    if message.thread_ts is None or message.thread_ts == message.ts:
        return {}
    try:
        return {"parent_user_id": world.workspace.message(message.channel, message.thread_ts).user}
    except LookupError:
        return {}
