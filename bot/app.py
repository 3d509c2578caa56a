"""The composition root: the one place where concrete classes meet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.lanes import OFFICIAL, SANDBOX, Lane
from bot.domain.policy import Policy
from bot.domain.prices import PriceList
from bot.providers.blobs import Blobs
from bot.providers.charts.charts import Charts
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config import dated_data, signals_file
from bot.providers.config.setup import Setup
from bot.providers.home import Home
from bot.providers.looking import Looking
from bot.providers.openai.client import OpenAILane
from bot.providers.openai.errors import translate
from bot.providers.slack.attachments import Attachments
from bot.providers.slack.directory import Directory
from bot.providers.slack.hosts import FileHosts
from bot.providers.slack.response_urls import ResponseUrls
from bot.providers.slack.sender import Sender
from bot.providers.slack.uploads import Uploads
from bot.services.accounts import Accounts
from bot.services.alerting import Alerting
from bot.services.answering import Answering
from bot.services.approving import Approving
from bot.services.asking import Asking
from bot.services.books import Books
from bot.services.budgeting import Budgeting
from bot.services.chores import Chores
from bot.services.closing import Closing
from bot.services.declining import Declining
from bot.services.delivery import Delivery
from bot.services.disclosure import Disclosure
from bot.services.dispatch import Dispatch
from bot.services.follow import Follow
from bot.services.greeting import Greeting
from bot.services.homes import Homes
from bot.services.intake import Intake
from bot.services.interrupted import Interrupted
from bot.services.opening import open_books
from bot.services.purse import Purse
from bot.services.recovery import Recovery
from bot.services.references import References
from bot.services.rendering import Rendering
from bot.services.shown import Shown
from bot.services.stopping import Stopping
from bot.services.trace import Tracing
from bot.services.turn_story import TurnStory
from bot.services.understanding import Understanding
from bot.services.usage import UsageReports
from bot.services.writing_off import WritingOff
from db import ledger
from db.store import Store
from handlers.connecting import identify, open_sockets, serve_http
from handlers.forms import Forms
from handlers.reception import SlackReception
from handlers.slack_app import Identity, Listeners, build
from handlers.stage import SlackStage

log = structlog.get_logger(__name__)
DRAIN_S = 20.0
CONNECTIONS = 100


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


@dataclass(frozen=True, slots=True)
class _House:
    """What stands on this machine: the locked home, its database and its pictures."""

    store: Store
    blobs: Blobs
    looking: Looking
    prices: PriceList


async def _house(setup: Setup, stack: AsyncExitStack) -> _House:
    home = Home(setup.home)
    stack.callback(home.close)
    store = Store.open(home.database)
    stack.callback(store.close)
    prices = dated_data.prices()
    await store.run(partial(ledger.seed_prices, prices=prices))
    blobs = Blobs(home.folder)
    blobs.sweep()
    looking = Looking(blobs.spool)
    stack.callback(looking.close)
    return _House(store, blobs, looking, prices)


@dataclass(frozen=True, slots=True)
class _Outside:
    """What stands elsewhere: Slack and OpenAI."""

    client: AsyncWebClient
    identity: Identity
    stage: SlackStage
    reception: SlackReception
    directory: Directory
    attachments: Attachments
    upstream: OpenAILane


async def _outside(setup: Setup, house: _House, stack: AsyncExitStack) -> _Outside:
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    session = await stack.enter_async_context(aiohttp.ClientSession(connector=connector))
    token, api_url = setup.secrets.slack_bot_token, setup.slack_api_url
    client = AsyncWebClient(token, base_url=api_url, session=session, retry_handlers=[])
    sender = Sender(client, setup.policy.slack_pace)
    uploads = Uploads(session, sender)
    upstream = OpenAILane(setup.lane, setup.secrets.openai_api_key, house.blobs)
    stack.push_async_callback(upstream.close)
    return _Outside(
        client=client,
        identity=await identify(client, token),
        stage=SlackStage(sender, uploads, house.blobs, house.looking),
        reception=SlackReception(sender, ResponseUrls(session), uploads),
        directory=Directory(sender, now_ms),
        attachments=Attachments(
            session=session, sender=sender, token=token, hosts=FileHosts(api_url), spool=house.blobs.spool
        ),
        upstream=upstream,
    )


def _story(
    setup: Setup, house: _House, outside: _Outside, dispatch: Dispatch, ids: IdMaker, alerting: Alerting
) -> TurnStory:
    store, stage, lane, policy = house.store, outside.stage, setup.lane, setup.policy
    books = Books(
        store, now_ms, ids, house.prices, lane, _purse(policy), lambda *_: dispatch.later(alerting.tell_all())
    )
    follow = Follow(
        store=store,
        clock=now_ms,
        upstream=outside.upstream,
        blobs=house.blobs,
        pictures=house.looking,
        translate=translate,
    )
    rendering = Rendering(store, now_ms, books, follow, policy)
    references = References(store, now_ms, house.blobs, house.looking, outside.attachments)
    return TurnStory(
        store=store,
        clock=now_ms,
        policy=policy,
        prices=house.prices,
        lane_name=lane.name,
        stage=stage,
        understanding=Understanding(store, references, policy),
        rendering=rendering,
        asking=Asking(store, now_ms, ids, policy),
        declining=Declining(house.prices, now_ms, signals_file.signals().rows, dated_data.official(policy.image_model)),
        interrupted=Interrupted(store, stage, books, rendering),
        closing=Closing(store, now_ms, ids, policy, None if lane.name in {OFFICIAL, SANDBOX} else lane.name),
        delivery=Delivery(store, now_ms, stage),
        later=dispatch.later,
    )


def _intake(setup: Setup, house: _House, outside: _Outside, dispatch: Dispatch, ids: IdMaker) -> Intake:
    store, policy = house.store, setup.policy
    stage, directory, reception = outside.stage, outside.directory, outside.reception
    reports = UsageReports(store, now_ms, policy.hold_days)
    homes = Homes(
        store=store,
        clock=now_ms,
        directory=directory,
        reception=reception,
        reports=reports,
        prices=house.prices,
        policy=policy,
    )
    return Intake(
        store=store,
        clock=now_ms,
        ids=ids,
        directory=directory,
        stage=stage,
        dispatch=dispatch,
        stopping=Stopping(store, directory, stage, dispatch, policy),
        approving=_approving(setup, house, outside, dispatch, ids),
        writing_off=WritingOff(
            store=store, clock=now_ms, ids=ids, directory=directory, stage=stage, homes=homes, policy=policy
        ),
        answering=Answering(
            reception,
            Accounts(reports, directory, Charts(), reception, policy),
            Budgeting(store, now_ms, ids, directory, reports, policy),
        ),
        greeting=Greeting(store, now_ms, reception, homes),
        policy=policy,
    )


def _approving(setup: Setup, house: _House, outside: _Outside, dispatch: Dispatch, ids: IdMaker) -> Approving:
    return Approving(
        store=house.store,
        clock=now_ms,
        ids=ids,
        directory=outside.directory,
        stage=outside.stage,
        reception=outside.reception,
        dispatch=dispatch,
        purse=_purse(setup.policy),
        policy=setup.policy,
    )


def _chores(setup: Setup, house: _House, outside: _Outside, alerting: Alerting) -> Chores:
    return Chores(
        store=house.store,
        clock=now_ms,
        reception=outside.reception,
        reports=UsageReports(house.store, now_ms, setup.policy.hold_days),
        alerting=alerting,
        policy=setup.policy,
        team=outside.identity.team_id,
    )


def _purse(policy: Policy) -> Purse:
    return Purse(ZoneInfo(policy.books_zone), policy.hold_days)


async def _assemble(setup: Setup, stack: AsyncExitStack) -> Bot:
    house = await _house(setup, stack)
    outside = await _outside(setup, house, stack)
    store, stage, policy, ids = house.store, outside.stage, setup.policy, IdMaker()
    await open_books(store, now_ms, ids, policy, outside.identity.team_id)
    dispatch = Dispatch(store, now_ms, owner=ids("p"))
    alerting = Alerting(store, now_ms, stage, policy)
    dispatch.serve(_story(setup, house, outside, dispatch, ids, alerting).play)
    intake = _intake(setup, house, outside, dispatch, ids)
    tracing = Tracing(store)
    forms = Forms(tracing, Disclosure(outside.directory, policy), stage, Shown(store))
    return Bot(
        store=store,
        tracing=tracing,
        dispatch=dispatch,
        intake=intake,
        recovery=Recovery(store, now_ms, stage, dispatch, intake, _chores(setup, house, outside, alerting)),
        stage=stage,
        app=build(outside.client, Listeners(intake, forms, outside.identity), setup.secrets.slack_signing_secret),
        identity=outside.identity,
        lane=setup.lane,
        client=outside.client,
    )
