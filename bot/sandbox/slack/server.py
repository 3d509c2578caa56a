"""The Slack workspace itself: start it, act in it as a person, look at it, make it misbehave.

A bot reaches it by `api_url` alone. Everything else here is for whoever drives the workspace: tests, the demo,
the control addresses.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.sandbox.slack import events, waiting
from bot.sandbox.slack.acts import clicking, commanding, joining, posting, rights, submitting
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.faults import Faults
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.routes import application
from bot.sandbox.slack.settings import Settings
from bot.sandbox.slack.sockets import Sockets
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.workspace import Workspace
from bot.sandbox.slack.world import Call, World

T = TypeVar("T")


class SlackSandbox:
    """A workspace with people, channels and one bot. Use between `start` and `stop`, or as `async with`."""

    def __init__(
        self,
        *,
        bot_token: str = "xoxb-sandbox",  # noqa: S107  a made-up token: the whole workspace is made up
        app_token: str = "xapp-sandbox",  # noqa: S107
        settings: Settings | None = None,
        manifest: Json | None = None,
        upstream: str = "",
    ) -> None:
        self.world = World(settings or Settings(), bot_token, app_token, manifest=manifest or {}, upstream=upstream)
        self._runner: web.AppRunner | None = None
        self.api_url = ""

    @property
    def workspace(self) -> Workspace:
        """Everything that exists."""
        return self.world.workspace

    @property
    def settings(self) -> Settings:
        """What holds until changed."""
        return self.world.settings

    @property
    def faults(self) -> Faults:
        """What will go wrong."""
        return self.world.faults

    @property
    def calls(self) -> deque[Call]:
        """Every Web API call, oldest first; the oldest of very many are forgotten."""
        return self.world.calls

    @property
    def sockets(self) -> Sockets:
        """Socket Mode: open sockets, the log of envelopes, `disconnect` and `drop`."""
        return self.world.sockets

    @property
    def origin(self) -> str:
        """`http://HOST:PORT`."""
        return self.world.workspace.origin

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        self._runner = web.AppRunner(application(self.world), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.world.workspace.origin = f"http://{host}:{self._runner.addresses[0][1]}"
        self.api_url = f"{self.origin}/api/"

    async def stop(self) -> None:
        """Close every socket and everything that was still to happen."""
        self.world.stopping = True
        self.workspace.changes.ring()
        self.world.sockets.drop()
        await self.world.background.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def post(
        self,
        *,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: Iterable[posting.Attached] = (),
        order: posting.Order = "mention_first",
        raw: bool = False,
    ) -> Message:
        """A person posts; the bot is told as Slack would tell it. `@name` becomes a mention unless *raw*."""
        return posting.post(self.world, posting.Post(user, channel, text, thread_ts, files, order, raw))

    async def edit(self, *, user: str, channel: str, ts: str, text: str) -> Message:
        """A person changes a message of theirs."""
        return posting.edit(self.world, user, channel, ts, text)

    async def delete(self, *, user: str, channel: str, ts: str) -> None:
        """A person deletes a message of theirs."""
        posting.delete(self.world, user, channel, ts)

    async def click(
        self,
        *,
        user: str,
        action_id: str,
        channel: str = "",
        message_ts: str = "",
        value: str | None = None,
        view_id: str | None = None,
    ) -> Envelope:
        """A person clicks what really stands in a message, or in a view; returns after the ack or its lack."""
        if view_id is None:
            envelope = clicking.in_message(self.world, user, channel, message_ts, action_id, value)
        else:
            envelope = clicking.in_view(self.world, user, view_id, action_id, value)
        await envelope.settled()
        return envelope

    async def shortcut(
        self, *, user: str, callback_id: str, channel: str | None = None, message_ts: str | None = None
    ) -> Envelope:
        """A person uses a shortcut, global or on a message."""
        envelope = clicking.shortcut(self.world, user, callback_id, channel, message_ts)
        await envelope.settled()
        return envelope

    async def submit(self, *, user: str, view_id: str, values: Mapping[str, Any]) -> Envelope:
        """A person sends a modal; *values* by action id. Fields not named keep what they hold."""
        return await submitting.submit(self.world, user, view_id, values)

    async def close_view(self, *, user: str, view_id: str) -> Envelope | None:
        """A person closes a modal."""
        return await submitting.close(self.world, user, view_id)

    async def command(self, *, user: str, channel: str, command: str, text: str = "") -> Envelope:
        """A person types a slash command."""
        return await commanding.command(self.world, user, channel, command, text)

    async def open_home(self, *, user: str, tab: events.Tab = "home") -> None:
        """A person looks at the bot's Home tab, or at its messages."""
        events.home_opened(self.world, rights.actor(self.world, user).id, tab)

    async def join(self, *, user: str, channel: str) -> None:
        """Somebody, the bot too, becomes a member of a channel."""
        joining.join(self.world, user, channel)

    async def stop_session(self, *, user: str, channel: str, thread_ts: str) -> None:
        """A person presses Stop."""
        person, where = rights.member(self.world, user, channel)
        events.session_stopped(self.world, person.id, where, thread_ts)

    async def wait_for(self, predicate: Callable[[Workspace], T | None], timeout: float = 10) -> T:  # noqa: ASYNC109
        """The first truthy answer of *predicate*, asked anew after every change; a LookupError means not yet.

        Raises `NeverHappened`, with everything that did happen.
        """
        return await waiting.wait_for(self.world, predicate, timeout)

    def calls_to(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [call for call in self.calls if call.method == method]
