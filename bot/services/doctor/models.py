"""Until when the policy's models are served, by the dated table: it needs neither a network nor a key."""

from bot.domain import checkup_outside
from bot.domain.checkup import OPENAI, Finding
from bot.domain.prices import family
from bot.providers.config import dated_data
from bot.services.doctor.case import Case


async def examine(case: Case) -> list[Finding]:
    """Return a finding for each model; a snapshot lives as long as its family where it has no row of its own."""
    lives = dated_data.model_lives().shutdown
    return [
        Finding(
            OPENAI, f"life:{name}", *checkup_outside.shutdown(name, lives.get(name, lives.get(family(name))), today)
        )
        for name in case.models
        for today in [case.now.date()]
    ]
