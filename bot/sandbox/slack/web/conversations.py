"""`conversations.*`: channels, and what stands in them. A cursor is the number of items already given."""

from collections.abc import Sequence
from typing import TypeVar

from bot.sandbox.slack.channel import Channel
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web import reach
from bot.sandbox.slack.web.arguments import Arguments, CommaList
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World

T = TypeVar("T")
TYPE_NAMES = {"public": "public_channel", "private": "private_channel", "im": "im"}


class Info(Arguments):
    """conversations.info."""

    channel: str
    include_locale: bool = False
    include_num_members: bool = False


class List(Arguments):
    """conversations.list."""

    cursor: str = ""
    exclude_archived: bool = False
    limit: int = 100
    types: CommaList = ["public_channel"]  # noqa: RUF012  pydantic copies defaults


class History(Arguments):
    """conversations.history."""

    channel: str
    cursor: str = ""
    inclusive: bool = False
    include_all_metadata: bool = False
    latest: str | None = None
    limit: int = 100
    oldest: str | None = None


class Replies(History):
    """conversations.replies."""

    ts: str
    limit: int = 1000


class Open(Arguments):
    """conversations.open."""

    channel: str | None = None
    users: CommaList | None = None
    return_im: bool = False


def info(world: World, asked: Info) -> Json:
    """A channel."""
    return {"channel": reach.visible(world, asked.channel).wire()}


def listing(world: World, asked: List) -> Json:
    """The channels that the bot can see, of the wanted types."""
    seen = [c for c in world.workspace.channels.values() if TYPE_NAMES[c.kind] in asked.types and _visible(c)]
    page, more = _page(seen, asked.limit, asked.cursor)
    return {"channels": [channel.wire() for channel in page], "response_metadata": {"next_cursor": more}}


def history(world: World, asked: History) -> Json:
    """A channel's own messages, the newest first; of threads, only what was broadcast."""
    channel = reach.readable(world, asked.channel, "history")
    own = [m for m in world.workspace.messages(channel.id) if m.root == m.ts or m.reply_broadcast]
    return _messages(world, asked, [m for m in reversed(own) if _between(m, asked)])


def replies(world: World, asked: Replies) -> Json:
    """A thread, the oldest first, its first message always with it; of a reply's ts, that reply alone."""
    channel = reach.readable(world, asked.channel, "history")
    message = reach.message(world, channel, asked.ts, "thread_not_found")
    if message.root != message.ts:
        return _messages(world, asked, [message])
    return _messages(world, asked, [message, *(m for m in world.workspace.replies(message) if _between(m, asked))])


def open_dm(world: World, asked: Open) -> Json:
    """The direct message with one person."""
    wanted = asked.users or []
    if asked.channel is None and len(wanted) != 1:
        raise Refusal("invalid_arguments", "one user or a channel is needed: group messages are not in this workspace")
    if wanted and wanted[0] not in world.workspace.people:
        raise Refusal("user_not_found")
    channel = world.workspace.dm(wanted[0]) if wanted else reach.joined(world, asked.channel or "")
    return {"channel": channel.wire() if asked.return_im else {"id": channel.id}, "already_open": True}


def _visible(channel: Channel) -> bool:
    return channel.has_bot or channel.kind == "public"


def _between(message: Message, asked: History) -> bool:
    oldest, latest = asked.oldest or "", asked.latest or "~"
    if asked.inclusive and message.ts in {oldest, latest}:
        return True
    return oldest < message.ts < latest


def _messages(world: World, asked: History, found: list[Message]) -> Json:
    page, more = _page(found, asked.limit, asked.cursor)
    return {
        "messages": [_with_thread(world, message, asked) for message in page],
        "has_more": bool(more),
        "response_metadata": {"next_cursor": more},
    }


def _with_thread(world: World, message: Message, asked: History) -> Json:
    wire = message.wire(with_metadata=asked.include_all_metadata)
    answers = world.workspace.replies(message) if message.root == message.ts else []
    if not answers:
        return wire
    people = list(dict.fromkeys(answer.user for answer in answers))
    counted = {"reply_count": len(answers), "reply_users": people, "reply_users_count": len(people)}
    return wire | counted | {"thread_ts": message.ts, "latest_reply": answers[-1].ts}


def _page(found: Sequence[T], limit: int, cursor: str) -> tuple[Sequence[T], str]:
    if (cursor and not cursor.isdigit()) or not 1 <= limit <= 1000:
        raise Refusal("invalid_cursor" if cursor else "invalid_limit")
    start = int(cursor or 0)
    end = start + limit
    return found[start:end], str(end) if end < len(found) else ""
