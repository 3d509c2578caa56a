"""OpenAI, asked what only it knows: may this key use the policy's models, and until when. Nothing is drawn or billed."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime

import aiohttp

from bot.domain import checkup_outside
from bot.domain.checkup import OPENAI, Finding
from bot.domain.lanes import lane_of
from bot.providers.checks.question import Answer, ask, asking
from bot.providers.config import dated_data
from bot.services.doctor.case import Case
from bot.services.doctor.settings import usable


async def examine(case: Case) -> list[Finding]:
    """Return what OpenAI says of each model; nothing is asked on a route that the bot would not take."""
    key = usable(case.environment, "OPENAI_API_KEY")
    if key is None or lane_of(case.environment.openai_base_url, dated_data.official_hosts()) is None:
        return []
    async with asking() as session:
        found = await asyncio.gather(*(_model(session, case, key, name) for name in case.models))
    return [one for findings in found for one in findings]


async def _model(session: aiohttp.ClientSession, case: Case, key: str, name: str) -> list[Finding]:
    answer = await ask(session, "GET", f"{case.environment.openai_base_url.rstrip('/')}/models/{name}", key)
    access = Finding(OPENAI, f"model:{name}", *checkup_outside.model(name, answer.status))
    return [access, *_life(case, name, answer), *_clock(case, answer)]


def _life(case: Case, name: str, answer: Answer) -> Iterator[Finding]:
    if (last := last_day(answer.body.get("shutdown_date"))) is not None:
        yield Finding(OPENAI, f"life:{name}", *checkup_outside.shutdown(name, last, case.now.date()))


def last_day(said: object) -> date | None:
    """Return the day of a `shutdown_date`, whether it is written as a date or in seconds since 1970."""
    try:
        match said:
            case str():
                return date.fromisoformat(said[:10])
            case int():
                return datetime.fromtimestamp(said, UTC).date()
            case _:
                return None
    except (ValueError, OverflowError, OSError):
        return None


def _clock(case: Case, answer: Answer) -> Iterator[Finding]:
    if answer.date is not None:
        yield Finding(
            OPENAI, "openai_clock", *checkup_outside.clock((case.now - answer.date).total_seconds(), "OpenAI")
        )
