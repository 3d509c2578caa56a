"""The payloads of what people do to the bot's own things: clicks, submissions, shortcuts, commands.

Each carries a trigger id that opens one view soon, and where it comes from a channel a response_url.
"""

from bot.sandbox.slack.channel import Channel
from bot.sandbox.slack.forms import FIELDS
from bot.sandbox.slack.message import CHOOSERS, PICKERS, Button, Message, offered
from bot.sandbox.slack.person import APP, TEAM, Person
from bot.sandbox.slack.view import View
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import ResponseUrl, Trigger, World

DOMAIN = "sandbox"


def message_click(world: World, person: Person, message: Message, button: Button) -> Json:
    """block_actions from a message."""
    channel = world.workspace.channels[message.channel]
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    return _actor(world, "block_actions", person) | {
        "container": container,
        "channel": _place(channel),
        "message": message.wire(with_metadata=True),
        "state": {"values": {}},
        "response_url": response_url(world, person, channel, message),
        "actions": [action(world, button)],
    }


def view_click(world: World, person: Person, view: View, button: Button) -> Json:
    """block_actions from a modal or the Home tab."""
    return _actor(world, "block_actions", person, view) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.wire(),
        "actions": [action(world, button)],
    }


def submission(world: World, person: Person, view: View) -> Json:
    """view_submission."""
    return _actor(world, "view_submission", person, view) | {"view": view.wire(), "response_urls": []}


def closing(world: World, person: Person, view: View) -> Json:
    """view_closed."""
    return _actor(world, "view_closed", person, view) | {"view": view.wire(), "is_cleared": False}


def global_shortcut(world: World, person: Person, callback_id: str) -> Json:
    """A global shortcut."""
    ts = world.workspace.stamps.ts()
    return _actor(world, "shortcut", person) | {"callback_id": callback_id, "action_ts": ts}


def message_shortcut(world: World, person: Person, callback_id: str, message: Message) -> Json:
    """A shortcut on a message."""
    channel = world.workspace.channels[message.channel]
    return _actor(world, "message_action", person) | {
        "callback_id": callback_id,
        "action_ts": world.workspace.stamps.ts(),
        "channel": _place(channel),
        "message_ts": message.ts,
        "message": message.wire(with_metadata=True),
        "response_url": response_url(world, person, channel),
    }


def slash_command(world: World, person: Person, channel: Channel, command: str, text: str) -> Json:
    """A slash command. It never says in which thread it was typed: it cannot be typed in one."""
    return {
        "token": "sandbox-verification",
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.name or "directmessage",
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url(world, person, channel),
        "trigger_id": trigger(world, person),
    }


def action(world: World, button: Button) -> Json:
    """The `actions[]` item of one click."""
    element = button.element
    item = {
        "type": element["type"],
        "action_id": button.action_id,
        "block_id": button.block_id,
        "action_ts": world.workspace.stamps.ts(),
    }
    if element["type"] in PICKERS:
        return item | {FIELDS[element["type"]][0]: button.value}
    if element["type"] in CHOOSERS:
        return item | {"selected_option": next(o for o in offered(element) if o.get("value") == button.value)}
    extras = {"value": button.value, "style": button.style, "text": element.get("text")}
    return item | {name: value for name, value in extras.items() if value is not None}


def trigger(world: World, person: Person, view: View | None = None) -> str:
    """A fresh trigger id."""
    trigger_id = world.workspace.stamps.trigger()
    expires = world.clock() + world.settings.trigger_ttl
    world.triggers[trigger_id] = Trigger(person.id, expires, view.id if view else None)
    return trigger_id


def response_url(world: World, person: Person, channel: Channel, message: Message | None = None) -> str:
    """A fresh response_url."""
    secret = world.workspace.stamps.secret()
    thread_ts, ts = (message.thread_ts, message.ts) if message else (None, None)
    world.response_urls[secret] = ResponseUrl(person.id, channel.id, thread_ts, ts)
    return f"{world.workspace.origin}/sandbox-response/{secret}"


def _actor(world: World, kind: str, person: Person, view: View | None = None) -> Json:
    return {
        "type": kind,
        "token": "sandbox-verification",
        "team": {"id": TEAM, "domain": DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team},
        "api_app_id": APP,
        "trigger_id": trigger(world, person, view),
    }


def _place(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.name or "directmessage"}
