"""Slack as a turn sees it: words from blocks/, calls through the sender. No SQL, no model, no decisions about money.

Messages of ours carry metadata with the turn they belong to, so that they can be found again after a lost answer.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import orjson
import structlog
from pydantic import TypeAdapter

from bot.domain.announcement import Announcement
from bot.domain.errors import PersonError, ProviderError
from bot.domain.message import Message
from bot.domain.telling import Audience, Kind, Told
from bot.domain.turn import Turn
from bot.domain.upstream import PictureFile
from bot.ports import Parcel, Remember
from bot.providers.blobs import Blobs
from bot.providers.looking import Looking
from bot.providers.slack.errors import GONE, slack_code
from bot.providers.slack.limits import Priority
from bot.providers.slack.sender import GaveWay, Sender
from bot.providers.slack.uploads import Uploads
from handlers.blocks import announcement as first
from handlers.blocks import outcome
from handlers.blocks.parts import actions, button, section
from handlers.blocks.preview import preview_blocks
from handlers.sharing import Sharing
from handlers.slack_text import clip, escape
from handlers.status import Status

log = structlog.get_logger(__name__)
TOLD: TypeAdapter[Told] = TypeAdapter(Told)
STATUS_EVENT, PREVIEW_EVENT, OUTCOME_EVENT = "darkroom_status", "darkroom_preview", "darkroom_outcome"
KINDS = {STATUS_EVENT: "status", PREVIEW_EVENT: "preview"}
REMOVING = ("chat.delete", "files.delete")
LONGEST_VALUE = 2000


def _metadata(event: str, turn: str) -> dict[str, Any]:
    return {"event_type": event, "event_payload": {"turn": turn}}


class SlackStage:
    """Shows turns in Slack."""

    def __init__(self, sender: Sender, uploads: Uploads, blobs: Blobs, looking: Looking) -> None:
        self._sender, self._uploads, self._looking = sender, uploads, looking
        self._sharing, self._status = Sharing(uploads, blobs), Status(sender)

    async def status(self, turn: Turn, *, working: bool) -> None:
        """Show, or stop showing, that the bot is at work; returns at once."""
        self._status.show(turn, working=working)

    async def settle(self) -> None:
        """Wait for what still runs in the background."""
        await self._status.settle()

    async def announce(self, turn: Turn, announcement: Announcement) -> str | None:
        """Post the first message; Slack's refusal does not keep anything from being drawn."""
        try:
            answer = await self._post(
                turn,
                Priority.NOTICE,
                text=first.text(announcement),
                blocks=first.blocks(announcement, turn.id),
                metadata=_metadata(STATUS_EVENT, turn.id),
            )
        except ProviderError as error:
            log.warning("no first message", turn=turn.id, code=error.code)
            return None
        return str(answer["ts"])

    async def preview(
        self, turn: Turn, picture: PictureFile, alt_text: str, wanted: Callable[[], bool]
    ) -> tuple[str, str] | None:
        """Show a preview; whatever is in its way, it gives way."""
        try:
            return await self._preview(turn, Path(picture.path), alt_text, wanted)
        except (GaveWay, ProviderError, PersonError, OSError) as error:
            log.info("preview gave way", turn=turn.id, kind=type(error).__name__)
            return None

    async def _preview(
        self, turn: Turn, path: Path, alt_text: str, wanted: Callable[[], bool]
    ) -> tuple[str, str] | None:
        if not self._sender.has_room(Priority.PREVIEW, *REMOVING):
            raise GaveWay
        shown = await self._looking.for_slack(path)
        try:
            file_id = await self._uploads.upload(shown, "preview.png", Priority.PREVIEW)
        finally:
            if shown != path:
                shown.unlink(missing_ok=True)
        await self._uploads.keep_private(file_id, "Preview", Priority.PREVIEW)
        if not (await self._uploads.ready(file_id, Priority.PREVIEW) and wanted()):
            await self._uploads.delete(file_id)
            return None
        answer = await self._post(
            turn,
            Priority.PREVIEW,
            text="Preview",
            blocks=preview_blocks(file_id, alt_text),
            metadata=_metadata(PREVIEW_EVENT, turn.id),
        )
        return str(answer["ts"]), file_id

    async def deliver(self, turn: Turn, parcel: Parcel, remember: Remember) -> str | None:
        """Tell the outcome: a picture as a file with its receipt, anything else as a message."""
        told = TOLD.validate_python(parcel.body)
        if told.kind is Kind.PICTURE:
            ts = await self._sharing.share(turn, told, parcel, remember)
            if parcel.progress.get("plain"):
                await self._tell(turn, told, parcel, remember)
        else:
            ts = await self._tell(turn, told, parcel, remember)
        if told.receipt is not None and told.audience is Audience.REQUESTER:
            line = "\n".join([*outcome.via(told), outcome.receipt_line(told.receipt, told.preview_count)])
            await self.whisper(turn.channel, turn.actor, turn.root, line, escaped=True)
        return ts

    async def _tell(self, turn: Turn, told: Told, parcel: Parcel, remember: Remember) -> str:
        if parcel.progress.get("tried") and (found := await self._find(turn, OUTCOME_EVENT)):
            return found
        await remember({"tried": True})
        answer = await self._post(
            turn,
            Priority.FINAL,
            text=outcome.text(told),
            blocks=outcome.blocks(told),
            metadata=_metadata(OUTCOME_EVENT, turn.id),
        )
        return str(answer["ts"])

    async def last_word(self, turn: Turn, sentence: str) -> None:
        """Say in plain words, in the thread or else to the person alone, that the outcome could not be shown."""
        for channel, root in ((turn.channel, turn.root), (turn.actor, None)):
            try:
                await self._sender.call(
                    "chat.postMessage", Priority.FINAL, channel=channel, thread_ts=root, text=escape(sentence)
                )
            except ProviderError as error:
                log.warning("no last word", channel=channel, code=error.code)
            else:
                return

    async def remove(self, channel: str, ts: str, file_id: str | None) -> None:
        """Remove a message, then its file: a message must not show a hole. What is gone already is as good."""
        try:
            await self._sender.call("chat.delete", Priority.TIDY, channel=channel, ts=ts)
            if file_id is not None:
                await self._uploads.delete(file_id)
        except ProviderError as error:
            if slack_code(error) not in GONE:
                log.warning("a message stays", channel=channel, ts=ts, code=error.code)

    async def strays(self, turn: Turn) -> Sequence[tuple[str, str]]:
        """Return (kind, ts) of the status and preview messages of *turn* that stand in Slack."""
        try:
            rows = await self._replies(turn)
        except ProviderError as error:
            log.warning("thread not read", turn=turn.id, code=error.code)
            return ()
        return [(KINDS[event], ts) for event, ts in rows if event in KINDS]

    async def _find(self, turn: Turn, event: str) -> str | None:
        return next((ts for found, ts in await self._replies(turn) if found == event), None)

    async def _replies(self, turn: Turn) -> list[tuple[str, str]]:
        """Return (metadata event, ts) of our messages of *turn*."""
        answer = await self._sender.call(
            "conversations.replies",
            Priority.FINAL,
            channel=turn.channel,
            ts=turn.root,
            include_all_metadata="true",
            limit="200",
        )
        found = []
        for message in answer.get("messages") or []:
            metadata = message.get("metadata") or {}
            if (metadata.get("event_payload") or {}).get("turn") == turn.id:
                found.append((str(metadata.get("event_type")), str(message["ts"])))
        return found

    async def thank(self, channel: str, ts: str) -> None:
        """React quietly."""
        try:
            await self._sender.call("reactions.add", Priority.TIDY, channel=channel, timestamp=ts, name="heart")
        except ProviderError as error:
            log.debug("no reaction", channel=channel, code=error.code)

    async def whisper(self, channel: str, user: str, root: str | None, sentence: str, *, escaped: bool = False) -> None:
        """Tell one person something only they see."""
        text = sentence if escaped else escape(sentence)
        try:
            await self._sender.call(
                "chat.postEphemeral", Priority.NOTICE, channel=channel, user=user, thread_ts=root, text=text
            )
        except ProviderError as error:
            log.warning("not told", channel=channel, code=error.code)

    async def tell(self, person: str, sentence: str, *, escaped: bool = False) -> None:
        """Tell somebody, or a channel, something in a message of its own."""
        text = sentence if escaped else escape(sentence)
        try:
            await self._sender.call("chat.postMessage", Priority.NOTICE, channel=person, text=text, unfurl_links=False)
        except ProviderError as error:
            log.warning("not told", person=person, code=error.code)

    async def offer(self, message: Message) -> None:
        """Offer to do what a bystander's remark says; only they see it, and nothing happens without a click."""
        value = orjson.dumps({"v": "", "t": message.text}).decode()
        if len(value) > LONGEST_VALUE:
            return
        line = f"Shall I? “{escape(clip(message.text, 120))}”"
        try:
            await self._sender.call(
                "chat.postEphemeral",
                Priority.NOTICE,
                channel=message.channel,
                user=message.user,
                thread_ts=message.root,
                text=line,
                blocks=[section(line), actions(button("Edit the newest version", "offer", value))],
            )
        except ProviderError as error:
            log.debug("no offer made", channel=message.channel, code=error.code)

    async def _post(self, turn: Turn, priority: Priority, **arguments: Any) -> dict[str, Any]:
        return await self._sender.call(
            "chat.postMessage",
            priority,
            channel=turn.channel,
            thread_ts=turn.root,
            unfurl_links=False,
            unfurl_media=False,
            **arguments,
        )
