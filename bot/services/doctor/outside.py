"""Slack and OpenAI, asked what only they know: tokens, scopes, socket, models, and what time it is there.

Every question ends within seconds; what is not reached is unknown, never an error. Nothing is posted, drawn or billed.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.domain import checkup
from bot.domain.checkup import Finding, State
from bot.domain.lanes import lane_of
from bot.domain.policy import Policy
from bot.providers.config import app_manifest, dated_data
from bot.providers.config.environment import Environment

SLACK, OPENAI = "Slack", "OpenAI"
TIMEOUT = aiohttp.ClientTimeout(total=3)
NOT_REACHED = "Check the network, a proxy, and whether this machine may reach it."


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `status` 0 where nothing did."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]


async def examine(environment: Environment, policy: Policy | None) -> list[Finding]:
    """Return what Slack and OpenAI say; all questions are asked at once."""
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        asked: list[Coroutine[Any, Any, list[Finding]]] = []
        if environment.slack_bot_token:
            asked.append(_slack(session, environment))
        if environment.slack_app_token:
            asked.append(_socket(session, environment))
        if environment.openai_api_key and lane_of(environment.openai_base_url, dated_data.official_hosts()):
            asked += [_model(session, environment, name) for name in _models(policy or Policy())]
        return [finding for found in await asyncio.gather(*asked) for finding in found]


def _models(policy: Policy) -> list[str]:
    return list(dict.fromkeys([policy.mainline_model, policy.image_model]))


async def _ask(session: aiohttp.ClientSession, method: str, url: str, secret: str) -> Answer:
    try:
        async with session.request(method, url, headers={"Authorization": f"Bearer {secret}"}) as answer:
            body = await answer.json(content_type=None)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Answer(answer.status, body if isinstance(body, dict) else {}, headers)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return Answer(0, {}, {})


async def _slack(session: aiohttp.ClientSession, environment: Environment) -> list[Finding]:
    token = environment.slack_bot_token
    assert token is not None  # noqa: S101 - asked only where it is set
    answer = await _ask(session, "POST", f"{environment.slack_api_url}auth.test", token.get_secret_value())
    if not answer.status:
        return [Finding(SLACK, "bot_token", State.UNKNOWN, "Slack was not reached.", NOT_REACHED)]
    if not answer.body.get("ok"):
        sentence = f"Slack does not accept SLACK_BOT_TOKEN: {answer.body.get('error')}."
        return [Finding(SLACK, "bot_token", State.PROBLEM, sentence, "Install the app again and take its new token.")]
    team, user = answer.body.get("team", answer.body.get("team_id")), answer.body.get("user", "the bot")
    found = [Finding(SLACK, "bot_token", State.OK, f"Slack knows the bot as {user} in {team}.")]
    return [*found, *_scopes(answer), *_clock(SLACK, answer)]


def _scopes(answer: Answer) -> Iterator[Finding]:
    if "x-oauth-scopes" not in answer.headers:
        return
    granted = frozenset(filter(None, (one.strip() for one in answer.headers["x-oauth-scopes"].split(","))))
    needed = frozenset(app_manifest.load()["oauth_config"]["scopes"]["bot"])
    yield Finding(SLACK, "scopes", *checkup.scopes(granted, needed))


async def _socket(session: aiohttp.ClientSession, environment: Environment) -> list[Finding]:
    """Ask for a socket's address: that proves the token; no socket is opened."""
    token = environment.slack_app_token
    assert token is not None  # noqa: S101 - asked only where it is set
    url = f"{environment.slack_api_url}apps.connections.open"
    answer = await _ask(session, "POST", url, token.get_secret_value())
    if not answer.status:
        return [Finding(SLACK, "socket", State.UNKNOWN, "Slack was not reached for a socket.", NOT_REACHED)]
    if not answer.body.get("ok"):
        sentence = f"Slack gives no socket for SLACK_APP_TOKEN: {answer.body.get('error')}."
        remedy = "It must be an app-level token with connections:write, and Socket Mode must be on."
        return [Finding(SLACK, "socket", State.PROBLEM, sentence, remedy)]
    return [Finding(SLACK, "socket", State.OK, "Slack gives a socket.")]


async def _model(session: aiohttp.ClientSession, environment: Environment, name: str) -> list[Finding]:
    key = environment.openai_api_key
    assert key is not None  # noqa: S101 - asked only where it is set
    url = f"{environment.openai_base_url.rstrip('/')}/models/{name}"
    answer = await _ask(session, "GET", url, key.get_secret_value())
    life = Finding(OPENAI, f"life:{name}", *checkup.shutdown(name, _last_day(name, answer), datetime.now(UTC).date()))
    if not answer.status:
        return [
            Finding(OPENAI, f"model:{name}", State.UNKNOWN, f"OpenAI was not asked about {name}.", NOT_REACHED),
            life,
        ]
    access = Finding(OPENAI, f"model:{name}", *checkup.model(name, answer.status))
    return [access, life, *_clock(OPENAI, answer)]


def _last_day(name: str, answer: Answer) -> date | None:
    """Return a model's last day: what the API says, else what the dated table says."""
    said = answer.body.get("shutdown_date")
    try:
        return date.fromisoformat(said[:10]) if isinstance(said, str) else dated_data.model_lives().shutdown.get(name)
    except ValueError:
        return dated_data.model_lives().shutdown.get(name)


def _clock(who: str, answer: Answer) -> Iterator[Finding]:
    try:
        there = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return
    skew = (datetime.now(UTC) - there).total_seconds()
    yield Finding(who, "clock", *checkup.clock(skew, who))
