"""Every listener of the app, a few lines each. Deliveries are kept before they are acknowledged, dealt with after.

A failure to keep raises: Bolt answers 500, nothing is acknowledged, and Slack delivers again. Catch-alls stand last, so
that nothing is redelivered for lack of a listener.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.intake import Delivery, Intake
from handlers import inbound, inbound_forms, inbound_reviews
from handlers.forms import Forms
from handlers.review_forms import OPENERS, ReviewForms

log = structlog.get_logger(__name__)
ANYTHING = re.compile(".*", re.DOTALL)
KEPT = "delivery"
Ack = Callable[..., Awaitable[Any]]
FORMS: dict[str, Callable[[dict[str, Any]], Delivery | None]] = {
    "edit_form": inbound_forms.edit_form,
    "create_form": inbound_forms.create_form,
    "write_off_form": inbound_forms.write_off_form,
    **dict.fromkeys(inbound_reviews.FORMS, inbound_reviews.form),
}
COMMANDS = ("/image", "/image-usage", "/image-budget", "/gateway")
NOTHING_TO_DRAW = {"prompt": "Say what the picture should show."}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is, as `auth.test` said at start."""

    team_id: str
    bot_user: str
    bot_id: str | None
    token: str


class Listeners:
    """What is done about each kind of request."""

    def __init__(self, intake: Intake, forms: Forms, review_forms: ReviewForms, me: Identity) -> None:
        self._intake, self.forms, self.review_forms, self.me = intake, forms, review_forms, me

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
                return self._form(body)
            case None:
                return inbound_forms.slash(body, self.me.bot_user) if "command" in body else None
            case _:
                return None

    def _form(self, body: dict[str, Any]) -> Delivery | None:
        """Return what a form says; one that is sent back for correction says nothing, and will come again."""
        name = str((body.get("view") or {}).get("callback_id"))
        form = FORMS.get(name)
        if form is None or (name in inbound_reviews.FORMS and self._problems(body)):
            return None
        return form(body)

    def _problems(self, body: dict[str, Any]) -> dict[str, str]:
        return inbound_reviews.problems(body, self.review_forms.today())

    async def take(self, context: Any) -> None:
        """Deal with a delivery that was just kept."""
        if (delivery := context.get(KEPT)) is not None:
            verdict = await self._intake.take(delivery)
            log.info("delivery", delivery=delivery.event_id, verdict=verdict)

    async def act(self, ack: Ack, context: Any) -> None:
        """Acknowledge a click or a form, then deal with it."""
        await ack()
        await self.take(context)

    async def command(self, ack: Ack, context: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Acknowledge a slash command, then deal with it; one that says nothing to draw opens the form."""
        await ack()
        if inbound_forms.slash(body, self.me.bot_user) is None:
            await self.forms.create(body, client)
        else:
            await self.take(context)

    async def create(self, ack: Ack, context: Any, body: dict[str, Any]) -> None:
        """Take a drawing form, or say beside its field what is missing."""
        if inbound_forms.create_form(body) is None:
            await ack(response_action="errors", errors=NOTHING_TO_DRAW)
        else:
            await self.act(ack, context)

    async def review_form(self, ack: Ack, context: Any, body: dict[str, Any]) -> None:
        """Take a form of a review, or say beside its fields what is wrong."""
        if problems := self._problems(body):
            await ack(response_action="errors", errors=problems)
        else:
            await self.act(ack, context)

    async def acknowledge(self, ack: Ack) -> None:
        """Nothing to do."""
        await ack()

    async def failed(self, error: Exception, body: dict[str, Any]) -> None:
        """The outermost boundary of what Slack delivers: logged, never shown."""
        log.error("listener failed", kind=body.get("type"), exc_info=error)


def opening(open_form: Callable[[dict[str, Any], AsyncWebClient], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Return the listener that acknowledges and opens a form."""

    async def listen(ack: Ack, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await open_form(body, client)

    return listen


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
    for name in ("message", "app_mention", "agent_session_stopped", "app_home_opened", "member_joined_channel"):
        app.event(name)(listeners.take)
    app.event(ANYTHING)(listeners.take)
    for name in sorted(inbound.ACTIONS):
        app.action(re.compile(rf"{name}(?:_\d+|_home)?"))(listeners.act)
    _forms(app, listeners)
    for name in COMMANDS:
        app.command(name)(listeners.command)
    app.action(ANYTHING)(listeners.acknowledge)
    app.view(ANYTHING)(listeners.acknowledge)
    app.error(listeners.failed)
    return app


def _forms(app: AsyncApp, listeners: Listeners) -> None:
    """Register what opens forms, and what takes them."""
    forms = listeners.forms
    app.action("edit")(opening(forms.edit))
    app.action("details")(opening(forms.details))
    app.action("create")(opening(forms.create))
    app.shortcut("edit_image")(opening(forms.edit_message))
    app.shortcut("create_image")(opening(forms.create))
    app.view("edit_form")(listeners.act)
    app.view("create_form")(listeners.create)
    app.action("write_off")(opening(forms.write_off))
    app.view("write_off_form")(listeners.act)
    for name in OPENERS:
        app.action(re.compile(rf"{name}(?:_\d+)?"))(opening(partial(listeners.review_forms.open, name)))
    for name in inbound_reviews.FORMS:
        app.view(name)(listeners.review_form)
