"""Calling Slack's Web API: one shared session, our own retries, and an order of importance.

Finals and notices wait for room and for Slack's Retry-After; previews give way at once (`GaveWay`). A call whose answer
was lost is never repeated here: whether it took effect is the caller's to find out.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import ProviderError
from bot.providers.slack.errors import slack_code, slack_error
from bot.providers.slack.limits import Bucket, Limits, Priority

PATIENCE = 12
DEFAULT_RETRY_AFTER_S = 1.0
LIMITED = frozenset({"ratelimited", "rate_limited"})


class GaveWay(Exception):
    """There is no room for a preview now."""


class Sender:
    """Sends calls in order of importance."""

    def __init__(self, client: AsyncWebClient, pace: float = 1.0, now: Callable[[], float] | None = None) -> None:
        self.client = client
        self._limits = Limits(pace)
        self._now = now or asyncio.get_running_loop().time

    async def call(self, method: str, priority: Priority, **arguments: Any) -> dict[str, Any]:
        """Return Slack's answer; raises ProviderError, or GaveWay for a preview without room."""
        for _ in range(PATIENCE):
            buckets = self._limits.of(method, arguments.get("channel"))
            await self._room(buckets, priority)
            try:
                return await self._send(method, arguments)
            except ProviderError as error:
                if slack_code(error) not in LIMITED:
                    raise
                self._shut(buckets, error.retry_after_s or DEFAULT_RETRY_AFTER_S)
                if priority is Priority.PREVIEW:
                    raise GaveWay from error
        raise slack_error("ratelimited")

    def has_room(self, priority: Priority, *methods: str) -> bool:
        """Whether calls of *priority* could go now, without making them: what is posted must be removable too."""
        buckets = [bucket for method in methods for bucket in self._limits.of(method, None)]
        return all(bucket.wait(self._now(), priority) == 0 for bucket in buckets)

    async def _room(self, buckets: list[Bucket], priority: Priority) -> None:
        """Wait until every bucket has room, then take it; there is no await between looking and taking."""
        while (wait := max(bucket.wait(self._now(), priority) for bucket in buckets)) > 0:
            if priority is Priority.PREVIEW:
                raise GaveWay
            await asyncio.sleep(wait)
        for bucket in buckets:
            bucket.take()

    def _shut(self, buckets: list[Bucket], seconds: float) -> None:
        for bucket in buckets:
            bucket.shut(self._now(), seconds)

    async def _send(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in arguments.items() if value is not None}
        query = method in QUERY_METHODS
        try:
            answer = await self.client.api_call(
                method, http_verb="GET" if query else "POST", **({"params": given} if query else {"json": given})
            )
        except SlackApiError as error:
            raise _translated(error) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise slack_error("connection_lost") from error
        data = answer.data
        return data if isinstance(data, dict) else {}


QUERY_METHODS = frozenset(
    {
        "files.info",
        "files.getUploadURLExternal",
        "conversations.history",
        "conversations.info",
        "conversations.replies",
        "users.info",
    }
)
"""Methods that read their arguments from the query alone."""


def _translated(error: SlackApiError) -> ProviderError:
    response = error.response
    data = response.data if isinstance(response.data, dict) else {}
    retry_after = response.headers.get("Retry-After")
    code = "ratelimited" if response.status_code == 429 else str(data.get("error") or "http_error")
    return slack_error(code, float(retry_after) if retry_after else None)
