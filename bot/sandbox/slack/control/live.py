"""The page, its pictures, and the stream that tells it to look again."""

from contextlib import suppress
from pathlib import Path

from aiohttp import web

from bot.sandbox.slack.world import World

PAGE = Path(__file__).parent.parent / "page"
ASSETS = {"app.js": "text/javascript", "style.css": "text/css", "index.html": "text/html"}


async def page(_world: World, _request: web.Request) -> web.StreamResponse:
    """The page itself."""
    return _file("index.html")


async def asset(_world: World, request: web.Request) -> web.StreamResponse:
    """What the page is made of."""
    return _file(request.match_info["name"])


async def picture(world: World, request: web.Request) -> web.StreamResponse:
    """A file's bytes, for the page alone: a bot reads `url_private`."""
    file = world.workspace.files.get(request.match_info["file"])
    if file is None or file.deleted:
        raise web.HTTPNotFound
    inline = file.mimetype if file.mimetype.startswith("image/") else "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return web.Response(body=file.data, content_type=inline, headers=headers)


async def changes(world: World, request: web.Request) -> web.StreamResponse:
    """A line per change, until the page goes or the sandbox stops."""
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await stream.prepare(request)
    with suppress(ConnectionResetError):
        while not world.stopping:
            await stream.write(f"data: {world.workspace.changes.count}\n\n".encode())
            await world.workspace.changes.next()
    return stream


def _file(name: str) -> web.StreamResponse:
    if name not in ASSETS:
        raise web.HTTPNotFound
    return web.Response(text=(PAGE / name).read_text("utf-8"), content_type=ASSETS[name], charset="utf-8")
