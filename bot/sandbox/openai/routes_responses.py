"""`/v1/responses`: create in the foreground or the background, read again, resume, cancel.

In the foreground the client's connection is the work's life line; in the background nothing but a cancel ends it early.
"""

import asyncio
from contextlib import aclosing
from typing import Final

from aiohttp import web

from bot.sandbox.openai.admission import admit
from bot.sandbox.openai.delivery import deliver
from bot.sandbox.openai.fault_answers import hang_up, strike
from bot.sandbox.openai.faults import FaultSet
from bot.sandbox.openai.making import make
from bot.sandbox.openai.refusal import Refusal, json_response
from bot.sandbox.openai.response_body import body
from bot.sandbox.openai.strictness import legal_request
from bot.sandbox.openai.work import Work
from bot.sandbox.openai.workshop import WORKSHOP, Workshop

RETRIEVE_QUERY: Final = frozenset({"stream", "starting_after", "include", "include[]", "include_obfuscation"})


async def create(request: web.Request) -> web.StreamResponse:
    """`POST /v1/responses`"""
    shop = request.app[WORKSHOP]
    wanted = legal_request(await request.read(), shop.settings)
    faults = shop.faults.take("create", prompt=wanted.instruction, background=wanted.background is True)
    await strike(request, faults)
    work = admit(wanted, faults, request.headers.get("X-Client-Request-Id"), shop)
    return await (_in_background if work.background else _in_foreground)(request, work, shop)


async def _in_foreground(request: web.Request, work: Work, shop: Workshop) -> web.StreamResponse:
    async with aclosing(make(work, shop)) as events:
        if work.request.stream:
            return await deliver(request, events, work.faults)
        async for _ in events:
            pass
    return _whole(request, work, shop, work.faults)


async def _in_background(request: web.Request, work: Work, shop: Workshop) -> web.StreamResponse:
    work.task = asyncio.create_task(_run(work, shop), name=work.id)
    if work.request.stream:
        return await deliver(request, work.log.follow(), work.faults)
    return _whole(request, work, shop, work.faults)


async def _run(work: Work, shop: Workshop) -> None:
    async with aclosing(make(work, shop)) as events:
        async for event in events:
            work.log.append(event)


def _whole(request: web.Request, work: Work, shop: Workshop, faults: FaultSet) -> web.Response:
    """Return the response in one piece; a cut loses all of it."""
    if faults.get("cut", "early_end"):
        hang_up(request)
    return json_response(body(work, shop.settings))


async def retrieve(request: web.Request) -> web.StreamResponse:
    """`GET /v1/responses/{id}`, as a whole or as the rest of its stream"""
    shop, response_id = request.app[WORKSHOP], request.match_info["id"]
    faults = shop.faults.take("retrieve")
    if faults.has("retrieve_404"):
        shop.shelf.drop(response_id)
    await strike(request, faults)
    work = shop.shelf.get(response_id)
    after = _resume_point(request)
    if after is None:
        return _whole(request, work, shop, faults)
    if not (work.background and work.request.stream):
        text = "This response cannot be streamed: it was not created with background=true and stream=true."
        raise Refusal(text, code="invalid_value", param="stream")
    return await deliver(request, work.log.follow(after), faults)


def _resume_point(request: web.Request) -> int | None:
    """Return the number after which to resume, or None where no stream is wanted."""
    for name in request.query.keys() - RETRIEVE_QUERY:
        raise Refusal(f"Unknown parameter: '{name}'.", code="unknown_parameter", param=name)
    after = request.query.get("starting_after", "-1")
    if not after.removeprefix("-").isdecimal():
        raise Refusal("Invalid value: expected an integer.", code="invalid_type", param="starting_after")
    return max(-1, int(after)) if request.query.get("stream") == "true" else None


async def cancel(request: web.Request) -> web.StreamResponse:
    """`POST /v1/responses/{id}/cancel`, as often as one likes"""
    shop = request.app[WORKSHOP]
    faults = shop.faults.take("cancel")
    await strike(request, faults)
    work = shop.shelf.get(request.match_info["id"])
    if not work.background:
        raise Refusal("Cannot cancel a synchronous response.", code="invalid_value")
    if work.task is not None and not work.ended:
        work.task.cancel()
        await asyncio.wait([work.task])
    return _whole(request, work, shop, faults)
