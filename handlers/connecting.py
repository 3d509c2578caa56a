"""Being connected to Slack: who the bot is there, its sockets, or its address for signed requests."""

from contextlib import AsyncExitStack

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_server import AsyncSlackAppServer
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers import inbound
from handlers.slack_app import Identity

EVENTS_PATH = "/slack/events"


class Hearing(AsyncSocketModeHandler):
    """A socket that acknowledges what Slack tells of the bot's own messages at once: about half of all there is to hear,
    and nothing that means anything to the bot.
    """

    def __init__(self, app: AsyncApp, app_token: str | None, web_client: AsyncWebClient, me: Identity) -> None:
        super().__init__(app, app_token, web_client=web_client)
        self._me = me

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override] # as in Bolt
        """Deal with one envelope."""
        if inbound.by(req.payload, self._me.bot_user):
            acknowledge = client.send_socket_mode_response
            await acknowledge(SocketModeResponse(envelope_id=req.envelope_id))
        else:
            await super().handle(client, req)


class NotAdmittedError(RuntimeError):
    """Slack does not let the bot in; the message is for whoever runs it."""


async def identify(client: AsyncWebClient, token: str) -> Identity:
    """Return who the bot is; raises NotAdmittedError."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise NotAdmittedError(f"Slack does not accept SLACK_BOT_TOKEN: {error.response.get('error')}.") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise NotAdmittedError("Slack could not be reached.") from error
    return Identity(str(answer["team_id"]), str(answer["user_id"]), answer.get("bot_id"), token)


async def open_sockets(
    app: AsyncApp, client: AsyncWebClient, me: Identity, app_token: str | None, count: int, stack: AsyncExitStack
) -> None:
    """Open the sockets: more than one, so that a reconnect of one loses nothing. Raises NotAdmittedError."""
    own = AsyncWebClient(app_token, base_url=client.base_url, session=client.session, retry_handlers=[])
    for _ in range(count):
        handler = Hearing(app, app_token, own, me)
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it unannotated
        except SlackApiError as error:
            raise NotAdmittedError(f"Slack does not accept SLACK_APP_TOKEN: {error.response.get('error')}.") from error
        stack.push_async_callback(handler.close_async)


async def serve_http(app: AsyncApp, host: str, port: int, stack: AsyncExitStack) -> int:
    """Serve Slack's signed requests over plain HTTP; return the port."""
    server = AsyncSlackAppServer(port, EVENTS_PATH, app, host)
    runner = web.AppRunner(server.web_app, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, host, port).start()
    return int(runner.addresses[0][1])
