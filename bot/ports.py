"""What services need of the outside, as Protocols. Implementations stand in providers and handlers."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Protocol

from bot.domain.announcement import Announcement
from bot.domain.answers import Answer, UsageAnswer
from bot.domain.approval import Approval
from bot.domain.chart import Chart
from bot.domain.document import Document
from bot.domain.helping import Prompt
from bot.domain.home import HomePage
from bot.domain.lanes import Lane
from bot.domain.message import CommandCall, FileRef, Message, ThreadPlace
from bot.domain.people import Person
from bot.domain.reviews.dossier import Review
from bot.domain.reviews.said import Said
from bot.domain.reviews.status import StatusCard
from bot.domain.turn import Turn
from bot.domain.upstream import PictureFile, StreamEvent


class Clock(Protocol):
    """UTC milliseconds."""

    def __call__(self) -> int: ...


class Ids(Protocol):
    """A new id of a kind (one letter)."""

    def __call__(self, kind: str) -> str: ...


@dataclass(frozen=True, slots=True)
class UpstreamStream:
    """An open answer: the provider's request id, and what it says."""

    request_id: str | None
    events: AsyncGenerator[StreamEvent]


class Upstream(Protocol):
    """A lane to OpenAI. All raise `ProviderError`s only."""

    @property
    def lane(self) -> Lane: ...

    def draw(self, body: dict[str, Any], attempt_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Send one request; its body names pictures by artifact."""

    def look(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Ask how a response stands now."""

    def cancel(self, response_id: str) -> AbstractAsyncContextManager[UpstreamStream]:
        """Ask for a response to end, and for what it is known to have used."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a finished picture turned out to be."""

    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CleanReference:
    """An attached picture, decoded, stripped of its metadata and re-encoded."""

    file: PictureFile
    looked: Looked


class Pictures(Protocol):
    """Looking at pictures without trusting them."""

    async def look(self, path: PurePath) -> Looked:
        """Return what a finished picture is; raises `PersonError` where it is none."""

    async def clean(self, path: PurePath, name: str) -> CleanReference:
        """Return an attached picture made safe; raises `PersonError` with a sentence for the person."""


class Blobs(Protocol):
    """Where artifacts rest."""

    spool: Path

    def path(self, sha256: str) -> Path: ...
    def keep(self, spooled: PurePath, sha256: str) -> Path: ...
    def has(self, sha256: str) -> bool: ...
    def digest(self, sha256: str) -> str: ...


class Attachments(Protocol):
    """Files of people, fetched from Slack's file hosts and nowhere else."""

    async def fetch(self, file: FileRef, *, most_bytes: int = 50_000_000) -> PurePath:
        """Return the downloaded file in the spool; raises `PersonError` with a sentence. The file is the caller's to remove."""


class Documents(Protocol):
    """Reading documents without trusting them."""

    async def read(self, path: PurePath, name: str) -> Document:
        """Return what a document says, without its secrets; raises `PersonError` with a sentence for the person."""


class Directory(Protocol):
    """Who people are."""

    async def person(self, user: str) -> Person: ...

    async def channel(self, channel: str) -> str:
        """Return a channel's name, or its id where Slack does not say."""


Remember = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message of the outbox: what to tell, and how far telling it has come."""

    outbox_id: str
    kind: str
    body: dict[str, Any]
    progress: dict[str, Any]


class Stage(Protocol):
    """Slack as a turn sees it. `status`, `announce` and `preview` never fail a turn; `deliver` raises until it has arrived."""

    async def status(self, turn: Turn, *, working: bool) -> None:
        """Show, or stop showing, that the bot is at work."""

    async def announce(self, turn: Turn, announcement: Announcement) -> str | None:
        """Post the first message; return its ts, or None where Slack would not take it."""

    async def preview(
        self, turn: Turn, picture: PictureFile, alt_text: str, wanted: Callable[[], bool]
    ) -> tuple[str, str] | None:
        """Post a preview while it is *wanted*; return (ts, file id), or None where it gave way. The file stays the caller's."""

    async def deliver(self, turn: Turn, parcel: Parcel, remember: Remember) -> str | None:
        """Tell the outcome, once; return the message's ts."""

    async def last_word(self, turn: Turn, sentence: str) -> None:
        """Say that the outcome could not be shown, in the thread or else to the person alone."""

    async def remove(self, channel: str, ts: str, file_id: str | None) -> None:
        """Remove a status or preview message and its file."""

    async def strays(self, turn: Turn) -> Sequence[tuple[str, str]]:
        """Return (kind, ts) of messages of this turn that stand in Slack, found by their metadata."""

    async def thank(self, channel: str, ts: str) -> None:
        """React quietly."""

    async def whisper(self, channel: str, user: str, root: str | None, sentence: str, *, escaped: bool = False) -> None:
        """Tell one person something only they see."""

    async def tell(self, person: str, sentence: str, *, escaped: bool = False) -> None:
        """Tell somebody, or a channel, something in a message of its own."""

    async def offer(self, message: Message) -> None:
        """Offer somebody a button, seen only by them."""


@dataclass(frozen=True, slots=True)
class PrivateFile:
    """A file for one person's eyes; `title` is what it is called where it is shown, and its description."""

    name: str
    title: str
    data: bytes


class Charts(Protocol):
    """Drawing charts."""

    async def draw(self, chart: Chart) -> bytes:
        """Return a chart as PNG; raises PersonError where it cannot be drawn."""


class Reception(Protocol):
    """Where people are greeted and commands are answered. What only helps never fails; `begin` and `find` raise."""

    async def reply(self, call: CommandCall, answer: Answer) -> None:
        """Answer a command, seen only by whoever typed it."""

    async def begin(self, call: CommandCall) -> ThreadPlace:
        """Post the first message of a thread for what a command asks; raises PersonError where the bot cannot be there."""

    async def find(self, call: CommandCall) -> ThreadPlace | None:
        """Return the thread that was begun for a command before an answer was lost, or None."""

    async def ask(self, channel: str, root: str, approval: Approval, text: str) -> None:
        """Put a question into a thread, with its buttons."""

    async def settle(self, channel: str, ts: str, text: str) -> None:
        """Put the answer in place of a question's buttons."""

    async def report(self, channel: str, answer: UsageAnswer) -> None:
        """Put a report into a channel."""

    async def send(self, user: str, file: PrivateFile) -> None:
        """Give somebody a file in their direct messages; raises PersonError where Slack does not take it."""

    async def welcome(self, channel: str) -> None:
        """Say who the bot is and what to try."""

    async def suggest(self, channel: str, prompts: Sequence[Prompt]) -> None:
        """Offer first sentences in a conversation with the bot."""

    async def publish(self, user: str, page: HomePage) -> None:
        """Show somebody their Home tab."""


class Board(Protocol):
    """Slack as a review sees it, beside the answers to messages. What only helps never fails."""

    async def card(self, review: Review, card: StatusCard) -> str | None:
        """Show how a review stands, in the one message that does; return its ts, None where Slack would not take it."""

    async def take_down(self, review: Review) -> None:
        """Take the card of a review away."""

    async def say(self, review: Review, told: Said) -> None:
        """Say something in the thread of a review."""

    async def said(self, review: Review, key: str) -> bool:
        """Whether something with this key stands in the thread."""

    async def link(self, review: Review) -> str:
        """Return where a review can be read, or nothing."""
