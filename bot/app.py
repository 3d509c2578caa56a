"""The composition root: the one place where concrete classes meet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.assembly.drawing import story_of
from bot.assembly.house import open_house
from bot.assembly.outside import reach_outside
from bot.assembly.receiving import chores_of, intake_of
from bot.assembly.reviewing import reviewing_of
from bot.domain.lanes import Lane
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config.setup import Setup
from bot.services.alerting import Alerting
from bot.services.disclosure import Disclosure
from bot.services.dispatch import Dispatch
from bot.services.intake import Intake
from bot.services.opening import open_books
from bot.services.recovery import Recovery
from bot.services.shown import Shown
from bot.services.trace import Tracing
from db.store import Store
from handlers.connecting import open_sockets, serve_http
from handlers.forms import Forms
from handlers.review_forms import ReviewForms
from handlers.slack_app import Identity, Listeners, build
from handlers.stage import SlackStage

log = structlog.get_logger(__name__)
DRAIN_S = 20.0


@dataclass(slots=True)
class Bot:
    """A running bot."""

    store: Store
    tracing: Tracing
    dispatch: Dispatch
    intake: Intake
    recovery: Recovery
    stage: SlackStage
    app: AsyncApp
    identity: Identity
    lane: Lane
    client: AsyncWebClient
    http_port: int | None = None


@asynccontextmanager
async def running(setup: Setup, *, http: tuple[str, int] | None = None) -> AsyncIterator[Bot]:
    """Start the bot, take up what an earlier process left, serve; on leaving, let running turns finish, then stop.

    Slack is heard over Socket Mode, or at the address *http* (port 0 takes a free one, named by `bot.http_port`).
    """
    async with AsyncExitStack() as stack:
        bot = await _assemble(setup, stack)
        await bot.recovery.on_start()
        for watch in (bot.dispatch.keep_leases(), bot.recovery.keep_watch()):
            task = asyncio.create_task(watch)
            stack.callback(task.cancel)
        stack.push_async_callback(bot.stage.settle)
        stack.push_async_callback(bot.dispatch.drain, DRAIN_S)
        if http is None:
            app_token = setup.secrets.slack_app_token
            await open_sockets(bot.app, bot.client, bot.identity, app_token, setup.policy.sockets, stack)
        else:
            bot.http_port = await serve_http(bot.app, *http, stack)
        log.info("ready", lane=bot.lane.name, team=bot.identity.team_id)
        yield bot


async def _assemble(setup: Setup, stack: AsyncExitStack) -> Bot:
    house = await open_house(setup, stack)
    outside = await reach_outside(setup, house, stack)
    store, stage, policy, ids = house.store, outside.stage, setup.policy, IdMaker()
    await open_books(store, now_ms, ids, policy, outside.identity.team_id)
    dispatch = Dispatch(store, now_ms, owner=ids("p"))
    alerting = Alerting(store, now_ms, stage, policy)
    reviewing = reviewing_of(setup, house, outside, ids, stack)
    dispatch.serve(story_of(setup, house, outside, dispatch, ids, alerting, reviewing.desk).play)
    intake = intake_of(setup, house, outside, dispatch, ids, reviewing)
    chores = chores_of(setup, house, outside, alerting, reviewing.watching)
    tracing = Tracing(store)
    forms = Forms(tracing, Disclosure(outside.directory, policy), stage, Shown(store), policy.fallbacks)
    listeners = Listeners(intake, forms, ReviewForms(reviewing.reference, stage), outside.identity)
    return Bot(
        store=store,
        tracing=tracing,
        dispatch=dispatch,
        intake=intake,
        recovery=Recovery(store, now_ms, stage, dispatch, intake, chores),
        stage=stage,
        app=build(outside.client, listeners, setup.secrets.slack_signing_secret),
        identity=outside.identity,
        lane=setup.lane,
        client=outside.client,
    )
