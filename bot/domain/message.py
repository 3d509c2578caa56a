"""What a person did in Slack, after parsing and before anything was decided: text in plain words, secrets masked."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a message stands."""

    CHANNEL = "channel"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file a person attached, as Slack describes it. Slack's media type comes from the name: it proves nothing."""

    id: str
    name: str
    url: str | None
    size_bytes: int | None
    media_type: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a person. `ts` names it in its channel; `root` is the ts of its thread.

    `marked` is the text with people and channels by id, as `<@U…>` and `<#C…>`.
    """

    event_id: str
    team: str
    channel: str
    place: Place
    ts: str
    root: str
    user: str
    user_team: str | None
    text: str
    mentions_bot: bool
    mentions_others: bool
    files: tuple[FileRef, ...]
    complete: bool
    shared_channel: bool
    secrets: tuple[str, ...] = ()
    marked: str = ""

    @property
    def in_thread(self) -> bool:
        """Whether this is a reply."""
        return self.ts != self.root


@dataclass(frozen=True, slots=True)
class Click:
    """A button pressed or a form sent. `key` makes it unique; `value` is what the button carries."""

    event_id: str
    key: str
    team: str
    channel: str
    message_ts: str
    root: str
    user: str
    user_team: str | None
    action: str
    value: str
    trigger_id: str
    text: str = ""
    secrets: tuple[str, ...] = ()
    files: tuple[FileRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """Slack's own Stop control was used on a session."""

    event_id: str
    channel: str
    root: str
    user: str


@dataclass(frozen=True, slots=True)
class ThreadPlace:
    """Where a thread stands."""

    channel: str
    root: str


@dataclass(frozen=True, slots=True)
class CommandCall:
    """A command, typed with a slash or as a mention. A slash command knows no thread; its `response_url` answers anywhere.

    `key` makes it unique. `root` is None where the answer belongs to no thread. `marked` has people and channels by id.
    """

    event_id: str
    key: str
    team: str
    channel: str
    place: Place
    user: str
    user_team: str | None
    name: str
    text: str
    root: str | None = None
    response_url: str | None = None
    secrets: tuple[str, ...] = ()
    marked: str = ""


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at the app: its Home tab, or its messages."""

    event_id: str
    team: str
    user: str
    channel: str
    tab: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody became a member of a channel."""

    event_id: str
    user: str
    channel: str
