"""The whole examination: a table of checks, all made at once. Works beside a running bot, and without a network.

A new check is a function from the case to its findings, and a row in the table.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.domain.checkup import GROUPS, Finding
from bot.providers.config.environment import Environment
from bot.services.doctor import books, fallbacks, home, models, openai, prices, settings, slack
from bot.services.doctor.case import Case, Check

CHECKS: tuple[Check, ...] = (
    settings.examine,
    home.examine,
    books.examine,
    fallbacks.examine,
    prices.examine,
    slack.examine,
    models.examine,
    openai.examine,  # what the API says of a model's last day stands in for what the table says
)


async def run(environment: Environment, now: datetime) -> Sequence[Finding]:
    """Return every finding, in the order they are told; of two by the same name, the later check's."""
    case = Case(environment, settings.policy_of(environment), now)
    found = {one.name: one for findings in await asyncio.gather(*(it(case) for it in CHECKS)) for one in findings}
    return sorted(found.values(), key=lambda one: GROUPS.index(one.group))
