"""Slack's payloads as values: pure, tolerant of what is missing, silent about what is not for us. Secrets end here.

Every text is masked before it becomes part of a value, so nothing behind this file ever sees a secret.
"""

import re
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.message import Click, FileRef, HomeOpened, Joined, Message, Place, Stopped
from bot.domain.secrets import mask
from handlers.slack_text import marked, mentions, plain

SPOKEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})
REVIEWS = frozenset(
    {
        "review_confirm", "review_reuse", "review_letter", "review_so_far", "review_verdict", "review_second",
        "review_dismiss",
        "exception_yes", "exception_no",
    }
)  # fmt: skip
ACTIONS = REVIEWS | {"stop", "variations", "offer", "again", "help", "usage", "approve", "decline", "ask_admin"}


FROM_HOME = frozenset({"usage", "approve", "decline"})
"""What can also be pressed on the Home tab, which is in no channel: the person's own direct message stands for it."""
NUMBERED = re.compile(r"_(?:\d+|home)$")


class Tolerant(BaseModel):
    """Slack may send more than is read here."""

    model_config = ConfigDict(extra="ignore")


class SlackFile(Tolerant):
    """A file as an event describes it."""

    id: str
    name: str | None = None
    title: str | None = None
    mimetype: str | None = None
    size: int | None = None
    url_private_download: str | None = None
    url_private: str | None = None

    def ref(self) -> FileRef:
        """Return the file as the domain's value."""
        name = mask(self.name or self.title or "the attached file").text
        return FileRef(self.id, name, self.url_private_download or self.url_private, self.size, self.mimetype)


class SlackMessage(Tolerant):
    """A `message` or `app_mention` event."""

    type: str
    subtype: str | None = None
    channel: str
    channel_type: str | None = None
    user: str | None = None
    bot_id: str | None = None
    text: str | None = None
    ts: str
    thread_ts: str | None = None
    files: list[SlackFile] | None = None
    user_team: str | None = None
    source_team: str | None = None


class Envelope(Tolerant):
    """The outer event."""

    team_id: str
    event_id: str
    event: dict[str, Any]
    is_ext_shared_channel: bool = False


class Opened(Tolerant):
    """An `app_home_opened` event."""

    user: str
    channel: str
    tab: str = "home"


class Member(Tolerant):
    """A `member_joined_channel` event."""

    user: str
    channel: str


class Person(Tolerant):
    id: str
    team_id: str | None = None


class Team(Tolerant):
    id: str


class Container(Tolerant):
    channel_id: str | None = None
    message_ts: str | None = None
    thread_ts: str | None = None


class Channel(Tolerant):
    id: str


class Action(Tolerant):
    action_id: str
    value: str = ""
    action_ts: str = ""


class Actions(Tolerant):
    """A `block_actions` payload."""

    team: Team
    user: Person
    container: Container = Container()
    channel: Channel | None = None
    actions: list[Action] = Field(min_length=1)
    trigger_id: str = ""


def by(body: dict[str, Any], user: str) -> bool:
    """Whether an Events API payload tells of a message that *user* wrote, changed or took away."""
    event = body.get("event") or {}
    if event.get("type") != "message":
        return False
    told = event.get("message") or event.get("previous_message") or event
    return isinstance(told, dict) and told.get("user") == user


def event(body: dict[str, Any], bot_user: str) -> Message | Stopped | HomeOpened | Joined | None:
    """Return what an Events API payload means to the bot, or None where it means nothing."""
    try:
        envelope = Envelope.model_validate(body)
        match envelope.event.get("type"):
            case "agent_session_stopped":
                return _stopped(envelope)
            case "app_home_opened":
                return _opened(envelope)
            case "member_joined_channel":
                return _joined(envelope, bot_user)
            case "message" | "app_mention":
                return _message(envelope, SlackMessage.model_validate(envelope.event), bot_user)
    except ValidationError:
        return None
    return None


def _message(envelope: Envelope, said: SlackMessage, bot_user: str) -> Message | None:
    if said.user is None or said.bot_id is not None or said.user == bot_user or said.subtype not in SPOKEN:
        return None
    masked = mask(plain(said.text or "", bot_user))
    named = mentions(said.text or "")
    return Message(
        event_id=envelope.event_id,
        team=envelope.team_id,
        channel=said.channel,
        place=Place.DIRECT if said.channel_type == "im" else Place.CHANNEL,
        ts=said.ts,
        root=said.thread_ts or said.ts,
        user=said.user,
        user_team=said.user_team or said.source_team,
        text=masked.text,
        mentions_bot=said.type == "app_mention" or bot_user in named,
        mentions_others=any(user != bot_user for user in named),
        files=tuple(file.ref() for file in said.files or ()),
        complete=said.type == "message" or said.files is not None,
        shared_channel=envelope.is_ext_shared_channel,
        secrets=masked.kinds,
        marked=mask(marked(said.text or "", bot_user)).text,
    )


def _stopped(envelope: Envelope) -> Stopped | None:
    event = envelope.event
    channel = event.get("channel_id") or event.get("channel")
    root, user = event.get("thread_ts"), event.get("user_id") or event.get("user")
    if not (isinstance(channel, str) and isinstance(root, str) and isinstance(user, str)):
        return None
    return Stopped(envelope.event_id, channel, root, user)


def _opened(envelope: Envelope) -> HomeOpened:
    opened = Opened.model_validate(envelope.event)
    return HomeOpened(envelope.event_id, envelope.team_id, opened.user, opened.channel, opened.tab)


def _joined(envelope: Envelope, bot_user: str) -> Joined | None:
    """Return that the bot was invited somewhere; who else comes and goes is nobody's business here."""
    member = Member.model_validate(envelope.event)
    return Joined(envelope.event_id, member.user, member.channel) if member.user == bot_user else None


def action(body: dict[str, Any]) -> Click | None:
    """Return what a button means, or None where it is not one that makes a turn or stops one."""
    try:
        payload = Actions.model_validate(body)
    except ValidationError:
        return None
    pressed = payload.actions[0]
    name = NUMBERED.sub("", pressed.action_id)
    if name not in ACTIONS:
        return None
    value, text = _value(pressed)
    return _click(payload, pressed, name, value, text)


def _value(pressed: Action) -> tuple[str, str]:
    """Return a button's version (or turn) and its text; an offer carries both."""
    if pressed.action_id != "offer":
        return pressed.value, ""
    try:
        carried = orjson.loads(pressed.value)
    except orjson.JSONDecodeError:
        return "", ""
    return (str(carried.get("v", "")), str(carried.get("t", ""))) if isinstance(carried, dict) else ("", "")


def _click(payload: Actions, pressed: Action, action_id: str, value: str, text: str) -> Click | None:
    at = payload.container
    channel = at.channel_id or (payload.channel.id if payload.channel else None)
    if (channel is None or at.message_ts is None) and action_id in FROM_HOME:
        channel, at = payload.user.id, Container(message_ts=f"home:{payload.user.id}")
    if channel is None or at.message_ts is None:
        return None
    masked = mask(text)
    key = f"{pressed.action_ts or at.message_ts}:{payload.user.id}:{action_id}"
    return Click(
        event_id=f"click:{channel}:{key}",
        key=key,
        team=payload.team.id,
        channel=channel,
        message_ts=at.message_ts,
        root=at.thread_ts or at.message_ts,
        user=payload.user.id,
        user_team=payload.user.team_id,
        action=action_id,
        value=value,
        trigger_id=payload.trigger_id,
        text=masked.text,
        secrets=masked.kinds,
    )
