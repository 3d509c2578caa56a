"""response_url: up to five answers to a click or command, without a token, wherever the bot may not post.

What an ack to a slash command carries is the same thing and goes the same way.
"""

import time
from typing import Literal

import orjson
from aiohttp import web
from pydantic import Field

from bot.sandbox.slack import events
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web import chat
from bot.sandbox.slack.web.arguments import JsonObject, checked
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import Call, ResponseUrl, World


class Response(chat.Content):
    """The body of a response."""

    channel: str = Field(default="", exclude=True)
    response_type: Literal["ephemeral", "in_channel"] = "ephemeral"
    replace_original: bool = False
    delete_original: bool = False
    thread_ts: str | None = None
    mrkdwn: bool = True
    unfurl_links: bool = True
    unfurl_media: bool = True
    metadata: JsonObject | None = None


async def receive(world: World, request: web.Request) -> web.Response:
    """Answer a POST to a response_url."""
    url = world.response_urls.get(request.match_info["secret"])
    if url is None or url.uses >= world.settings.response_url_uses:
        return web.json_response({"ok": False, "error": "used_url"}, status=404)
    url.uses += 1
    body = orjson.loads(await request.read())
    call = Call("response_url", body, time.time(), "ok")
    world.calls.append(call)
    try:
        respond(world, url, body)
    except Refusal as refusal:
        call.outcome, call.answer = refusal.error, refusal.answer()
        return web.json_response(refusal.answer(), status=400)
    return web.Response(text="ok")


def respond(world: World, url: ResponseUrl, body: Json) -> None:
    """Do what a response asks for. Raises Refusal."""
    asked = checked(Response, body)
    original = _original(world, url)
    if original and asked.delete_original:
        _delete(world, original)
    elif original and asked.replace_original:
        _replace(world, original, asked)
    else:
        _add(world, url, asked)


def _original(world: World, url: ResponseUrl) -> Message | None:
    if url.message_ts is None:
        return None
    try:
        return world.workspace.message(url.channel, url.message_ts)
    except LookupError:
        return world.workspace.ephemeral(url.message_ts)


def _delete(world: World, original: Message) -> None:
    world.workspace.remove(original)
    if original.only_for is None:
        events.deleted(world, original)


def _replace(world: World, original: Message, asked: Response) -> None:
    chat.check(world, asked)
    before = original.wire(in_event=True, with_metadata=True)
    chat.revise(world, original, asked)
    if original.only_for is None:
        events.changed(world, original, before)


def _add(world: World, url: ResponseUrl, asked: Response) -> None:
    chat.check(world, asked)
    message = chat.written(world, asked, url.channel, asked.thread_ts or url.thread_ts)
    message.only_for = url.user if asked.response_type == "ephemeral" else None
    world.workspace.add(message)
    if message.only_for is None and world.workspace.channels[url.channel].has_bot:
        events.posted(world, message)
