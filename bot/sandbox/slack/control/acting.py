"""What people do, asked for over HTTP: one body per act, the same acts as in Python."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.slack import events
from bot.sandbox.slack.acts import clicking, commanding, joining, noting, posting, rights, submitting
from bot.sandbox.slack.control import shown
from bot.sandbox.slack.control.body import Body, answer, polite, read
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.file import Attachment
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World


class FileBody(Body):
    """A file as base64."""

    name: str
    data: str
    claimed_size: int | None = None
    mimetype: str | None = None
    check_file_info: bool = False

    def attachment(self) -> Attachment:
        """The file that is meant."""
        try:
            data = base64.b64decode(self.data, validate=True)
        except binascii.Error:
            raise NotPossible(f"{self.name} is not base64") from None
        return Attachment(self.name, data, self.claimed_size, self.mimetype, self.check_file_info)


class PostBody(Body):
    """/sandbox/post."""

    user: str
    channel: str
    text: str = ""
    thread_ts: str | None = None
    files: list[FileBody] = []  # noqa: RUF012  pydantic copies defaults
    order: posting.Order = "mention_first"
    raw: bool = False


class EditBody(Body):
    """/sandbox/edit; without `text`, /sandbox/delete."""

    user: str
    channel: str
    ts: str
    text: str = ""


class ClickBody(Body):
    """/sandbox/click: in a message, or with `view_id` in a view."""

    user: str
    action_id: str
    channel: str = ""
    message_ts: str = ""
    value: str | None = None
    view_id: str | None = None


class ShortcutBody(Body):
    """/sandbox/shortcut."""

    user: str
    callback_id: str
    channel: str | None = None
    message_ts: str | None = None


class SubmitBody(Body):
    """/sandbox/submit; without `values`, /sandbox/close. A file input takes files as base64."""

    user: str
    view_id: str
    values: dict[str, Any] = {}  # noqa: RUF012


class CommandBody(Body):
    """/sandbox/command."""

    user: str
    channel: str
    command: str
    text: str = ""


class HomeBody(Body):
    """/sandbox/home."""

    user: str
    tab: events.Tab = "home"


class NoteBody(Body):
    """/sandbox/react and /sandbox/dismiss: something small about a message."""

    user: str
    channel: str
    ts: str
    name: str = ""


class PlaceBody(Body):
    """/sandbox/join and /sandbox/stop_session: who, and where that matters."""

    user: str
    channel: str = ""
    thread_ts: str = ""


async def post(world: World, request: web.Request) -> Json:
    """Write a message."""
    body = await read(PostBody, request)
    files = [file.attachment() for file in body.files]
    asked = posting.Post(body.user, body.channel, body.text, body.thread_ts, files, body.order, body.raw)
    return {"message": shown.message(world, posting.post(world, asked))}


async def edit(world: World, request: web.Request) -> Json:
    """Change a message."""
    body = await read(EditBody, request)
    return {"message": shown.message(world, posting.edit(world, body.user, body.channel, body.ts, body.text))}


async def delete(world: World, request: web.Request) -> Json:
    """Delete a message."""
    body = await read(EditBody, request)
    posting.delete(world, body.user, body.channel, body.ts)
    return {}


async def click(world: World, request: web.Request) -> Json:
    """Click something."""
    body = await read(ClickBody, request)
    if body.view_id is None:
        envelope = clicking.in_message(world, body.user, body.channel, body.message_ts, body.action_id, body.value)
    else:
        envelope = clicking.in_view(world, body.user, body.view_id, body.action_id, body.value)
    return await _settled(envelope)


async def shortcut(world: World, request: web.Request) -> Json:
    """Use a shortcut."""
    body = await read(ShortcutBody, request)
    return await _settled(clicking.shortcut(world, body.user, body.callback_id, body.channel, body.message_ts))


async def submit(world: World, request: web.Request) -> Json:
    """Send a modal."""
    body = await read(SubmitBody, request)
    values = {name: _files(value) for name, value in body.values.items()}
    envelope = await submitting.submit(world, body.user, body.view_id, values)
    return {**await _settled(envelope), "view": shown.view(world.workspace.views[body.view_id])}


async def close(world: World, request: web.Request) -> Json:
    """Close a modal."""
    body = await read(SubmitBody, request)
    await submitting.close(world, body.user, body.view_id)
    return {}


async def command(world: World, request: web.Request) -> Json:
    """Type a slash command."""
    body = await read(CommandBody, request)
    return await _settled(await commanding.command(world, body.user, body.channel, body.command, body.text))


async def home(world: World, request: web.Request) -> Json:
    """Look at the Home tab, or at the messages."""
    body = await read(HomeBody, request)
    events.home_opened(world, rights.actor(world, body.user).id, body.tab)
    return {}


async def react(world: World, request: web.Request) -> Json:
    """Put an emoji on a message, or take one's own away."""
    body = await read(NoteBody, request)
    noting.react(world, body.user, body.channel, body.ts, body.name)
    return {}


async def dismiss(world: World, request: web.Request) -> Json:
    """Wave away what only one sees."""
    body = await read(NoteBody, request)
    noting.dismiss(world, body.user, body.ts)
    return {}


async def join(world: World, request: web.Request) -> Json:
    """Enter a channel."""
    body = await read(PlaceBody, request)
    joining.join(world, body.user, body.channel)
    return {}


async def stop_session(world: World, request: web.Request) -> Json:
    """Press Stop."""
    body = await read(PlaceBody, request)
    person, where = rights.member(world, body.user, body.channel)
    events.session_stopped(world, person.id, where, body.thread_ts)
    return {}


ACTS: dict[str, Callable[[World, web.Request], Awaitable[Json]]] = {
    "post": post,
    "edit": edit,
    "delete": delete,
    "click": click,
    "shortcut": shortcut,
    "submit": submit,
    "close": close,
    "command": command,
    "home": home,
    "react": react,
    "dismiss": dismiss,
    "join": join,
    "stop_session": stop_session,
}


@polite
async def act(world: World, request: web.Request) -> web.StreamResponse:
    """Any of the acts."""
    chosen = ACTS.get(request.match_info["act"])
    if chosen is None:
        raise web.HTTPNotFound
    return answer(await chosen(world, request))


async def _settled(envelope: Envelope) -> Json:
    await envelope.settled()
    return {"acked": envelope.acked, "answer": envelope.answer}


def _files(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [FileBody.model_validate(item).attachment() for item in value]
    return value
