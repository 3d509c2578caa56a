"""Answering a slash command at the address that came with it: works where the bot is no member. Good for half an hour."""

from typing import Any

import aiohttp
import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

log = structlog.get_logger(__name__)


class ResponseUrls:
    """Posts to response URLs."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def post(self, url: str, text: str, blocks: list[dict[str, Any]]) -> bool:
        """Tell whoever typed the command, and nobody else; False where Slack did not take it."""
        client = AsyncWebhookClient(url, session=self._session, retry_handlers=[])
        try:
            answer = await client.send(text=text, blocks=blocks, response_type="ephemeral")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("response url not reached", kind=type(error).__name__)
            return False
        if answer.status_code != 200:
            log.warning("response url refused", status=answer.status_code)
        return answer.status_code == 200
