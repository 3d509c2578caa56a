"""The door of the Web API: every call is read, recorded, and passed through the same checks in the same order.

    scripted fault → known method → token → rate limit → scope → arguments → the method itself

`cut_after` lets the method do its work and then loses the answer; `late` keeps it back for a while.
"""

import asyncio
import time

import orjson
from aiohttp import web

from bot.sandbox.slack.faults import Fault
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web import reach
from bot.sandbox.slack.web.arguments import checked, read
from bot.sandbox.slack.web.methods import METHODS, Method
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import Call, World


class TooMany(Exception):
    """The call must wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


async def answer(world: World, request: web.Request) -> web.StreamResponse:
    """Answer one call."""
    try:
        arguments, token = await read(request)
    except Refusal as refusal:
        return web.json_response(refusal.answer())
    call = Call(request.match_info["method"], arguments, time.time())
    world.calls.append(call)
    world.workspace.changes.ring()
    fault = world.faults.take(call.method, orjson.dumps(arguments, default=str).decode())
    scripted = await _happen(world, request, call, fault)
    response = scripted or _ordinary(world, call, token)
    if fault is not None and fault.kind == "cut_after":
        call.outcome = f"cut after {call.outcome}"
        _cut(request)
    world.workspace.changes.ring()
    if fault is not None and fault.kind == "late":
        await asyncio.sleep(fault.seconds)
    return response


async def _happen(world: World, request: web.Request, call: Call, fault: Fault | None) -> web.Response | None:
    match fault:
        case Fault(kind="cut_before"):
            call.outcome = "cut"
            world.workspace.changes.ring()
            _cut(request)
            return web.Response()
        case Fault(kind="ratelimited"):
            return _too_many(world, call, fault.retry_after)
        case Fault(kind="server_error"):
            call.outcome = f"http {fault.status}"
            return web.Response(status=fault.status, text="upstream error", content_type="text/html")
        case Fault(kind="refused"):
            return _answered(world, call, Refusal(fault.error, *fault.messages).answer())
        case Fault(kind="delayed"):
            await asyncio.sleep(fault.seconds)
    return None


def _ordinary(world: World, call: Call, token: str | None) -> web.Response:
    try:
        return _answered(world, call, {"ok": True, **_outcome(world, call, token)})
    except Refusal as refusal:
        return _answered(world, call, refusal.answer())
    except TooMany as too_many:
        return _too_many(world, call, too_many.seconds)


def _outcome(world: World, call: Call, token: str | None) -> Json:
    method = METHODS.get(call.method)
    if method is None:
        raise Refusal("unknown_method", req_method=call.method)
    _check_token(world, method, token)
    _check_limits(world, method, call)
    if method.scope is not None:
        reach.needed(world, method.scope)
    return method.handler(world, checked(method.arguments, call.arguments))


def _check_token(world: World, method: Method, token: str | None) -> None:
    if not token:
        raise Refusal("not_authed")
    if token not in {world.bot_token, world.app_token}:
        raise Refusal("invalid_auth")
    if token != (world.app_token if method.of_app else world.bot_token):
        raise Refusal("not_allowed_token_type")


def _check_limits(world: World, method: Method, call: Call) -> None:
    if not world.settings.enforce_limits:
        return
    now, minute = world.clock(), world.settings.limit_minute
    wait = world.limits.wait(call.method, method.per_minute, now, minute)
    if not wait and method.per_channel:
        wait = world.limits.wait_for_channel(str(call.arguments.get("channel")), now, minute)
    if wait:
        raise TooMany(wait)


def _answered(world: World, call: Call, body: Json) -> web.Response:
    call.outcome, call.answer = "ok" if body["ok"] else body["error"], body
    return web.json_response(body, headers=_headers(world), dumps=_dumps)


def _too_many(world: World, call: Call, seconds: int) -> web.Response:
    call.outcome, call.answer = "http 429", {"ok": False, "error": "ratelimited"}
    headers = _headers(world) | {"Retry-After": str(seconds)}
    return web.json_response(call.answer, status=429, headers=headers, dumps=_dumps)


def _headers(world: World) -> dict[str, str]:
    return {
        "x-oauth-scopes": ",".join(sorted(world.settings.scopes)),
        "x-slack-req-id": world.workspace.stamps.secret(),
    }


def _dumps(body: object) -> str:
    return orjson.dumps(body).decode()


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
