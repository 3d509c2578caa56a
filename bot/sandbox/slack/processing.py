"""What Slack does with an upload after it has said yes: scan, name the type, share, all a little later.

Until then the file has no type, no dimensions and no shares, and a block that shows it is refused.
"""

from dataclasses import dataclass, field

from bot.sandbox.slack import events, mrkdwn
from bot.sandbox.slack.channel import SHARES, Channel
from bot.sandbox.slack.file import File
from bot.sandbox.slack.message import Message, named
from bot.sandbox.slack.person import BOT, BOT_USER, TEAM
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World


@dataclass(frozen=True, slots=True)
class Share:
    """Where uploads shall appear, and with what beside them."""

    channel: str
    thread_ts: str | None
    comment: str | None = None
    blocks: list[Json] = field(default_factory=list)


def begin(world: World, files: list[File], shares: list[Share]) -> None:
    """Start processing; returns at once."""
    fates = {file.id: world.faults.take("file", file.name) for file in files}
    stuck = any(fate and fate.kind == "never_ready" for fate in fates.values())
    lost = any(fate and fate.kind == "never_shared" for fate in fates.values())
    if stuck:
        return
    settings = world.settings

    def ready() -> None:
        for file in files:
            file.process()
        world.workspace.changes.ring()
        if not lost:
            world.background.later(max(0.0, settings.share_delay - settings.ready_delay), share)

    def share() -> None:
        for place in shares:
            _share(world, files, place)

    world.background.later(settings.ready_delay, ready)


def _share(world: World, files: list[File], place: Share) -> None:
    message = Message(
        world.workspace.stamps.ts(),
        place.channel,
        BOT_USER,
        place.comment or "",
        thread_ts=place.thread_ts,
        bot_id=BOT,
        subtype="file_share",
        blocks=named(place.blocks),
        files=[file for file in files if not file.deleted],
    )
    message.broadcasts = mrkdwn.broadcasts(message.text, message.blocks)
    message.mentions = mrkdwn.mentions(message.text, message.blocks)
    stand(world, message)


def stand(world: World, message: Message) -> None:
    """Let a message with files stand in its channel, and its files know that they are there."""
    channel = world.workspace.channels[message.channel]
    for file in message.files:
        file.posted = True
        places = file.shares.setdefault(SHARES[channel.kind], {})
        places.setdefault(channel.id, []).append(_share_entry(message, channel))
    world.workspace.add(message)
    if message.by_bot:
        events.posted(world, message)


def _share_entry(message: Message, channel: Channel) -> Json:
    entry: Json = {"ts": message.ts, "team_id": TEAM, "share_user_id": message.user, "source": "UNKNOWN"}
    entry |= {"reply_users": [], "reply_users_count": 0, "reply_count": 0, "is_silent_share": False}
    if channel.name:
        entry["channel_name"] = channel.name
    return entry | ({"thread_ts": message.thread_ts} if message.thread_ts else {})
