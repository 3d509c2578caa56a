"""Socket Mode: acks, redelivery, several sockets, disconnects, and envelopes that wait for a socket."""

import asyncio
from typing import Any

import aiohttp
import orjson
import pytest

from bot.sandbox.slack.server import SlackSandbox
from tests.sandbox_slack.conftest import Bot

APP_TOKEN = {"Authorization": "Bearer xapp-sandbox"}


class RawSocket:
    """A socket that acknowledges only when it is told to."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws

    async def next(self) -> dict[str, Any]:
        """The next frame."""
        frame: dict[str, Any] = orjson.loads(await self.ws.receive_str(timeout=5))
        return frame

    async def ack(self, frame: dict[str, Any]) -> None:
        """Acknowledge one."""
        await self.ws.send_json({"envelope_id": frame["envelope_id"]})


async def connect(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> RawSocket:
    """A raw socket past its hello."""
    async with session.post(f"{sandbox.api_url}apps.connections.open", headers=APP_TOKEN) as answer:
        url = (await answer.json())["url"]
    socket = RawSocket(await session.ws_connect(url))
    assert (await socket.next())["type"] == "hello"
    return socket


async def test_an_event_is_acknowledged_once(sandbox: SlackSandbox, bot: Bot) -> None:
    """A bot that listens acks what it is told."""
    bot.remember("message")
    await bot.connect()
    await sandbox.post(user="ada", channel="#social", text="hello")
    [body] = await bot.heard(1)
    await sandbox.wait_for(lambda _: all(envelope.acked for envelope in sandbox.sockets.log))
    assert body["event"]["text"] == "hello"
    assert [len(envelope.ids) for envelope in sandbox.sockets.log] == [1]


async def test_without_an_ack_the_event_comes_again_under_the_same_event_id(
    sandbox: SlackSandbox, session: aiohttp.ClientSession
) -> None:
    """Three times more, with a new envelope each time, and then no more."""
    socket = await connect(sandbox, session)
    sandbox.settings.ack_timeout = 0.05
    await sandbox.post(user="ada", channel="#social", text="hello")
    frames = [await socket.next() for _ in range(4)]
    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert [frame["retry_reason"] for frame in frames] == ["", "timeout", "timeout", "timeout"]
    assert len({frame["payload"]["event_id"] for frame in frames}) == 1
    assert len({frame["envelope_id"] for frame in frames}) == 4
    [envelope] = sandbox.sockets.log
    await envelope.settled()
    assert envelope.state == "failed"


async def test_an_ack_that_was_lost_makes_bolt_hear_twice(sandbox: SlackSandbox, bot: Bot) -> None:
    """The same event id, so that a bot can tell."""
    bot.remember("message")
    await bot.connect()
    sandbox.settings.ack_timeout = 0.1
    sandbox.faults.add("envelope", "ack_lost")
    await sandbox.post(user="ada", channel="#social", text="hello")
    [first, second, *_] = await bot.heard(2)
    assert first["event_id"] == second["event_id"]


async def test_an_event_that_bolt_does_not_know_is_told_four_times(sandbox: SlackSandbox, bot: Bot) -> None:
    """Bolt acks nothing that no listener takes."""
    bot.remember("app_mention")
    await bot.connect()
    sandbox.settings.ack_timeout = 0.05
    await sandbox.post(user="ada", channel="#social", text="no mention")
    [envelope] = sandbox.sockets.log
    await envelope.settled()
    assert (envelope.state, len(envelope.ids), bot.bodies) == ("failed", 4, [])


async def test_events_wait_for_a_socket(sandbox: SlackSandbox, bot: Bot) -> None:
    """What happens while the bot is away is told when it comes."""
    bot.remember("message")
    message = await sandbox.post(user="ada", channel="#social", text="anyone?")
    assert sandbox.sockets.log[0].state == "waiting"
    await bot.connect()
    [body] = await bot.heard(1)
    assert body["event"]["ts"] == message.ts


async def test_a_bot_that_dies_before_its_ack_is_told_again(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, bot: Bot
) -> None:
    """The next socket gets what the dead one had not acknowledged."""
    dying = await connect(sandbox, session)
    await sandbox.post(user="ada", channel="#social", text="hello")
    told = await dying.next()
    sandbox.sockets.drop()
    bot.remember("message")
    await bot.connect()
    [body] = await bot.heard(1)
    assert body["event_id"] == told["payload"]["event_id"]
    assert sandbox.sockets.log[0].reason == "connection_failed"


async def test_each_envelope_goes_to_one_of_several_sockets(
    sandbox: SlackSandbox, session: aiohttp.ClientSession
) -> None:
    """In turn."""
    sockets = [await connect(sandbox, session) for _ in range(2)]
    for text in "ab":
        await sandbox.post(user="ada", channel="#social", text=text)
    texts = [(await socket.next())["payload"]["event"]["text"] for socket in sockets]
    assert sorted(texts) == ["a", "b"]


async def test_ten_sockets_are_enough(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> None:
    """The eleventh is sent away."""
    sandbox.settings.max_sockets = 1
    first = await connect(sandbox, session)
    async with session.post(f"{sandbox.api_url}apps.connections.open", headers=APP_TOKEN) as answer:
        url = (await answer.json())["url"]
    async with session.ws_connect(url) as second:
        assert (await second.receive_json())["reason"] == "too_many_websockets"
        assert (await second.receive()).type is aiohttp.WSMsgType.CLOSE
    assert not first.ws.closed


async def test_a_disconnect_is_followed_by_a_new_socket_and_nothing_is_lost(sandbox: SlackSandbox, bot: Bot) -> None:
    """The SDK goes when it is asked to, comes back, and hears what was posted in between."""
    bot.remember("message")
    await bot.connect()
    [before] = sandbox.sockets.open
    sandbox.sockets.disconnect("refresh_requested")
    await sandbox.post(user="ada", channel="#social", text="in between")
    [body] = await bot.heard(1)
    assert body["event"]["text"] == "in between"
    assert before not in sandbox.sockets.open
    assert len(sandbox.sockets.listening) == 1


async def test_a_dropped_socket_is_replaced_by_the_sdk(sandbox: SlackSandbox, bot: Bot) -> None:
    """Without a word of warning too."""
    bot.remember("message")
    await bot.connect()
    [before] = sandbox.sockets.open
    sandbox.sockets.drop()
    await sandbox.wait_for(lambda _: sandbox.sockets.open and before not in sandbox.sockets.open)
    await sandbox.post(user="ada", channel="#social", text="still there?")
    await bot.heard(1)


async def test_pings_are_answered(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> None:
    """With what they carried, as the SDK's watch over the line expects."""
    async with session.post(f"{sandbox.api_url}apps.connections.open", headers=APP_TOKEN) as answer:
        url = (await answer.json())["url"]
    async with session.ws_connect(url, autoping=False) as ws:
        await ws.receive()
        await ws.ping(b"sdk-ping-pong:1")
        pong = await asyncio.wait_for(ws.receive(), 5)
        assert (pong.type, bytes(pong.data)) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1")


@pytest.mark.parametrize("ticket", ["", "made-up"])
async def test_a_socket_needs_a_ticket(sandbox: SlackSandbox, session: aiohttp.ClientSession, ticket: str) -> None:
    """Addresses come from apps.connections.open alone."""
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await session.ws_connect(f"{sandbox.origin}/link/?ticket={ticket}")
