"""What is done from time to time, beside turns: old questions end, thresholds are told, the week is summed up.

Each is done once, whoever does it and however often this runs: the rows say what was done.
"""

from functools import partial
from zoneinfo import ZoneInfo

import structlog

from bot.domain import periods
from bot.domain.answers import UsageAnswer
from bot.domain.policy import Policy
from bot.domain.usage import By, Filters
from bot.domain.usage_request import UsageRequest
from bot.ports import Clock, Reception
from bot.services.alerting import Alerting
from bot.services.reviews.watching import Watching
from bot.services.usage import Question, UsageReports
from db import approvals, findings
from db.store import Store

log = structlog.get_logger(__name__)
TOP = 10
LAST_WEEK = "last week"


class Chores:
    """Does them."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        reception: Reception,
        reports: UsageReports,
        alerting: Alerting,
        watching: Watching,
        policy: Policy,
        team: str,
    ) -> None:
        self._store, self._clock, self._reception, self._reports = store, clock, reception, reports
        self._alerting, self._watching, self._policy, self._team = alerting, watching, policy, team

    async def do(self) -> None:
        """Do what is due now."""
        await self._store.run(partial(approvals.expire, at=self._clock()))
        await self._alerting.tell()
        await self._watching.do()
        await self._weekly()

    async def _weekly(self) -> None:
        """Sum the last week up for the summary channel, once in each week; a week without a bot is not made up for."""
        if not self._policy.summary_channel:
            return
        today = periods.day_of(self._clock(), ZoneInfo(self._policy.books_zone))
        monday = periods.week_to_date(today).first_day
        first = partial(findings.first, name=f"summary:{monday}", value=self._policy.summary_channel, at=self._clock())
        if await self._store.run(first):
            usage = await self._reports.report(Question(LAST_WEEK, By.USER, Filters(self._team), TOP))
            answer = UsageAnswer(usage, UsageRequest(LAST_WEEK, By.USER), everybody=True)
            await self._reception.report(self._policy.summary_channel, answer)
            log.info("week summed up", week=monday)
