"""Slack, asked what only it knows: is the token good, which scopes has it, is there a socket. Nothing is posted or opened."""

import asyncio
from collections.abc import Iterator

import aiohttp

from bot.domain import checkup_outside
from bot.domain.checkup import SLACK, Finding, State
from bot.providers.checks.question import Answer, ask, asking
from bot.providers.config import app_manifest
from bot.services.doctor.case import Case
from bot.services.doctor.settings import usable


async def examine(case: Case) -> list[Finding]:
    """Return what Slack says of each token that looks like one."""
    bot, app = usable(case.environment, "SLACK_BOT_TOKEN"), usable(case.environment, "SLACK_APP_TOKEN")
    async with asking() as session:
        found = await asyncio.gather(
            *(question(session, case, token) for question, token in ((_bot, bot), (_socket, app)) if token is not None)
        )
    return [one for findings in found for one in findings]


async def _bot(session: aiohttp.ClientSession, case: Case, token: str) -> list[Finding]:
    answer = await ask(session, "POST", _address(case, "auth.test"), token)
    body = answer.body
    if (
        refused := checkup_outside.slack("SLACK_BOT_TOKEN", answer.status, body.get("ok"), body.get("error"))
    ) is not None:
        return [Finding(SLACK, "bot_token", *refused)]
    known = f"Slack knows the bot as {body.get('user', 'the bot')} in {body.get('team', body.get('team_id'))}."
    return [Finding(SLACK, "bot_token", State.OK, known), *_scopes(answer), *_clock(case, answer)]


def _scopes(answer: Answer) -> Iterator[Finding]:
    if "x-oauth-scopes" in answer.headers:
        granted = {scope.strip() for scope in answer.headers["x-oauth-scopes"].split(",")} - {""}
        needed = frozenset(app_manifest.load()["oauth_config"]["scopes"]["bot"])
        yield Finding(SLACK, "scopes", *checkup_outside.scopes(frozenset(granted), needed))


def _clock(case: Case, answer: Answer) -> Iterator[Finding]:
    if answer.date is not None:
        yield Finding(SLACK, "slack_clock", *checkup_outside.clock((case.now - answer.date).total_seconds(), "Slack"))


async def _socket(session: aiohttp.ClientSession, case: Case, token: str) -> list[Finding]:
    """Ask for a socket's address: that proves the token; no socket is opened."""
    answer = await ask(session, "POST", _address(case, "apps.connections.open"), token)
    refused = checkup_outside.slack("SLACK_APP_TOKEN", answer.status, answer.body.get("ok"), answer.body.get("error"))
    return [Finding(SLACK, "socket", *(refused or (State.OK, "Slack gives a socket.", "")))]


def _address(case: Case, method: str) -> str:
    return f"{case.environment.slack_api_url.rstrip('/')}/{method}"
