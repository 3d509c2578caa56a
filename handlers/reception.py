"""Slack where people are greeted and commands answered: words from blocks/, calls through the sender.

An answer to a command is for whoever typed it: at the command's own address, else as an ephemeral message, else in a
direct message. In a direct message it is an ordinary reply, since nobody else reads it.
"""

from collections.abc import Awaitable, Sequence
from typing import Any

import structlog

from bot.domain.answers import Answer
from bot.domain.errors import PersonError, ProviderError
from bot.domain.helping import Prompt
from bot.domain.home import HomePage
from bot.domain.message import CommandCall, Place, ThreadPlace
from bot.providers.slack.errors import NOT_THERE, slack_code
from bot.providers.slack.limits import Priority
from bot.providers.slack.response_urls import ResponseUrls
from bot.providers.slack.sender import GaveWay, Sender
from handlers.blocks import answers, asked, home, welcome

log = structlog.get_logger(__name__)
ASKED_EVENT = "darkroom_asked"
INVITE = "I am not in this channel. Invite me with /invite @Darkroom, or write to me directly."
LOOKED_AT = "50"


class SlackReception:
    """Greets and answers in Slack."""

    def __init__(self, sender: Sender, response_urls: ResponseUrls) -> None:
        self._sender, self._response_urls = sender, response_urls

    async def reply(self, call: CommandCall, answer: Answer) -> None:
        """Answer a command."""
        text, blocks = answers.render(answer)
        if call.response_url and await self._response_urls.post(call.response_url, text, blocks):
            return
        told = {"text": text, "blocks": blocks}
        if call.place is Place.DIRECT:
            await _said(self._post(call.channel, told, call.root))
        elif not await _said(self._whisper(call, told)):
            await _said(self._post(call.user, told))

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
        if call.channel != call.user:
            return call.channel
        answer = await self._sender.call("conversations.open", Priority.NOTICE, users=call.user)
        return str(answer["channel"]["id"])

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
