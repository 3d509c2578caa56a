"""Home tabs: read in one go, shown to whom they belong."""

from datetime import UTC, date
from functools import partial

from bot.domain import checkup_outside, people, periods
from bot.domain.budgets import ScopeKind
from bot.domain.checkup import State
from bot.domain.home import HomePage, TeamPage
from bot.domain.policy import Policy
from bot.domain.prices import PriceList
from bot.domain.usage import By, Filters
from bot.ports import Clock, Directory, Reception
from bot.providers.config import dated_data
from bot.services.reviews.gateway import Gateway
from bot.services.usage import Question, UsageReports
from db import approvals, audits, home
from db.store import Store

RECENT, TOP, HOLDS, AUDITS = 5, 5, 10, 3


class Homes:
    """Publishes Home tabs."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        directory: Directory,
        reception: Reception,
        reports: UsageReports,
        prices: PriceList,
        policy: Policy,
        gateway: Gateway,
    ) -> None:
        self._store, self._clock, self._directory = store, clock, directory
        self._reception, self._reports, self._prices, self._policy = reception, reports, prices, policy
        self._gateway = gateway

    async def publish(self, team: str, user: str) -> None:
        """Show somebody their page as it stands now."""
        await self._reception.publish(user, await self._page(team, user))

    async def _page(self, team: str, user: str) -> HomePage:
        person = await self._directory.person(user)
        if people.denial(person, team, "", self._policy.everywhere):
            return HomePage()
        admin = people.is_admin(person, self._policy)
        standings = await self._reports.standings(team=team, actor=user, channel="")
        return HomePage(
            usage=await self._reports.report(Question("month", By.DAY, Filters(team, user), 1)),
            standings=tuple(one for one in standings if admin or one.scope.kind is ScopeKind.PERSON),
            recent=await self._store.run(partial(home.recent, team=team, actor=user, count=RECENT)),
            team=await self._team(team) if admin else None,
            gates=await self._gateway.page(team) if people.is_reviewer(person, self._policy) else None,
        )

    async def _team(self, team: str) -> TeamPage:
        usage = await self._reports.report(Question("month", By.USER, Filters(team), totals_only=True))
        return TeamPage(
            usage=usage,
            spenders=await self._store.run(partial(home.spenders, team=team, span=usage.span, count=TOP)),
            waiting=tuple(await self._store.run(partial(approvals.waiting, at=self._clock()))),
            holds=await self._store.run(partial(home.holds, team=team, count=HOLDS)),
            audited=await self._store.run(partial(audits.audited, count=AUDITS)),
            leaving=self._leaving(),
            prices_checked_on=min(row.checked_on for row in self._prices.rows),
        )

    def _leaving(self) -> tuple[str, ...]:
        """Return a sentence for each model in use that will soon be gone, or is."""
        today = date.fromisoformat(periods.day_of(self._clock(), UTC))
        lives = dated_data.model_lives().shutdown
        judged = (
            checkup_outside.shutdown(model, lives.get(model), today)
            for model in (self._policy.mainline_model, self._policy.image_model)
        )
        return tuple(f"{sentence} {remedy}" for state, sentence, remedy in judged if state is not State.OK)
