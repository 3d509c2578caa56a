"""The composition root: the one place where concrete classes meet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_server import AsyncSlackAppServer
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.lanes import OFFICIAL, SANDBOX, Lane
from bot.domain.policy import Policy
from bot.domain.prices import PriceList
from bot.providers.blobs import Blobs
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config import dated_data
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
from bot.services.answering import Answering
from bot.services.books import Books
from bot.services.closing import Closing
from bot.services.delivery import Delivery
from bot.services.disclosure import Disclosure
from bot.services.dispatch import Dispatch
from bot.services.follow import Follow
from bot.services.greeting import Greeting
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
from db import ledger
from db.store import Store
from handlers.forms import Forms
from handlers.reception import SlackReception
from handlers.slack_app import Identity, Listeners, build
from handlers.stage import SlackStage

log = structlog.get_logger(__name__)
DRAIN_S = 20.0
CONNECTIONS = 100


class NotAdmittedError(RuntimeError):
    """Slack does not let the bot in; the message is for whoever runs it."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """The tokens and keys, as values: they come from the environment and go nowhere else."""

    slack_bot_token: str = field(repr=False)
    slack_app_token: str | None = field(repr=False)
    openai_api_key: str = field(repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything the bot is started with."""

    home: Path
    slack_api_url: str
    lane: Lane
    policy: Policy
    secrets: Secrets


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
            await _connect(setup, bot, stack)
        else:
            bot.http_port = await _serve_http(bot, *http, stack)
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
    upstream = OpenAILane(setup.lane, setup.secrets.openai_api_key, house.blobs)
    stack.push_async_callback(upstream.close)
    return _Outside(
        client=client,
        identity=await _identity(client, token),
        stage=SlackStage(sender, Uploads(session, sender), house.blobs, house.looking),
        reception=SlackReception(sender, ResponseUrls(session)),
        directory=Directory(sender, now_ms),
        attachments=Attachments(
            session=session, sender=sender, token=token, hosts=FileHosts(api_url), spool=house.blobs.spool
        ),
        upstream=upstream,
    )


def _story(setup: Setup, house: _House, outside: _Outside, dispatch: Dispatch, ids: IdMaker) -> TurnStory:
    store, stage, lane, policy = house.store, outside.stage, setup.lane, setup.policy
    books = Books(store, now_ms, ids, house.prices, lane, Purse(ZoneInfo(policy.books_zone), policy.hold_days))
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
    first_party = lane.name in {OFFICIAL, SANDBOX}
    return TurnStory(
        store=store,
        clock=now_ms,
        policy=policy,
        prices=house.prices,
        lane_name=lane.name,
        stage=stage,
        understanding=Understanding(store, references, policy),
        rendering=rendering,
        interrupted=Interrupted(store, stage, books, rendering),
        closing=Closing(store, now_ms, ids, policy, None if first_party else lane.name),
        delivery=Delivery(store, now_ms, stage),
        later=dispatch.later,
    )


async def _assemble(setup: Setup, stack: AsyncExitStack) -> Bot:
    house = await _house(setup, stack)
    outside = await _outside(setup, house, stack)
    store, stage, directory, policy, ids = house.store, outside.stage, outside.directory, setup.policy, IdMaker()
    await open_books(store, now_ms, ids, policy, outside.identity.team_id)
    dispatch = Dispatch(store, now_ms, owner=ids("p"))
    dispatch.serve(_story(setup, house, outside, dispatch, ids).play)
    intake = Intake(
        store=store,
        clock=now_ms,
        ids=ids,
        directory=directory,
        stage=stage,
        dispatch=dispatch,
        stopping=Stopping(store, directory, stage, dispatch, policy),
        answering=Answering(outside.reception),
        greeting=Greeting(store, now_ms, outside.reception),
        policy=policy,
    )
    tracing = Tracing(store)
    forms = Forms(tracing, Disclosure(directory, policy), stage, Shown(store))
    listeners = Listeners(intake, forms, outside.identity)
    return Bot(
        store=store,
        tracing=tracing,
        dispatch=dispatch,
        intake=intake,
        recovery=Recovery(store, now_ms, stage, dispatch, intake),
        stage=stage,
        app=build(outside.client, listeners, setup.secrets.slack_signing_secret),
        identity=outside.identity,
        lane=setup.lane,
        client=outside.client,
    )


async def _identity(client: AsyncWebClient, token: str) -> Identity:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise NotAdmittedError(f"Slack does not accept SLACK_BOT_TOKEN: {error.response.get('error')}.") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise NotAdmittedError("Slack could not be reached.") from error
    return Identity(str(answer["team_id"]), str(answer["user_id"]), answer.get("bot_id"), token)


async def _connect(setup: Setup, bot: Bot, stack: AsyncExitStack) -> None:
    """Open the sockets: more than one, so that a reconnect of one loses nothing."""
    app_client = AsyncWebClient(
        setup.secrets.slack_app_token, base_url=setup.slack_api_url, session=bot.client.session, retry_handlers=[]
    )
    for _ in range(setup.policy.sockets):
        handler = AsyncSocketModeHandler(bot.app, setup.secrets.slack_app_token, web_client=app_client)
        try:
            await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it unannotated
        except SlackApiError as error:
            raise NotAdmittedError(f"Slack does not accept SLACK_APP_TOKEN: {error.response.get('error')}.") from error
        stack.push_async_callback(handler.close_async)


async def _serve_http(bot: Bot, host: str, port: int, stack: AsyncExitStack) -> int:
    """Serve Slack's signed requests at /slack/events over plain HTTP; return the port."""
    server = AsyncSlackAppServer(port, "/slack/events", bot.app, host)
    runner = web.AppRunner(server.web_app, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, host, port).start()
    return int(runner.addresses[0][1])
