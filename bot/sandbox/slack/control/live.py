"""The page, its pictures, and the stream that tells it to look again."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.slack.world import World

PAGE = Path(__file__).parent.parent / "page"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
ASSETS = frozenset(path.name for path in PAGE.iterdir() if path.suffix in TYPES)
SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


async def page(_world: World, _request: web.Request) -> web.StreamResponse:
    """The page itself."""
    return _file("index.html")


async def asset(_world: World, request: web.Request) -> web.StreamResponse:
    """What the page is made of."""
    return _file(request.match_info["name"])


async def picture(world: World, request: web.Request) -> web.StreamResponse:
    """A file's bytes, for the page alone: a bot reads `url_private`.

    A deleted file has none, which is no error: a preview may go between the page's look and its request.
    """
    file = world.workspace.files.get(request.match_info["file"])
    if file is None:
        raise web.HTTPNotFound
    if file.deleted:
        return web.Response(status=204)
    inline = file.mimetype if file.mimetype.startswith("image/") else "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    if inline != file.mimetype:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
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
    path = PAGE / name
    headers = {**SAFETY, "Cache-Control": "no-cache"}
    return web.Response(text=path.read_text("utf-8"), content_type=TYPES[path.suffix], charset="utf-8", headers=headers)
