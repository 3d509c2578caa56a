"""The other sandbox's controls, passed on at this origin, so that one page can steer both. Loopback addresses only."""

from typing import Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.sandbox.slack.control.body import answer
from bot.sandbox.slack.world import World

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
OPEN: Final = frozenset({"faults", "settings", "requests"})
TIMEOUT: Final = aiohttp.ClientTimeout(total=5)


async def pass_on(world: World, request: web.Request) -> web.StreamResponse:
    """Pass a control request on and its answer back; 404 where there is no such control, 502 where nobody answers."""
    what = request.match_info["what"]
    if what not in OPEN or urlsplit(world.upstream).hostname not in LOOPBACK:
        raise web.HTTPNotFound
    if request.method != "GET" and request.content_type != "application/json":
        return answer({"error": "send JSON"}, status=409)
    body = await request.read()
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        url = f"{world.upstream}/sandbox/{what}"
        try:
            return await _passed(session, request.method, url, body)
        except (aiohttp.ClientError, TimeoutError):
            return answer({"error": "the OpenAI sandbox does not answer"}, status=502)


async def _passed(session: aiohttp.ClientSession, method: str, url: str, body: bytes) -> web.Response:
    """The answer as it came; where it leads elsewhere, it is not followed."""
    async with session.request(method, url, data=body or None, headers=_headers(body), allow_redirects=False) as said:
        return web.Response(body=await said.read(), status=said.status, content_type=said.content_type)


def _headers(body: bytes) -> dict[str, str]:
    return {"Content-Type": "application/json"} if body else {}
