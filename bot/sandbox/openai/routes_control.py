"""`/sandbox/`: the controls of the sandbox itself. No key is needed; nothing here exists upstream."""

from typing import Any, Final

from aiohttp import web
from pydantic import BaseModel, ConfigDict

from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.refusal import Refusal, json_response
from bot.sandbox.openai.script import Reply
from bot.sandbox.openai.settings import Settings
from bot.sandbox.openai.strictness import parsed
from bot.sandbox.openai.workshop import WORKSHOP

FILTERS: Final = frozenset({"client_request_id", "response_id", "turn"})


class _Faults(BaseModel):
    model_config = ConfigDict(extra="forbid")

    faults: list[Fault | list[Fault]]


class _Replies(BaseModel):
    model_config = ConfigDict(extra="forbid")

    replies: list[Reply]


async def health(_: web.Request) -> web.Response:
    """`GET /sandbox/health`"""
    return json_response({"ok": True, "what": "OpenAI sandbox", "mainline": "rule-based stand-in"})


async def add_faults(request: web.Request) -> web.Response:
    """`POST /sandbox/faults`: queue more misbehaviour."""
    request.app[WORKSHOP].faults.extend(parsed(_Faults, await request.read()).faults)
    return await list_faults(request)


async def list_faults(request: web.Request) -> web.Response:
    """`GET /sandbox/faults`: what has not struck yet."""
    waiting = request.app[WORKSHOP].faults.waiting
    return json_response({"faults": [[one.model_dump(exclude_unset=True) for one in entry] for entry in waiting]})


async def clear_faults(request: web.Request) -> web.Response:
    """`DELETE /sandbox/faults`"""
    request.app[WORKSHOP].faults.clear()
    return await list_faults(request)


async def add_replies(request: web.Request) -> web.Response:
    """`POST /sandbox/script`: queue replies of the mainline."""
    request.app[WORKSHOP].script.add(*parsed(_Replies, await request.read()).replies)
    return await list_replies(request)


async def list_replies(request: web.Request) -> web.Response:
    """`GET /sandbox/script`: the replies that still wait."""
    waiting = request.app[WORKSHOP].script.waiting
    return json_response({"replies": [reply.model_dump(exclude_none=True) for reply in waiting]})


async def clear_replies(request: web.Request) -> web.Response:
    """`DELETE /sandbox/script`"""
    request.app[WORKSHOP].script.replace([])
    return await list_replies(request)


async def get_settings(request: web.Request) -> web.Response:
    """`GET /sandbox/settings`"""
    return json_response(request.app[WORKSHOP].settings.model_dump())


async def turn_settings(request: web.Request) -> web.Response:
    """`PATCH /sandbox/settings`: change what the body names, all or nothing."""
    changes = parsed(Settings, await request.read()).model_dump(exclude_unset=True)
    request.app[WORKSHOP].settings.turn(changes)
    return await get_settings(request)


async def bills(request: web.Request) -> web.Response:
    """`GET /sandbox/bills`: what was consumed, by client_request_id, response_id or turn."""
    for name in request.query.keys() - FILTERS:
        raise Refusal(f"Unknown parameter: '{name}'.", code="unknown_parameter", param=name)
    found = request.app[WORKSHOP].meter.select(**dict(request.query))
    return json_response({"bills": [bill.as_json() for bill in found], "nano_usd": sum(b.nano_usd for b in found)})


async def requests(request: web.Request) -> web.Response:
    """`GET /sandbox/requests`: the journal, oldest first."""
    return json_response({"requests": [entry.as_json() for entry in request.app[WORKSHOP].journal.entries]})


ROUTES: Final[list[tuple[str, str, Any]]] = [
    ("GET", "/sandbox/health", health),
    ("GET", "/sandbox/faults", list_faults),
    ("POST", "/sandbox/faults", add_faults),
    ("DELETE", "/sandbox/faults", clear_faults),
    ("GET", "/sandbox/script", list_replies),
    ("POST", "/sandbox/script", add_replies),
    ("DELETE", "/sandbox/script", clear_replies),
    ("GET", "/sandbox/settings", get_settings),
    ("PATCH", "/sandbox/settings", turn_settings),
    ("GET", "/sandbox/bills", bills),
    ("GET", "/sandbox/requests", requests),
]
