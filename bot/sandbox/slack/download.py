"""Reading a file: with the bot's token its bytes, without it the HTML of a login page under status 200."""

from pathlib import PurePath
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.slack.faults import Fault
from bot.sandbox.slack.file import File
from bot.sandbox.slack.world import Call, World

LOGIN_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Sign in to Sandbox</title></head>
<body><h1>Sign in to Sandbox</h1><form method="post"><input name="email"><button>Sign in</button></form></body></html>
"""


async def send(world: World, request: web.Request) -> web.StreamResponse:
    """Answer a GET of `url_private` or `url_private_download`."""
    file = world.workspace.files.get(request.match_info["file"])
    if file is None or file.deleted:
        raise web.HTTPNotFound
    if not _may_read(world, request, file):
        return login_page()
    fault = world.faults.take("download", file.name)
    return _misbehave(world, file, fault) if fault else _whole(file, file.data)


async def redirected(world: World, request: web.Request) -> web.StreamResponse:
    """Where a redirected download ends. Records whether the token came along."""
    leaked = {"authorization": "Authorization" in request.headers}
    world.calls.append(Call("redirected", leaked, world.clock(), "ok"))
    return login_page()


def login_page() -> web.Response:
    """What Slack shows to whoever is not signed in."""
    return web.Response(text=LOGIN_PAGE, content_type="text/html")


def _may_read(world: World, request: web.Request, file: File) -> bool:
    if request.headers.get("Authorization") != f"Bearer {world.bot_token}" or "files:read" not in world.settings.scopes:
        return False
    return world.workspace.readable(file)


def _misbehave(world: World, file: File, fault: Fault) -> web.Response:
    match fault.kind:
        case "redirect":
            elsewhere = f"{world.workspace.origin.replace('127.0.0.1', 'localhost')}/redirected"
            return web.Response(status=302, headers={"Location": fault.location or elsewhere})
        case "truncated":
            return _whole(file, file.data[: len(file.data) // 2])
        case "missing":
            return web.Response(status=404, text="not found")
        case "server_error":
            return web.Response(status=fault.status, text="upstream error")
        case _:
            return login_page()


def _whole(file: File, data: bytes) -> web.Response:
    name = quote(PurePath(file.name).name)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return web.Response(body=data, content_type=file.mimetype or "application/octet-stream", headers=headers)
