"""People type slash commands: in channels and direct messages, never in threads."""

import re

from bot.sandbox.slack import interactions, responses
from bot.sandbox.slack.acts import rights
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.mrkdwn import TYPED_NAME
from bot.sandbox.slack.person import SLACKBOT
from bot.sandbox.slack.refusal import NotPossible, Refusal
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.workspace import Workspace
from bot.sandbox.slack.world import World

TYPED_CHANNEL = re.compile(r"(?<![\w#])#([a-z0-9][\w-]*)", re.IGNORECASE)


async def command(world: World, user: str, channel: str, name: str, text: str) -> Envelope:
    """Type a command; returns once the bot has acknowledged it or failed to."""
    if not re.fullmatch(r"/[a-z][\w-]*", name):
        raise NotPossible(f"{name!r} is no command")
    person, where = rights.member(world, user, channel)
    sent = escaped(world.workspace, text) if name in world.settings.escaped_commands else text
    payload = interactions.slash_command(world, person, where, name, sent)
    envelope = world.tell(Envelope("slash_commands", payload))
    await envelope.settled()
    _follow(world, envelope)
    return envelope


def escaped(workspace: Workspace, text: str) -> str:
    """The text with people and channels in the form that carries their ids."""

    def person(found: re.Match[str]) -> str:
        known = {p.name: p for p in workspace.people.values()}.get(found[1].lower())
        return f"<@{known.id}|{known.name}>" if known else found[0]

    def channel(found: re.Match[str]) -> str:
        known = {c.name: c for c in workspace.channels.values() if c.name}.get(found[1].lower())
        return f"<#{known.id}|{known.name}>" if known else found[0]

    return TYPED_CHANNEL.sub(channel, TYPED_NAME.sub(person, text))


def _follow(world: World, envelope: Envelope) -> None:
    if not envelope.acked:
        _fail(world, envelope.payload, "dispatch_failed")
    elif envelope.answer:
        url = world.response_urls[envelope.payload["response_url"].rpartition("/")[2]]
        try:
            responses.respond(world, url, envelope.answer)
        except Refusal as refusal:
            _fail(world, envelope.payload, refusal.error)


def _fail(world: World, payload: Json, error: str) -> None:
    text = f"{payload['command']} failed with the error “{error}”"
    ts = world.workspace.stamps.ts()
    world.workspace.add(Message(ts, payload["channel_id"], SLACKBOT, text, only_for=payload["user_id"]))
