"""A usage report, read in one transaction: totals, rows, trend, forecast and budgets of the same moment."""

from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain import periods
from bot.domain.budgets import DAY_MS, Standing
from bot.domain.money import NanoUsd
from bot.domain.periods import Span
from bot.domain.usage import By, Filters, Usage, top
from bot.ports import Clock
from db import budgets, catching_up, usage
from db.store import Store
from db.tx import Tx


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a period in words, what rows are made by, how many of them, and whom it is about."""

    period: str = ""
    by: By = By.USER
    filters: Filters = field(default_factory=Filters)
    top: int | None = None
    totals_only: bool = False


class UsageReports:
    """Answers what was used."""

    def __init__(self, store: Store, clock: Clock, hold_days: int = 7) -> None:
        self._store, self._clock, self._hold_days = store, clock, hold_days

    async def report(self, question: Question) -> Usage:
        """Return the report; raises PersonError where there is no such period."""
        return await self._store.run(partial(self._report, question))

    async def standings(self, *, team: str, actor: str, channel: str) -> tuple[Standing, ...]:
        """Return the budgets that apply to *actor* in *channel* now, with what is used of them."""
        return await self._store.run(partial(self._standings, Filters(team, actor, channel), self._clock()))

    def _report(self, question: Question, tx: Tx) -> Usage:
        now, filters = self._clock(), question.filters
        name = catching_up.zone(tx) or "UTC"
        zone = ZoneInfo(name)
        span = periods.parse(question.period, periods.day_of(now, zone))
        before = periods.the_same_stretch_before(span)
        totals = usage.totals(tx, span=span, filters=filters)
        rows = () if question.totals_only else usage.rows(tx, by=question.by, span=span, filters=filters)
        comes_to = periods.forecast(totals.nano, span, now, zone)
        return Usage(
            span=span,
            zone=name,
            by=question.by,
            filters=filters,
            totals=totals,
            rows=top(rows, question.top),
            open_reservations=usage.open_reservations(tx, span=span, filters=filters),
            before=usage.total(tx, span=before, filters=filters),
            before_span=before,
            forecast=None if comes_to is None else NanoUsd(comes_to),
            via=usage.via(tx, span=span, filters=filters),
            budgets=_of_this(self._standings(filters, now, tx), span, filters),
        )

    def _standings(self, filters: Filters, now: int, tx: Tx) -> tuple[Standing, ...]:
        if filters.team is None:
            return ()
        return budgets.standings(
            tx,
            team=filters.team,
            actor=filters.actor or "",
            channel=filters.channel or "",
            day=periods.day_of(now, ZoneInfo(catching_up.zone(tx) or "UTC")),
            lapsed_before=now - self._hold_days * DAY_MS,
        )


def _of_this(standings: tuple[Standing, ...], span: Span, filters: Filters) -> tuple[Standing, ...]:
    """Return the budgets that a report's total can be held against: of the same scope, over the same days."""
    scope, keys = filters.scope, span.keys
    return tuple(standing for standing in standings if standing.scope == scope and standing.key in keys)
