"""Every listener of the app, a few lines each. Deliveries are kept before they are acknowledged, dealt with after.

A failure to keep raises: Bolt answers 500, nothing is acknowledged, and Slack delivers again. Catch-alls stand last, so
that nothing is redelivered for lack of a listener.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.intake import Delivery, Intake
from handlers import inbound
from handlers.forms import Forms

log = structlog.get_logger(__name__)
ANYTHING = re.compile(".*", re.DOTALL)
KEPT = "delivery"
Ack = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is, as `auth.test` said at start."""

    team_id: str
    bot_user: str
    bot_id: str | None
    token: str


class Listeners:
    """What is done about each kind of request."""

    def __init__(self, intake: Intake, forms: Forms, me: Identity) -> None:
        self._intake, self._forms, self.me = intake, forms, me

    async def keep(self, body: dict[str, Any], context: Any, next: Callable[[], Awaitable[Any]]) -> None:  # noqa: A002
        """Write a delivery down; known ones are acknowledged and forgotten."""
        delivery = self._parse(body)
        if delivery is not None:
            digest = hashlib.sha256(orjson.dumps(body)).hexdigest()
            if await self._intake.keep(delivery, digest):
                context[KEPT] = delivery
        await next()

    def _parse(self, body: dict[str, Any]) -> Delivery | None:
        match body.get("type"):
            case "event_callback":
                return inbound.event(body, self.me.bot_user)
            case "block_actions":
                return inbound.action(body)
            case "view_submission":
                return inbound.edit_form(body)
            case _:
                return None

    async def take(self, context: Any) -> None:
        """Deal with a delivery that was just kept."""
        if (delivery := context.get(KEPT)) is not None:
            verdict = await self._intake.take(delivery)
            log.info("delivery", delivery=delivery.event_id, verdict=verdict)

    async def act(self, ack: Ack, context: Any) -> None:
        """Acknowledge a click or a form, then deal with it."""
        await ack()
        await self.take(context)

    async def edit(self, ack: Ack, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Open the form that asks for a change."""
        await ack()
        await self._forms.edit(body, client)

    async def details(self, ack: Ack, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Open what is known of a turn."""
        await ack()
        await self._forms.details(body, client)

    async def acknowledge(self, ack: Ack) -> None:
        """Nothing to do."""
        await ack()

    async def failed(self, error: Exception, body: dict[str, Any]) -> None:
        """The outermost boundary of what Slack delivers: logged, never shown."""
        log.error("listener failed", kind=body.get("type"), exc_info=error)


def authorization(me: Identity) -> Callable[[], Awaitable[AuthorizeResult]]:
    """Return Bolt's authorize: the same identity for every request, without asking Slack again."""
    result = AuthorizeResult(
        enterprise_id=None, team_id=me.team_id, bot_user_id=me.bot_user, bot_id=me.bot_id, bot_token=me.token
    )

    async def authorize() -> AuthorizeResult:
        return result

    return authorize


def build(client: AsyncWebClient, listeners: Listeners, signing_secret: str | None = None) -> AsyncApp:
    """Return the app with every listener registered."""
    app = AsyncApp(
        client=client,
        authorize=authorization(listeners.me),
        signing_secret=signing_secret,
        request_verification_enabled=signing_secret is not None,
        attaching_conversation_kwargs_enabled=False,
    )
    app.middleware(listeners.keep)
    for name in ("message", "app_mention", "agent_session_stopped"):
        app.event(name)(listeners.take)
    app.event(ANYTHING)(listeners.take)
    for name in sorted(inbound.ACTIONS):
        app.action(name)(listeners.act)
    app.action("edit")(listeners.edit)
    app.action("details")(listeners.details)
    app.view("edit_form")(listeners.act)
    app.action(ANYTHING)(listeners.acknowledge)
    app.view(ANYTHING)(listeners.acknowledge)
    app.error(listeners.failed)
    return app
