"""People write, attach, edit and delete; Slack tells the bot in the order that it happens to have that day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.slack import events, mrkdwn, processing
from bot.sandbox.slack.acts import rights
from bot.sandbox.slack.channel import Channel
from bot.sandbox.slack.file import Attachment, File, guess
from bot.sandbox.slack.message import Message, Revision
from bot.sandbox.slack.person import Person
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.world import World

Order = Literal["mention_first", "message_first", "mention_only", "message_only"]
Attached = Attachment | tuple[str, bytes]


ORDERS: dict[Order, tuple[Callable[[World, Message], None], ...]] = {
    "mention_first": (events.mentioned, events.posted),
    "message_first": (events.posted, events.mentioned),
    "mention_only": (events.mentioned,),
    "message_only": (events.posted,),
}


@dataclass(frozen=True, slots=True)
class Post:
    """What a person writes. `raw` leaves the text as it is; otherwise Slack escapes it and reads `@name`."""

    user: str
    channel: str
    text: str
    thread_ts: str | None = None
    files: Iterable[Attached] = ()
    order: Order = "mention_first"
    raw: bool = False


def post(world: World, asked: Post) -> Message:
    """Let a person's message stand, and tell the bot."""
    person, channel = rights.member(world, asked.user, asked.channel)
    message = _written(world, asked, person, channel)
    message.files = [attached(world, person, given, channel) for given in asked.files]
    message.subtype = "file_share" if message.files else None
    processing.stand(world, message)
    for kind in ORDERS[asked.order]:
        kind(world, message)
    return message


def edit(world: World, user: str, channel: str, ts: str, text: str) -> Message:
    """Let a person change a message of theirs."""
    message = _own(world, user, channel, ts)
    before = message.wire(in_event=True, with_metadata=True)
    message.revisions.append(Revision(message.text, message.blocks))
    message.text = mrkdwn.typed(text, lambda name: _person_id(world, name))
    message.blocks = [mrkdwn.rich_text(message.text)]
    message.edited = {"user": message.user, "ts": world.workspace.stamps.ts()}
    world.workspace.changes.ring()
    events.changed(world, message, before)
    return message


def delete(world: World, user: str, channel: str, ts: str) -> None:
    """Let a person delete a message of theirs."""
    message = _own(world, user, channel, ts)
    world.workspace.remove(message)
    events.deleted(world, message)


def _written(world: World, asked: Post, person: Person, channel: Channel) -> Message:
    text = asked.text if asked.raw else mrkdwn.typed(asked.text, lambda name: _person_id(world, name))
    thread_ts = asked.thread_ts and rights.message(world, channel.id, asked.thread_ts).root
    return Message(
        world.workspace.stamps.ts(),
        channel.id,
        person.id,
        text,
        team=person.team,
        thread_ts=thread_ts,
        blocks=[mrkdwn.rich_text(text)] if text else [],
        client_msg_id=world.workspace.stamps.envelope(),
    )


def attached(world: World, person: Person, given: Attached, channel: Channel | None = None) -> File:
    """The file that a person's attachment becomes, ready at once. Strangers' files in shared channels hide."""
    given = given if isinstance(given, Attachment) else Attachment(*given)
    hides = channel is not None and channel.is_ext_shared and person.role == "stranger"
    stamps = world.workspace.stamps
    file = File(
        stamps.id("F"),
        given.name,
        person.id,
        stamps.seconds(),
        world.workspace.origin,
        data=given.data,
        claimed_size=given.claimed_size,
        completed=True,
        check_file_info=given.check_file_info or hides,
    )
    file.process(given.mimetype or guess(given.name))
    world.workspace.files[file.id] = file
    return file


def _person_id(world: World, name: str) -> str | None:
    try:
        return world.workspace.person(name).id
    except LookupError:
        return None


def _own(world: World, user: str, channel: str, ts: str) -> Message:
    person, where = rights.member(world, user, channel)
    message = rights.message(world, where.id, ts)
    if message.user != person.id:
        raise NotPossible(f"{person.name} did not write {ts}")
    return message
