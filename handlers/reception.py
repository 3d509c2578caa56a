"""Slack where people are greeted and commands answered: words from blocks/, calls through the sender.

An answer to a command is for whoever typed it: at the command's own address, else as an ephemeral message, else in a
direct message. In a direct message it is an ordinary reply, since nobody else reads it.
"""

from collections.abc import Awaitable, Sequence
from typing import Any

import structlog

from bot.domain.answers import Answer, UsageAnswer
from bot.domain.approval import Approval
from bot.domain.errors import PersonError, ProviderError
from bot.domain.helping import Prompt
from bot.domain.home import HomePage
from bot.domain.message import CommandCall, Place, ThreadPlace
from bot.ports import PrivateFile
from bot.providers.slack.errors import NOT_THERE, slack_code
from bot.providers.slack.limits import Priority
from bot.providers.slack.response_urls import ResponseUrls
from bot.providers.slack.sender import GaveWay, Sender
from bot.providers.slack.uploads import Uploads
from handlers.blocks import answers, asked, home, questions, welcome

log = structlog.get_logger(__name__)
ASKED_EVENT = "darkroom_asked"
INVITE = "I am not in this channel. Invite me with /invite @Darkroom, or write to me directly."
LOOKED_AT = "50"
LONGEST_TITLE = 250
NOT_SENT = "Slack did not take the file. Ask again in a minute."


class SlackReception:
    """Greets and answers in Slack."""

    def __init__(self, sender: Sender, response_urls: ResponseUrls, uploads: Uploads) -> None:
        self._sender, self._response_urls, self._uploads = sender, response_urls, uploads

    async def reply(self, call: CommandCall, answer: Answer) -> None:
        """Answer a command."""
        said = answers.render(answer)
        for blocks in filter(None, (said.blocks, said.plainer)):
            if await self._told(call, {"text": said.text, "blocks": blocks}):
                return

    async def _told(self, call: CommandCall, told: dict[str, Any]) -> bool:
        """Say it in the best way there is; False where Slack took none of them."""
        if call.response_url and await self._response_urls.post(call.response_url, **told):
            return True
        if call.place is Place.DIRECT:
            return await _said(self._post(call.channel, told, call.root))
        return await _said(self._whisper(call, told)) or await _said(self._post(call.user, told))

    async def _post(self, channel: str, told: dict[str, Any], root: str | None = None) -> object:
        return await self._sender.call("chat.postMessage", Priority.NOTICE, channel=channel, thread_ts=root, **told)

    async def _whisper(self, call: CommandCall, told: dict[str, Any]) -> object:
        return await self._sender.call(
            "chat.postEphemeral", Priority.NOTICE, channel=call.channel, user=call.user, thread_ts=call.root, **told
        )

    async def begin(self, call: CommandCall) -> ThreadPlace:
        """Post what was asked, as the first message of its thread."""
        text, blocks = asked.message(call)
        metadata = {"event_type": ASKED_EVENT, "event_payload": {"command": call.key}}
        try:
            answer = await self._sender.call(
                "chat.postMessage",
                Priority.NOTICE,
                channel=await self._channel(call),
                text=text,
                blocks=blocks,
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        except ProviderError as error:
            if slack_code(error) in NOT_THERE:
                raise PersonError("not_in_channel", INVITE) from error
            raise
        return ThreadPlace(str(answer["channel"]), str(answer["ts"]))

    async def find(self, call: CommandCall) -> ThreadPlace | None:
        """Look for the first message among the newest of its channel, by its metadata."""
        try:
            channel = await self._channel(call)
            answer = await self._sender.call(
                "conversations.history", Priority.FINAL, channel=channel, include_all_metadata="true", limit=LOOKED_AT
            )
        except ProviderError as error:
            if slack_code(error) in NOT_THERE:
                return None
            raise
        for message in answer.get("messages") or []:
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("command") == call.key:
                return ThreadPlace(channel, str(message["ts"]))
        return None

    async def _channel(self, call: CommandCall) -> str:
        """Return where a command's thread belongs; a person's id means the direct message with them."""
        return await self._direct(call.user) if call.channel == call.user else call.channel

    async def _direct(self, user: str) -> str:
        answer = await self._sender.call("conversations.open", Priority.NOTICE, users=user)
        return str(answer["channel"]["id"])

    async def report(self, channel: str, answer: UsageAnswer) -> None:
        """Put a report into a channel."""
        said = answers.render(answer)
        for blocks in filter(None, (said.blocks, said.plainer)):
            if await _said(self._post(channel, {"text": said.text, "blocks": blocks})):
                return

    async def ask(self, channel: str, root: str, approval: Approval, text: str) -> None:
        """Put a question into a thread."""
        await _said(self._post(channel, {"text": text, "blocks": questions.asked(text, approval)}, root))

    async def settle(self, channel: str, ts: str, text: str) -> None:
        """Put the answer in place of the buttons, so that nobody presses them again. A Home tab is drawn anew instead."""
        if ts.startswith("home:"):
            return
        arguments = {"channel": channel, "ts": ts, "text": text, "blocks": questions.settled(text)}
        await _said(self._sender.call("chat.update", Priority.NOTICE, **arguments))

    async def send(self, user: str, file: PrivateFile) -> None:
        """Give somebody a file in their direct messages."""
        try:
            channel = await self._direct(user)
            file_id = await self._uploads.hand_over(file.data, file.name, Priority.NOTICE)
            await self._uploads.share({file_id: file.title[:LONGEST_TITLE]}, channel, None, None)
        except ProviderError as error:
            log.warning("file not sent", user=user, code=error.code)
            raise PersonError("not_sent", NOT_SENT) from error

    async def welcome(self, channel: str) -> None:
        """Say who the bot is."""
        told = {"text": welcome.TEXT, "blocks": welcome.blocks()}
        await _said(self._post(channel, told))

    async def suggest(self, channel: str, prompts: Sequence[Prompt]) -> None:
        """Offer first sentences; they are a kindness, and give way."""
        offered = [{"title": prompt.title, "message": prompt.message} for prompt in prompts]
        try:
            await self._sender.call(
                "assistant.threads.setSuggestedPrompts", Priority.PREVIEW, channel_id=channel, prompts=offered
            )
        except (ProviderError, GaveWay) as error:
            log.debug("nothing suggested", channel=channel, kind=type(error).__name__)

    async def publish(self, user: str, page: HomePage) -> None:
        """Show a Home tab."""
        try:
            await self._sender.call("views.publish", Priority.NOTICE, user_id=user, view=home.view(page))
        except ProviderError as error:
            log.warning("no home tab", user=user, code=error.code)


async def _said(call: Awaitable[object]) -> bool:
    """Wait for a call that only helps; False where Slack did not take it."""
    try:
        await call
    except ProviderError as error:
        log.warning("not said", code=error.code)
        return False
    return True
