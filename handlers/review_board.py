"""Slack as a review sees it, beside the answers to messages: its card, and what is said after clicks.

Messages carry what they are in their metadata, so that one is found again after a lost answer and said once.
"""

from typing import Any

import structlog

from bot.domain.errors import ProviderError
from bot.domain.reviews.dossier import Review
from bot.domain.reviews.said import ExceptionSaid, LetterSaid, Note, Said, VerdictSaid
from bot.domain.reviews.status import StatusCard
from bot.providers.slack.errors import GONE, slack_code
from bot.providers.slack.limits import Priority
from bot.providers.slack.sender import Sender
from handlers.blocks import review_card, reviews, verdict_card
from handlers.blocks.parts import Block, section
from handlers.slack_text import escape

log = structlog.get_logger(__name__)
CARD_EVENT, SAID_EVENT = "darkroom_review_card", "darkroom_review"
LOOKED_AT = "200"


class SlackBoard:
    """Shows reviews."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def card(self, review: Review, card: StatusCard) -> str | None:
        """Show the card where it stands already, else at the end of the thread."""
        told = {"text": review_card.text(card), "blocks": review_card.blocks(card)}
        ts = review.card_ts or await self._find(review, CARD_EVENT, review.id)
        try:
            if ts is not None and await self._updated(review, ts, told):
                return ts
            return await self._post(review, CARD_EVENT, review.id, told)
        except ProviderError as error:
            log.warning("no card", review=review.id, code=error.code)
            return None

    async def take_down(self, review: Review) -> None:
        """Take the card away."""
        if review.card_ts is None:
            return
        try:
            await self._sender.call("chat.delete", Priority.TIDY, channel=review.channel, ts=review.card_ts)
        except ProviderError as error:
            log.warning("a card stays", review=review.id, code=error.code)

    async def say(self, review: Review, told: Said) -> None:
        """Say something in the thread."""
        text, blocks = _rendered(told)
        try:
            await self._post(review, SAID_EVENT, told.key, {"text": text, "blocks": blocks})
        except ProviderError as error:
            log.warning("not said", review=review.id, code=error.code)

    async def said(self, review: Review, key: str) -> bool:
        """Whether something was said."""
        return await self._find(review, SAID_EVENT, key) is not None

    async def link(self, review: Review) -> str:
        """Return the address of a review's thread."""
        try:
            answer = await self._sender.call(
                "chat.getPermalink", Priority.NOTICE, channel=review.channel, message_ts=review.root
            )
        except ProviderError as error:
            log.warning("no link", review=review.id, code=error.code)
            return ""
        return str(answer["permalink"])

    async def _updated(self, review: Review, ts: str, told: dict[str, Any]) -> bool:
        try:
            await self._sender.call("chat.update", Priority.NOTICE, channel=review.channel, ts=ts, **told)
        except ProviderError as error:
            if slack_code(error) not in GONE:
                raise
            return False
        return True

    async def _post(self, review: Review, event: str, key: str, told: dict[str, Any]) -> str:
        answer = await self._sender.call(
            "chat.postMessage",
            Priority.NOTICE,
            channel=review.channel,
            thread_ts=review.root,
            metadata={"event_type": event, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
            **told,
        )
        return str(answer["ts"])

    async def _find(self, review: Review, event: str, key: str) -> str | None:
        try:
            answer = await self._sender.call(
                "conversations.replies",
                Priority.FINAL,
                channel=review.channel,
                ts=review.root,
                include_all_metadata="true",
                limit=LOOKED_AT,
            )
        except ProviderError as error:
            log.warning("thread not read", review=review.id, code=error.code)
            return None
        for message in answer.get("messages") or []:
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == event and (metadata.get("event_payload") or {}).get("key") == key:
                return str(message["ts"])
        return None


def _rendered(told: Said) -> tuple[str, list[Block]]:
    match told:
        case Note():
            words = f"<@{told.by}>: {escape(told.text)}" if told.by else escape(told.text)
            return words, [reviews.whose(section(words), told.whose)]
        case VerdictSaid():
            return verdict_card.text(told.card), verdict_card.blocks(told.card)
        case LetterSaid():
            return verdict_card.letter_text(told.letter), verdict_card.letter_blocks(told.letter)
        case ExceptionSaid():
            words = verdict_card.exception_text(told.exception, told.host)
            return words, verdict_card.exception_blocks(told.exception, told.host)
