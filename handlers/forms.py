"""Forms that buttons, shortcuts and commands open. They open while Slack's trigger is fresh."""

from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.fallbacks import Fallback
from bot.domain.message import ThreadPlace
from bot.ports import Stage
from bot.services.disclosure import Disclosure
from bot.services.shown import Shown
from bot.services.trace import Tracing
from handlers.blocks.create_form import create_view
from handlers.blocks.details import details_view
from handlers.blocks.edit_form import edit_view, nothing_to_edit
from handlers.blocks.write_off_form import write_off_view

log = structlog.get_logger(__name__)
MOST_FILES = 16


class Forms:
    """Opens views."""

    def __init__(
        self, tracing: Tracing, disclosure: Disclosure, stage: Stage, shown: Shown, fallbacks: Mapping[str, Fallback]
    ) -> None:
        self._tracing, self._disclosure, self._stage, self._shown = tracing, disclosure, stage, shown
        self._routes = [(f"{one.name} ({one.provider}), not first-party", one.name) for one in fallbacks.values()]

    async def create(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Ask for a picture: from a button that may carry a prompt, a shortcut, or a command without one."""
        await open_view(client, body, create_view(value_of(body), body.get("channel_id"), self._routes))

    async def edit(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Ask for a change of the version the button names, wherever the button stands."""
        place = _thread(body) or await self._shown.place(value_of(body))
        if place is not None:
            await open_view(client, body, edit_view(_metadata(place, version=value_of(body))))

    async def write_off(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Ask why something that is held should be given up."""
        await open_view(client, body, write_off_view(value_of(body)))

    async def edit_message(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Ask for a change of the picture that a message shows: a version of ours, or people's own files."""
        message, channel = body.get("message") or {}, str((body.get("channel") or {}).get("id") or "")
        ts = str(message.get("ts") or body.get("message_ts") or "")
        place = ThreadPlace(channel, str(message.get("thread_ts") or ts))
        version, files = await self._shown.at(channel, ts), _pictures(message)
        if version:
            await open_view(client, body, edit_view(_metadata(place, version=version)))
        elif files:
            await open_view(client, body, edit_view(_metadata(place, files=files)))
        else:
            await open_view(client, body, nothing_to_edit())

    async def details(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Show what is known of the turn the button names, to those who may see it."""
        trace = await self._tracing.of(value_of(body))
        if trace is None:
            return
        user, channel = str((body.get("user") or {}).get("id")), trace["turn"]["channel"]
        if sentence := await self._disclosure.denial(user, trace["turn"]):
            await self._stage.whisper(channel, user, trace["turn"]["root"], sentence)
        else:
            await open_view(client, body, details_view(trace))


def value_of(body: dict[str, Any]) -> str:
    """Return what a pressed button carries."""
    return str((body.get("actions") or [{}])[0].get("value") or "")


def _thread(body: dict[str, Any]) -> ThreadPlace | None:
    where = body.get("container") or {}
    channel, ts = where.get("channel_id"), where.get("message_ts")
    return ThreadPlace(str(channel), str(where.get("thread_ts") or ts)) if channel and ts else None


def _pictures(message: dict[str, Any]) -> list[str]:
    files = message.get("files") or []
    return [str(file["id"]) for file in files if str(file.get("mimetype")).startswith("image/")][:MOST_FILES]


def _metadata(place: ThreadPlace, *, version: str = "", files: list[str] | None = None) -> str:
    return orjson.dumps(
        {"channel": place.channel, "root": place.root, "version": version, "files": files or []}
    ).decode()


async def open_view(client: AsyncWebClient, body: dict[str, Any], view: dict[str, Any]) -> None:
    """Open a view; where Slack will not have it, that is logged."""
    try:
        await client.views_open(trigger_id=str(body.get("trigger_id")), view=view)
    except SlackApiError as error:
        log.warning("form not opened", error=error.response.get("error"))
