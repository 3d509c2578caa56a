"""Slack over HTTP instead of Socket Mode: signed requests are answered, others are not, and nothing else differs."""

import hashlib
import hmac
import time
from dataclasses import replace

import aiohttp
import orjson

from bot.app import running
from tests.stories.town import Town

SECRET = "a-signing-secret"


def signed(body: bytes, at: int, secret: str = SECRET) -> dict[str, str]:
    """Return the headers that Slack sends with *body*."""
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": str(at),
        "X-Slack-Signature": f"v0={digest}",
    }


async def test_signed_events_are_drawn_and_unsigned_or_stale_ones_refused(empty_town: Town) -> None:
    asked = await empty_town.say("@darkroom a lighthouse at dusk --previews 0")
    body = orjson.dumps(empty_town.slack.sockets.log[0].payload)
    secrets = replace(empty_town.setup.secrets, slack_signing_secret=SECRET, slack_app_token=None)
    now = int(time.time())
    async with (
        running(replace(empty_town.setup, secrets=secrets), http=("127.0.0.1", 0)) as bot,
        aiohttp.ClientSession() as session,
    ):
        url = f"http://127.0.0.1:{bot.http_port}/slack/events"
        for headers in (signed(body, now, "another-secret"), signed(body, now - 600)):
            async with session.post(url, data=body, headers=headers) as answer:
                assert answer.status == 401
        assert empty_town.slack.calls_to("chat.postMessage") == []
        async with session.post(url, data=body, headers=signed(body, now)) as answer:
            assert answer.status == 200
        await empty_town.until(lambda w: [m for m in w.replies(asked) if m.files] or None)
