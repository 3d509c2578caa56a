"""`files.*`: the upload flow in its three steps, reading a file's state, deleting it."""

import re

from bot.sandbox.slack import events, processing
from bot.sandbox.slack.blockkit import surface
from bot.sandbox.slack.channel import Channel
from bot.sandbox.slack.file import File
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.person import BOT_USER
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web import reach
from bot.sandbox.slack.web.arguments import Arguments, CommaList, JsonList
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import Upload, World

ITEM_FIELDS = frozenset({"id", "title", "highlight_type"})
NAME_LIMIT = 255


class GetUploadURL(Arguments):
    """files.getUploadURLExternal."""

    filename: str
    length: int
    alt_txt: str | None = None
    snippet_type: str | None = None


class CompleteUpload(Arguments):
    """files.completeUploadExternal."""

    files: JsonList
    channel_id: str | None = None
    channels: CommaList | None = None
    thread_ts: str | None = None
    initial_comment: str | None = None
    blocks: JsonList | None = None


class FileInfo(Arguments):
    """files.info."""

    file: str
    count: int | None = None
    cursor: str | None = None
    limit: int | None = None
    page: int | None = None


class DeleteFile(Arguments):
    """files.delete."""

    file: str


def get_upload_url(world: World, asked: GetUploadURL) -> Json:
    """Promise an id and an address for the bytes."""
    if asked.length <= 0 or not 0 < len(asked.filename) <= NAME_LIMIT:
        raise Refusal("invalid_arguments", "filename and a positive length are needed")
    stamps, workspace = world.workspace.stamps, world.workspace
    file = File(stamps.id("F"), asked.filename, BOT_USER, stamps.seconds(), workspace.origin, alt_txt=asked.alt_txt)
    workspace.files[file.id] = file
    secret = stamps.secret()
    world.uploads[secret] = Upload(file.id, asked.length)
    return {"file_id": file.id, "upload_url": f"{workspace.origin}/upload/v1/{secret}"}


def complete_upload(world: World, asked: CompleteUpload) -> Json:
    """Finish uploads, and share them where that is asked; both take effect later."""
    channels = [reach.joined(world, channel_id) for channel_id in _targets(asked)]
    thread_ts = _thread(world, channels, asked.thread_ts)
    blocks = _blocks(world, asked)
    files = [_finished(world, item) for item in asked.files]
    if not files:
        raise Refusal("invalid_arguments", "missing required field: files")
    answer = [file.wire() for file in files]
    processing.begin(world, files, [processing.Share(c.id, thread_ts, asked.initial_comment, blocks) for c in channels])
    return {"files": answer}


def info(world: World, asked: FileInfo) -> Json:
    """A file as it stands now."""
    return {"file": _visible(world, asked.file).wire(), "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(world: World, asked: DeleteFile) -> Json:
    """Delete a file of the bot; whatever showed it shows nothing."""
    file = _visible(world, asked.file)
    if file.user != BOT_USER:
        raise Refusal("cant_delete_file")
    touched = [message for message in world.workspace.messages() if _shows(world, message, file)]
    before = [message.wire(in_event=True, with_metadata=True) for message in touched]
    file.deleted = True
    world.workspace.changes.ring()
    for message, earlier in zip(touched, before, strict=True):
        events.changed(world, message, earlier)
    return {}


def _targets(asked: CompleteUpload) -> list[str]:
    return asked.channels or ([asked.channel_id] if asked.channel_id else [])


def _thread(world: World, channels: list[Channel], thread_ts: str | None) -> str | None:
    if thread_ts is not None and len(channels) != 1:
        raise Refusal("invalid_arguments", "thread_ts needs exactly one channel")
    return reach.thread(world, channels[0], thread_ts) if channels else None


def _blocks(world: World, asked: CompleteUpload) -> list[Json]:
    if asked.blocks is None:
        return []
    if world.settings.upload_blocks != "accepted":
        raise Refusal(world.settings.upload_blocks, "blocks are not taken with an upload [json-pointer:/blocks]")
    if any(isinstance(block, dict) and block.get("type") == "markdown" for block in asked.blocks):
        raise Refusal("internal_error")
    surface.check_message(asked.blocks, world.workspace.usable_file)
    return asked.blocks


def _finished(world: World, item: object) -> File:
    if not isinstance(item, dict) or item.keys() - ITEM_FIELDS or not re.fullmatch(r"F\w+", str(item.get("id"))):
        raise Refusal("invalid_arguments", f"files takes only {', '.join(sorted(ITEM_FIELDS))} [json-pointer:/files]")
    file = world.workspace.files.get(item["id"])
    filled = any(upload.file == item["id"] and upload.filled for upload in world.uploads.values())
    if file is None or file.completed or not filled:
        raise Refusal("file_not_found")
    file.completed, file.title = True, item.get("title") or file.name
    return file


def _visible(world: World, file_id: str) -> File:
    file = world.workspace.files.get(file_id)
    if file is None or not file.completed:
        raise Refusal("file_not_found")
    if file.deleted:
        raise Refusal("file_deleted")
    if not world.workspace.readable(file):
        raise Refusal("file_not_found")
    return file


def _shows(world: World, message: Message, file: File) -> bool:
    return file in message.files or file.id in surface.shown_files(message.blocks, world.workspace.file)
