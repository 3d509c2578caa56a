"""What stands elsewhere: Slack, OpenAI and the fallbacks that have a key, each reached by one client."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.assembly.house import House
from bot.domain.fallbacks import IMAGES, RESPONSES
from bot.domain.host_key import HostKey
from bot.domain.lanes import Lane
from bot.ports import Upstream
from bot.providers.clock import now_ms
from bot.providers.config.setup import Setup
from bot.providers.openai.client import OpenAILane
from bot.providers.openai.images_client import ImagesLane
from bot.providers.slack.attachments import Attachments
from bot.providers.slack.directory import Directory
from bot.providers.slack.hosts import FileHosts
from bot.providers.slack.response_urls import ResponseUrls
from bot.providers.slack.sender import Sender
from bot.providers.slack.uploads import Uploads
from handlers.connecting import identify
from handlers.reception import SlackReception
from handlers.review_board import SlackBoard
from handlers.slack_app import Identity
from handlers.stage import SlackStage

CONNECTIONS = 100
LANES: dict[str, type[OpenAILane | ImagesLane]] = {RESPONSES: OpenAILane, IMAGES: ImagesLane}


@dataclass(frozen=True, slots=True)
class Outside:
    """What stands elsewhere: Slack and OpenAI."""

    client: AsyncWebClient
    identity: Identity
    stage: SlackStage
    reception: SlackReception
    directory: Directory
    attachments: Attachments
    upstream: Upstream
    fallbacks: Mapping[str, Upstream]
    board: SlackBoard


async def reach_outside(setup: Setup, house: House, stack: AsyncExitStack) -> Outside:
    """Make the clients; what is open is closed by *stack*."""
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    session = await stack.enter_async_context(aiohttp.ClientSession(connector=connector))
    token, api_url = setup.secrets.slack_bot_token, setup.slack_api_url
    client = AsyncWebClient(token, base_url=api_url, session=session, retry_handlers=[])
    sender = Sender(client, setup.policy.slack_pace)
    uploads = Uploads(session, sender)
    return Outside(
        client=client,
        identity=await identify(client, token),
        stage=SlackStage(sender, uploads, house.blobs, house.looking),
        reception=SlackReception(sender, ResponseUrls(session), uploads),
        directory=Directory(sender, now_ms),
        attachments=Attachments(
            session=session, sender=sender, token=token, hosts=FileHosts(api_url), spool=house.blobs.spool
        ),
        upstream=_open(setup.lane, HostKey(setup.lane.host, setup.secrets.openai_api_key), OpenAILane, house, stack),
        fallbacks={
            name: _open(fallback.lane, key, LANES[fallback.endpoint], house, stack)
            for name, fallback in setup.policy.fallbacks.items()
            if (key := setup.secrets.fallback_keys.get(name)) is not None
        },
        board=SlackBoard(sender),
    )


def _open(
    lane: Lane, key: HostKey, make: type[OpenAILane | ImagesLane], house: House, stack: AsyncExitStack
) -> Upstream:
    upstream = make(lane, key, house.blobs)
    stack.push_async_callback(upstream.close)
    return upstream
