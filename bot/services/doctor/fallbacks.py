"""The fallbacks of the policy: has each a key of its own, and a verdict that lets it start. Only read; nothing is asked."""

import asyncio
import os
from collections.abc import Iterator

from bot.domain import checkup_lanes
from bot.domain.checkup import BOOKS, SETTINGS, Finding, Standing
from bot.domain.fallbacks import Fallback
from bot.domain.gates.covering import cover
from bot.domain.gates.route import Purpose
from bot.services.doctor.case import Case
from bot.services.doctor.home import standing
from db import checkup


async def examine(case: Case) -> list[Finding]:
    """Return two findings for each fallback."""
    return await asyncio.to_thread(
        lambda: [one for lane in case.policy.fallbacks.values() for one in _lane(case, lane)]
    )


def _lane(case: Case, lane: Fallback) -> Iterator[Finding]:
    has_one = lane.name in case.environment.fallback_keys(case.policy.fallbacks)
    set_at_all = bool(os.environ.get(lane.key_env, "").strip())
    judged = checkup_lanes.key(lane, has_one=has_one, set_at_all=set_at_all)
    yield Finding(SETTINGS, f"fallback_key:{lane.name}", *judged)
    home = case.environment.darkroom_home.resolve()
    path = home / "darkroom.db"
    known = standing(home) is Standing.OURS and path.is_file()
    verdict, exception = checkup.on_route(path, lane) if known else (None, None)
    found = {purpose: cover(lane, purpose, verdict, exception, case.now.date()) for purpose in Purpose}
    yield Finding(BOOKS, f"fallback_verdict:{lane.name}", *checkup_lanes.verdict(lane, found))
