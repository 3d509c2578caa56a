"""Every address of the sandbox, in one table."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.slack import download, responses, upload
from bot.sandbox.slack.control import acting, live, looking, scripting, upstream
from bot.sandbox.slack.web import door
from bot.sandbox.slack.world import World

Handler = Callable[[World, web.Request], Awaitable[web.StreamResponse]]
BODY_LIMIT = 1 << 30


async def link(world: World, request: web.Request) -> web.StreamResponse:
    """Socket Mode."""
    return await world.sockets.serve(request)


ROUTES: list[tuple[str, str, Handler]] = [
    ("*", "/api/{method}", door.answer),
    ("GET", "/link/", link),
    ("POST", "/upload/v1/{secret}", upload.receive),
    ("GET", "/files-pri/{team}-{file}/{name}", download.send),
    ("GET", "/files-pri/{team}-{file}/download/{name}", download.send),
    ("POST", "/sandbox-response/{secret}", responses.receive),
    ("GET", "/redirected", download.redirected),
    ("GET", "/", live.page),
    ("GET", "/page/{name}", live.asset),
    ("GET", "/sandbox/picture/{file}", live.picture),
    ("GET", "/sandbox/changes", live.changes),
    ("GET", "/sandbox/app", looking.app),
    ("GET", "/sandbox/glance", looking.glance),
    ("GET", "/sandbox/envelopes", looking.envelopes),
    ("*", "/sandbox/upstream/{what}", upstream.pass_on),
    ("GET", "/sandbox/state", looking.state),
    ("GET", "/sandbox/messages", looking.messages),
    ("GET", "/sandbox/views", looking.views),
    ("GET", "/sandbox/calls", looking.calls),
    ("GET", "/sandbox/wait", looking.wait),
    ("GET", "/sandbox/faults", scripting.faults),
    ("POST", "/sandbox/faults", scripting.add_fault),
    ("DELETE", "/sandbox/faults", scripting.clear_faults),
    ("GET", "/sandbox/settings", scripting.settings),
    ("POST", "/sandbox/settings", scripting.change_settings),
    ("POST", "/sandbox/disconnect", scripting.disconnect),
    ("POST", "/sandbox/{act}", acting.act),
]


def application(world: World) -> web.Application:
    """The web application of one sandbox."""
    app = web.Application(client_max_size=BODY_LIMIT)
    for method, path, handler in ROUTES:
        app.router.add_route(method, path, _with(world, handler))
    return app


def _with(world: World, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await handler(world, request)

    return handle
