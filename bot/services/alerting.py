"""Telling of thresholds: once for each budget, period and threshold, to whom it concerns, and never a flood.

A person's budget is that person's business; a channel's and the workspace's are the admins'. Where no admins are named,
whoever set the budget is told, else the summary channel.
"""

from functools import partial

import structlog

from bot.domain.budgets import Budget, ScopeKind
from bot.domain.money import say
from bot.domain.periods import say_period
from bot.domain.policy import Policy
from bot.ports import Clock, Stage
from db import alerts, budgets
from db.store import Store
from db.tx import Row, Tx

log = structlog.get_logger(__name__)
CROSSED = "*{percent} %* of {whose} budget for {period} is spent: {spent} of {limit}."
OVER = " Nothing more is drawn on it until the period is over, unless an admin allows it."


class Alerting:
    """Tells people."""

    def __init__(self, store: Store, clock: Clock, stage: Stage, policy: Policy) -> None:
        self._store, self._clock, self._stage, self._policy = store, clock, stage, policy

    async def tell_all(self) -> None:
        """Tell of everything, for whom the count does not matter."""
        await self.tell()

    async def tell(self) -> int:
        """Tell of everything that was crossed and not told; return how many. Whoever takes a row tells it, nobody else."""
        told = 0
        for row in await self._store.run(alerts.untold):
            budget = await self._store.run(partial(budgets.get, budget_id=row["budget_id"]))
            if budget is not None and await self._store.run(partial(self._take, row)):
                told += await self._tell(budget, row)
        return told

    def _take(self, row: Row, tx: Tx) -> bool:
        return alerts.tell(
            tx,
            budget_id=row["budget_id"],
            scope=row["scope"],
            period=row["period"],
            threshold=row["threshold"],
            at=self._clock(),
        )

    async def _tell(self, budget: Budget, row: Row) -> int:
        sentence = CROSSED.format(
            percent=row["threshold"],
            whose=_whose(budget, row["scope"]),
            period=say_period(row["period"]),
            spent=say(row["spent_nano"]),
            limit=say(budget.limit),
        )
        people = self._concerned(budget, row["scope"])
        for person in people:
            await self._stage.tell(person, sentence + (OVER if row["threshold"] >= 100 else ""), escaped=True)
        log.info("budget threshold", budget=budget.id, threshold=row["threshold"], told=len(people))
        return 1

    def _concerned(self, budget: Budget, scope: str) -> list[str]:
        if budget.scope.kind is ScopeKind.PERSON:
            return [scope]
        if self._policy.admins:
            return sorted(self._policy.admins)
        if budget.source != "policy":
            return [budget.set_by]
        return [self._policy.summary_channel] if self._policy.summary_channel else []


def _whose(budget: Budget, scope: str) -> str:
    return {
        ScopeKind.PERSON: "your",
        ScopeKind.CHANNEL: f"the <#{scope}>",
        ScopeKind.WORKSPACE: "the workspace’s",
    }[budget.scope.kind]
