"""Forms that buttons open: the change form and the details of a turn. They open while Slack's trigger is fresh."""

from typing import Any

import orjson
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Stage
from bot.services.disclosure import Disclosure
from bot.services.trace import Tracing
from handlers.blocks.details import details_view
from handlers.blocks.edit_form import edit_view

log = structlog.get_logger(__name__)


class Forms:
    """Opens views."""

    def __init__(self, tracing: Tracing, disclosure: Disclosure, stage: Stage) -> None:
        self._tracing, self._disclosure, self._stage = tracing, disclosure, stage

    async def edit(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Ask for a change of the version the button names."""
        where = body.get("container") or {}
        channel, ts = where.get("channel_id"), where.get("message_ts")
        if not channel or not ts:
            return
        metadata = {"channel": channel, "root": where.get("thread_ts") or ts, "version": _value(body)}
        await _open(client, body, edit_view(orjson.dumps(metadata).decode()))

    async def details(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Show what is known of the turn the button names, to those who may see it."""
        trace = await self._tracing.of(_value(body))
        if trace is None:
            return
        user, channel = str((body.get("user") or {}).get("id")), trace["turn"]["channel"]
        if sentence := await self._disclosure.denial(user, trace["turn"]):
            await self._stage.whisper(channel, user, trace["turn"]["root"], sentence)
        else:
            await _open(client, body, details_view(trace))


def _value(body: dict[str, Any]) -> str:
    return str((body.get("actions") or [{}])[0].get("value") or "")


async def _open(client: AsyncWebClient, body: dict[str, Any], view: dict[str, Any]) -> None:
    try:
        await client.views_open(trigger_id=str(body.get("trigger_id")), view=view)
    except SlackApiError as error:
        log.warning("form not opened", error=error.response.get("error"))
