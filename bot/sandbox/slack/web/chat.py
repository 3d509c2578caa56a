"""`chat.*`: posting, changing and deleting messages, ephemeral ones, permalinks."""

from bot.sandbox.slack import events, mrkdwn
from bot.sandbox.slack.blockkit import surface
from bot.sandbox.slack.message import Message, Revision, named
from bot.sandbox.slack.person import BOT, BOT_USER
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web import reach
from bot.sandbox.slack.web.arguments import Arguments, CommaList, JsonList, JsonObject
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World

TEXT_LIMIT = 40_000


class Content(Arguments):
    """What may be in any message."""

    channel: str
    text: str | None = None
    blocks: JsonList | None = None
    attachments: JsonList | None = None
    metadata: JsonObject | None = None
    parse: str | None = None
    link_names: bool = False


class PostMessage(Content):
    """chat.postMessage."""

    thread_ts: str | None = None
    reply_broadcast: bool = False
    mrkdwn: bool = True
    unfurl_links: bool = True
    unfurl_media: bool = True


class PostEphemeral(Content):
    """chat.postEphemeral."""

    user: str
    thread_ts: str | None = None


class Update(Content):
    """chat.update."""

    ts: str
    file_ids: CommaList | None = None
    reply_broadcast: bool = False


class Delete(Arguments):
    """chat.delete."""

    channel: str
    ts: str


class GetPermalink(Arguments):
    """chat.getPermalink."""

    channel: str
    message_ts: str


def post_message(world: World, asked: PostMessage) -> Json:
    """Let a message of the bot stand in a channel or thread."""
    channel = reach.destination(world, asked.channel)
    check(world, asked)
    thread_ts = reach.thread(world, channel, asked.thread_ts)
    message = written(world, asked, channel.id, thread_ts)
    message.reply_broadcast = asked.reply_broadcast
    _show_files(world, message)
    world.workspace.add(message)
    events.posted(world, message)
    return {"channel": channel.id, "ts": message.ts, "message": message.wire(with_metadata=True)}


def post_ephemeral(world: World, asked: PostEphemeral) -> Json:
    """Show a message to one member alone."""
    channel = reach.joined(world, asked.channel)
    check(world, asked)
    if asked.user not in channel.members:
        raise Refusal("user_not_in_channel")
    message = written(world, asked, channel.id, reach.thread(world, channel, asked.thread_ts))
    message.only_for = asked.user
    _show_files(world, message)
    world.workspace.add(message)
    return {"message_ts": message.ts}


def update(world: World, asked: Update) -> Json:
    """Change a message of the bot; blocks that are not given stay as they are."""
    channel = reach.joined(world, asked.channel)
    message = reach.message(world, channel, asked.ts)
    if not message.by_bot:
        raise Refusal("cant_update_message")
    check(world, asked)
    before = message.wire(in_event=True, with_metadata=True)
    revise(world, message, asked)
    events.changed(world, message, before)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.wire(with_metadata=True)}


def delete(world: World, asked: Delete) -> Json:
    """Take a message of the bot away."""
    channel = reach.joined(world, asked.channel)
    message = reach.message(world, channel, asked.ts)
    if not message.by_bot:
        raise Refusal("cant_delete_message")
    world.workspace.remove(message)
    events.deleted(world, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(world: World, asked: GetPermalink) -> Json:
    """The address of a message."""
    channel = reach.channel(world, asked.channel)
    message = reach.message(world, channel, asked.message_ts)
    return {"channel": channel.id, "permalink": permalink(world, message)}


def permalink(world: World, message: Message) -> str:
    """A message's address, with its thread where it is a reply."""
    link = f"{world.workspace.origin}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    return f"{link}?thread_ts={message.thread_ts}&cid={message.channel}" if message.thread_ts else link


def check(world: World, asked: Content) -> None:
    """Refuse what Slack would refuse in a message."""
    if not asked.text and not asked.blocks and not asked.attachments:
        raise Refusal("no_text")
    if len(asked.text or "") > TEXT_LIMIT:
        raise Refusal("msg_too_long")
    if asked.attachments:
        raise Refusal("invalid_attachments", "attachments are not drawn in this workspace: use blocks")
    if asked.metadata is not None:
        check_metadata(asked.metadata)
    surface.check_message(asked.blocks or [], world.workspace.usable_file, world.settings.refused_blocks)


def check_metadata(metadata: Json) -> None:
    """Refuse metadata that is not an event type and a payload."""
    fits = isinstance(metadata.get("event_type"), str) and isinstance(metadata.get("event_payload"), dict)
    if not fits or metadata.keys() - {"event_type", "event_payload"}:
        raise Refusal("invalid_metadata_format")


def written(world: World, asked: Content, channel: str, thread_ts: str | None) -> Message:
    """The message that the bot's words make."""
    message = Message(world.workspace.stamps.ts(), channel, BOT_USER, "", thread_ts=thread_ts, bot_id=BOT)
    rewrite(message, asked)
    return message


def rewrite(message: Message, asked: Content) -> None:
    """Put the given parts into a message, and note whom it calls."""
    message.text = message.text if asked.text is None else asked.text
    message.blocks = message.blocks if asked.blocks is None else named(asked.blocks)
    message.metadata = asked.metadata or message.metadata
    link_names = asked.link_names or asked.parse == "full"
    message.broadcasts = mrkdwn.broadcasts(message.text, message.blocks, link_names=link_names)
    message.mentions = mrkdwn.mentions(message.text, message.blocks)


def revise(world: World, message: Message, asked: Content) -> None:
    """Rewrite a message that people have seen."""
    message.revisions.append(Revision(message.text, message.blocks))
    rewrite(message, asked)
    _miss_files(world, message)
    message.edited = {"user": BOT_USER, "ts": world.workspace.stamps.ts()}
    world.workspace.changes.ring()


def _show_files(world: World, message: Message) -> None:
    for file_id in surface.shown_files(message.blocks, world.workspace.file):
        world.workspace.files[file_id].posted = True


def _miss_files(world: World, message: Message) -> None:
    """A file that no message has shown yet stays invisible when an update puts it in."""
    shown = surface.shown_files(message.blocks, world.workspace.file)
    message.not_found_images = [file_id for file_id in shown if not world.workspace.files[file_id].posted]
