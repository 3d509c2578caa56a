"""Looking at the workspace over HTTP."""

from aiohttp import web

from bot.sandbox.slack.control import shown
from bot.sandbox.slack.control.body import answer, polite
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.waiting import NeverHappened, wait_for
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.workspace import Workspace
from bot.sandbox.slack.world import World


@polite
async def state(world: World, _request: web.Request) -> web.StreamResponse:
    """People, channels, sessions, and how many sockets the bot has open."""
    workspace = world.workspace
    return answer(
        {
            "people": [shown.person(person) for person in workspace.people.values()],
            "channels": [shown.channel(channel) for channel in workspace.channels.values()],
            "sessions": [_session(world, *place) for place in workspace.sessions],
            "statuses": [{"channel": c, "thread_ts": ts, "status": s} for (c, ts), s in workspace.statuses.items()],
            "sockets": len(world.sockets.open),
        }
    )


@polite
async def app(world: World, _request: web.Request) -> web.StreamResponse:
    """What the page needs of the app's manifest: its name, commands, shortcuts and first sentences."""
    features = world.manifest.get("features", {})
    return answer(
        {
            "name": world.manifest.get("display_information", {}).get("name", "Darkroom"),
            "description": world.manifest.get("display_information", {}).get("description", ""),
            "commands": features.get("slash_commands", []),
            "shortcuts": features.get("shortcuts", []),
            "prompts": features.get("agent_view", {}).get("suggested_prompts", []),
            "upstream": bool(world.upstream),
        }
    )


@polite
async def glance(world: World, request: web.Request) -> web.StreamResponse:
    """Everything that one person sees in one channel, at one moment."""
    workspace = world.workspace
    user = workspace.person(request.query.get("user", "")).id
    channel = workspace.channel(request.query.get("channel", ""))
    home = workspace.homes.get(user)
    visible = [it for it in _visible(workspace, channel.id, None) if it.only_for in {None, user}]
    return answer(
        {
            "people": [shown.person(person) for person in workspace.people.values()],
            "channels": [
                shown.channel(it) | {"latest": _latest(workspace, it.id)} for it in workspace.channels.values()
            ],
            "sessions": [_session(world, *place) for place in workspace.sessions],
            "prompts": workspace.suggested_prompts.get(channel.id),
            "sockets": len(world.sockets.open),
            "messages": [shown.message(world, it) for it in visible],
            "modals": [shown.view(view) for view in workspace.open_views(user)],
            "home": shown.view(home) if home else None,
        }
    )


@polite
async def envelopes(world: World, request: web.Request) -> web.StreamResponse:
    """The newest of what the bot was told, oldest first, each with how that went."""
    return answer({"envelopes": [shown.envelope(it) for it in world.sockets.log[-_last(request) :]]})


@polite
async def messages(world: World, request: web.Request) -> web.StreamResponse:
    """What stands in a channel or a thread, ephemeral messages among it."""
    channel, thread_ts = request.query.get("channel"), request.query.get("thread_ts")
    return answer({"messages": [shown.message(world, it) for it in _visible(world.workspace, channel, thread_ts)]})


@polite
async def views(world: World, request: web.Request) -> web.StreamResponse:
    """A person's open modals and Home tab."""
    user = world.workspace.person(request.query.get("user", "")).id
    home = world.workspace.homes.get(user)
    opened = [shown.view(view) for view in world.workspace.open_views(user)]
    return answer({"modals": opened, "home": shown.view(home) if home else None})


@polite
async def calls(world: World, request: web.Request) -> web.StreamResponse:
    """The bot's calls, of one method or all."""
    method = request.query.get("method")
    found = [call for call in world.calls if method in {None, call.method}]
    return answer({"calls": [shown.call(call) for call in found[-_last(request) :]]})


@polite
async def wait(world: World, request: web.Request) -> web.StreamResponse:
    """Wait for a message of the bot: in a thread, with a text, with files. 504 if none comes in time."""
    query = request.query
    channel, thread_ts = query.get("channel"), query.get("thread_ts")

    def there(workspace: Workspace) -> list[Message]:
        found = [it for it in _visible(workspace, channel, thread_ts) if it.by_bot]
        return [it for it in found if query.get("text", "") in it.all_text and (it.files or "files" not in query)]

    try:
        found = await wait_for(world, there, float(query.get("timeout", "10")))
    except NeverHappened as error:
        return answer({"error": str(error)}, status=504)
    return answer({"messages": [shown.message(world, it) for it in found]})


def _visible(workspace: Workspace, channel: str | None, thread_ts: str | None) -> list[Message]:
    where = channel and workspace.channel(channel).id
    whispered = [m for m in workspace.ephemerals if where in {None, m.channel} and thread_ts in {None, m.root}]
    return sorted([*workspace.messages(channel, thread_ts), *whispered], key=lambda message: message.ts)


def _last(request: web.Request) -> int:
    """How many of the newest are asked for; 0 means all."""
    return int(request.query.get("last", "0"))


def _latest(workspace: Workspace, channel: str) -> str:
    return max((message.ts for message in workspace.messages(channel)), default="0")


def _session(world: World, channel: str, thread_ts: str) -> Json:
    session = world.workspace.sessions[channel, thread_ts]
    return {"channel": channel, "thread_ts": thread_ts, "status": session.status, "title": session.title}
