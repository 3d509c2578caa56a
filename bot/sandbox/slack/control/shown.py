"""The workspace as JSON for people's eyes: what a reader sees, with pictures at addresses that a page may load."""

from bot.sandbox.slack.channel import Channel
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.file import File
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.mrkdwn import walk
from bot.sandbox.slack.person import Person
from bot.sandbox.slack.view import View
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import Call, World


def message(world: World, it: Message) -> Json:
    """A message, or an ephemeral one with its reader in `only_for`."""
    return {
        "ts": it.ts,
        "thread_ts": it.thread_ts,
        "channel": it.channel,
        "user": it.user,
        "by_bot": it.by_bot,
        "text": it.text,
        "blocks": it.blocks,
        "files": [file(one) for one in it.files],
        "pictures": pictures(world, it.blocks),
        "alt_texts": it.alt_texts,
        "buttons": [{"action_id": b.action_id, "value": b.value, "label": b.label} for b in it.buttons],
        "reactions": it.reactions,
        "only_for": it.only_for,
        "edited": it.edited is not None,
        "metadata": it.metadata,
        "broadcasts": it.broadcasts,
        "mentions": it.mentions,
        "reply_count": len(world.workspace.replies(it)) if it.root == it.ts and it.only_for is None else 0,
    }


def file(it: File) -> Json:
    """A file; `picture` is where a page finds it."""
    if it.deleted:
        return {"id": it.id, "deleted": True}
    return {
        "id": it.id,
        "name": it.name,
        "title": it.title or it.name,
        "mimetype": it.mimetype,
        "size": it.size,
        "width": it.width,
        "height": it.height,
        "alt_text": it.alt_txt,
        "picture": picture_address(it),
    }


def picture_address(it: File) -> str:
    """Where the page, and nobody with a token, reads a file."""
    return f"/sandbox/picture/{it.id}"


def pictures(world: World, blocks: list[Json]) -> dict[str, str | None]:
    """For every file reference in the blocks: its address, or None where a reader sees nothing."""
    found: dict[str, str | None] = {}
    for node in walk(blocks):
        reference = node.get("slack_file")
        if isinstance(reference, dict):
            name = str(reference.get("id") or reference.get("url"))
            it = world.workspace.file(name)
            visible = it is not None and not it.deleted and it.posted
            found[name] = picture_address(it) if it and visible else None
    return found


def person(it: Person) -> Json:
    """Somebody."""
    return {"id": it.id, "name": it.name, "real_name": it.real_name, "role": it.role, "about": it.about}


def channel(it: Channel) -> Json:
    """A conversation."""
    return {
        "id": it.id,
        "name": it.name,
        "kind": it.kind,
        "members": sorted(it.members),
        "person": it.person,
        "has_bot": it.has_bot,
        "is_ext_shared": it.is_ext_shared,
    }


def view(it: View) -> Json:
    """A modal or Home tab."""
    return {"id": it.id, "user": it.user, "open": it.open, "errors": it.errors, **it.content}


def call(it: Call) -> Json:
    """A Web API call."""
    return {
        "method": it.method,
        "arguments": it.arguments,
        "time": it.time,
        "outcome": it.outcome,
        "answer": it.answer,
    }


def envelope(it: Envelope) -> Json:
    """Something the bot was told."""
    inner = it.payload.get("event", {}).get("type") or it.payload.get("command") or it.payload.get("type", "")
    return {
        "type": it.type,
        "what": inner,
        "state": it.state,
        "attempt": it.attempt,
        "payload": it.payload,
        "answer": it.answer,
        "time": it.time,
    }
