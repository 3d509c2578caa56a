"""How a turn begins: from a message, a click, a form or a command; and which command an act is.

Pure; ids and times arrive as arguments.
Its thread's row is found or made where it is accepted: until then `thread_id` is empty.
"""

from bot.domain import commands
from bot.domain.message import Click, CommandCall, Message, Place, ThreadPlace
from bot.domain.turn import Origin, Turn

COMMANDS = {"usage": commands.USAGE}
ORIGINS = {"edit_form": Origin.EDIT_FORM, "variations": Origin.VARIATIONS, "offer": Origin.OFFER, "again": Origin.AGAIN}


def place_of(channel: str) -> Place:
    """Return what kind of conversation an id names."""
    return Place.DIRECT if channel.startswith("D") else Place.CHANNEL


def of_message(message: Message, turn_id: str, at_ms: int) -> Turn:
    """Return the turn that a message is."""
    return Turn(
        id=turn_id,
        thread_id="",
        team=message.team,
        channel=message.channel,
        place=message.place,
        root=message.root,
        key=message.ts,
        actor=message.user,
        origin=Origin.MESSAGE,
        text=message.text,
        files=message.files,
        complete=message.complete,
        shared=message.shared_channel,
        accepted_at_ms=at_ms,
        secrets=message.secrets,
    )


def of_click(click: Click, turn_id: str, at_ms: int) -> Turn:
    """Return the turn that a button or a form asks for."""
    return Turn(
        id=turn_id,
        thread_id="",
        team=click.team,
        channel=click.channel,
        place=place_of(click.channel),
        root=click.root,
        key=click.key,
        actor=click.user,
        origin=ORIGINS[click.action],
        text=click.text,
        files=click.files,
        complete=True,
        accepted_at_ms=at_ms,
        base_version=click.value or None,
        secrets=click.secrets,
    )


def origin_of(command: str) -> Origin:
    """Return what kind of act a command that begins a thread is."""
    return Origin.REVIEW if command == commands.GATEWAY else Origin.COMMAND


def wish_of(command: str, text: str) -> str:
    """Return what is wanted behind a command: of `/gateway review URL`, the URL."""
    return text.strip().partition(" ")[2].strip() if command == commands.GATEWAY else text


def of_command(call: CommandCall, turn_id: str, at_ms: int, *, place: ThreadPlace) -> Turn:
    """Return the turn that a command asks for, in the thread that was begun for it."""
    return Turn(
        id=turn_id,
        thread_id="",
        team=call.team,
        channel=place.channel,
        place=place_of(place.channel),
        root=place.root,
        key=f"command:{call.key}",
        actor=call.user,
        origin=origin_of(call.name),
        text=wish_of(call.name, call.text),
        files=(),
        complete=True,
        accepted_at_ms=at_ms,
        secrets=call.secrets,
    )


def call_of_message(message: Message, name: str, text: str) -> CommandCall:
    """Return the command that a message to the bot is. Slack tells of a mention twice: both have this key."""
    key = f"{message.channel}:{message.ts}"
    return CommandCall(
        event_id=f"command:{key}",
        key=key,
        team=message.team,
        channel=message.channel,
        place=message.place,
        user=message.user,
        user_team=message.user_team,
        name=name,
        text=text,
        root=message.root,
        secrets=message.secrets,
        marked="".join(message.marked.split(None, 1)[1:]),
    )


def call_of_click(click: Click) -> CommandCall:
    """Return the command that a button stands for."""
    return CommandCall(
        event_id=click.event_id,
        key=click.key,
        team=click.team,
        channel=click.channel,
        place=place_of(click.channel),
        user=click.user,
        user_team=click.user_team,
        name=COMMANDS.get(click.action, click.action),
        text=click.value,
        marked=click.value,
        root=click.root if click.root != click.message_ts else None,
    )
