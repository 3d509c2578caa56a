"""The whole examination: settings, machine, books, Slack, OpenAI. Works beside a running bot, and without a network."""

import asyncio
from collections.abc import Sequence

from bot.domain.checkup import Finding
from bot.providers.config.environment import Environment
from bot.services.doctor import machine, outside, settings

ORDER = ("Settings", "This machine", "Books", "Slack", "OpenAI")


async def run(environment: Environment) -> Sequence[Finding]:
    """Return every finding, in the order they are told; the same fact is told once."""
    policy = settings.policy_of(environment)
    home, reached = await asyncio.gather(
        machine.examine(environment.darkroom_home, policy), outside.examine(environment, policy)
    )
    found = {(one.group, one.name): one for one in (*settings.examine(environment), *home, *reached)}
    return sorted(found.values(), key=lambda one: ORDER.index(one.group))
