"""Everything that exists in the workspace, and the questions one may ask about it.

Reading is for everybody. Changing goes through the Web API and the acts of people, which ring `changes`;
nothing here decides whether somebody may do a thing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox.slack.changes import Changes
from bot.sandbox.slack.channel import Channel, seed
from bot.sandbox.slack.file import File
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.person import BOT_USER, PEOPLE, Person
from bot.sandbox.slack.stamps import Stamps
from bot.sandbox.slack.view import View
from bot.sandbox.slack.wire import Json


@dataclass(slots=True)
class Session:
    """An agent session: one per thread. `history` holds every status it has had."""

    channel: str
    thread_ts: str
    status: str
    title: str | None = None
    history: list[str] = field(default_factory=list)


class Workspace:
    """People, channels, messages, files, views, ephemerals, session statuses."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.stamps = Stamps()
        self.origin = ""
        self.people: dict[str, Person] = {person.id: person for person in PEOPLE}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in seed()}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.ephemerals: list[Message] = []
        self.deleted: list[Message] = []
        self.sessions: dict[tuple[str, str], Session] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.suggested_prompts: dict[str, list[Json]] = {}
        self._messages: dict[str, dict[str, Message]] = {}

    def readable(self, file: File) -> bool:
        """Whether the bot may read a file: its own, handed over, or shared where it is a member."""
        mine = file.user == BOT_USER or file.handed_over
        return mine or any(self.channels[name].has_bot for name in file.channels)

    def ephemeral(self, ts: str) -> Message | None:
        """An ephemeral message."""
        return next((message for message in self.ephemerals if message.ts == ts), None)

    def person(self, name: str) -> Person:
        """By id or name. Raises LookupError."""
        for person in self.people.values():
            if name == person.id or name.lower() == person.name:
                return person
        raise LookupError(f"nobody here is called {name!r}")

    def channel(self, name: str) -> Channel:
        """By id or name, with or without `#`. Raises LookupError."""
        for channel in self.channels.values():
            if name == channel.id or (channel.name and name.lstrip("#") == channel.name):
                return channel
        raise LookupError(f"no channel is called {name!r}")

    def dm(self, name: str) -> Channel:
        """The direct message between the bot and a person."""
        user = self.person(name).id
        return next(c for c in self.channels.values() if c.kind == "im" and c.person == user)

    def message(self, channel: str, ts: str) -> Message:
        """A message that stands in a channel. Raises LookupError."""
        try:
            return self._messages[self.channel(channel).id][ts]
        except KeyError:
            raise LookupError(f"no message {ts} in {channel}") from None

    def messages(self, channel: str | None = None, thread_ts: str | None = None) -> list[Message]:
        """What stands in a channel or in one thread of it, oldest first; without a channel, everything."""
        found = [m for m in self._in(channel) if thread_ts is None or m.root == thread_ts]
        return sorted(found, key=lambda message: message.ts)

    def bot_messages(self, channel: str | None = None, thread_ts: str | None = None) -> list[Message]:
        """The same, of the bot alone."""
        return [message for message in self.messages(channel, thread_ts) if message.user == BOT_USER]

    def replies(self, message: Message) -> list[Message]:
        """The thread of *message* without its first message."""
        return [m for m in self.messages(message.channel, message.root) if m.ts != message.root]

    def ephemerals_for(self, user: str, channel: str | None = None) -> list[Message]:
        """What only this person sees, oldest first."""
        reader = self.person(user).id
        return [m for m in self.ephemerals if m.only_for == reader and channel in {None, m.channel}]

    def file(self, name: str) -> File | None:
        """A file by id or by one of its addresses, deleted ones included."""
        return self.files.get(name) or next((f for f in self.files.values() if f.answers_to(name)), None)

    def usable_file(self, name: str) -> File | None:
        """The same, if the bot may show it."""
        file = self.file(name)
        return file if file and self.readable(file) else None

    def open_views(self, user: str) -> list[View]:
        """The modals that a person has open, the topmost last."""
        owner = self.person(user).id
        return [view for view in self.views.values() if view.user == owner and view.open]

    def session(self, channel: str, thread_ts: str) -> Session | None:
        """The agent session of a thread."""
        return self.sessions.get((self.channel(channel).id, thread_ts))

    def add(self, message: Message) -> None:
        """Let a message stand in its channel, or before its only reader."""
        if message.only_for:
            self.ephemerals.append(message)
        else:
            self._messages.setdefault(message.channel, {})[message.ts] = message
        self.changes.ring()

    def remove(self, message: Message) -> None:
        """Take a message away; it is kept in `deleted`."""
        message.deleted = True
        self.deleted.append(message)
        if message.only_for:
            self.ephemerals.remove(message)
        else:
            del self._messages[message.channel][message.ts]
        self.changes.ring()

    def _in(self, channel: str | None) -> Iterator[Message]:
        wanted = self._messages if channel is None else [self.channel(channel).id]
        for name in wanted:
            yield from self._messages.get(name, {}).values()
