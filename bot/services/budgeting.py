"""Showing, setting and ending budgets. Reading is for whom a budget concerns, changing for admins; every change is logged.

A change is one transaction on the row that is in force then: two admins cannot both replace the same one.
"""

from functools import partial

import structlog

from bot.domain import budget_request, people
from bot.domain.answers import Answer, BudgetsAnswer, Sentence
from bot.domain.budget_request import Act, BudgetRequest
from bot.domain.budgets import Budget, ScopeKind, Standing, remark
from bot.domain.errors import PersonError
from bot.domain.message import CommandCall
from bot.domain.money import NanoUsd, exact, say
from bot.domain.policy import Policy
from bot.ports import Clock, Directory, Ids
from bot.services.usage import UsageReports
from db import budgets
from db.budgets import NewBudget
from db.store import Store
from db.tx import Tx

log = structlog.get_logger(__name__)
ADMINS_ONLY = "Only admins can change budgets."
NO_SUCH = "There is no such budget to remove."


class Budgeting:
    """Answers `/image-budget`."""

    def __init__(
        self, store: Store, clock: Clock, ids: Ids, directory: Directory, reports: UsageReports, policy: Policy
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._directory, self._reports, self._policy = directory, reports, policy

    async def answer(self, call: CommandCall) -> Answer:
        """Return what the budgets are, after what was asked was done."""
        try:
            request = budget_request.parse(call.marked)
            admin = people.is_admin(await self._directory.person(call.user), self._policy)
            if request.act is Act.SHOW:
                return await self._show(call, admin=admin)
            if not admin:
                raise PersonError("admins_only", ADMINS_ONLY)
            done = await self._set(call, request) if request.act is Act.SET else await self._remove(call, request)
            return await self._show(call, admin=admin, remark=done)
        except PersonError as error:
            return Sentence(error.sentence)

    async def _show(self, call: CommandCall, *, admin: bool, remark: str = "") -> BudgetsAnswer:
        """Return all budgets to admins; to others those that apply to them here, and how their own stand."""
        standings = await self._reports.standings(team=call.team, actor=call.user, channel=call.channel)
        every = tuple(await self._store.run(partial(budgets.in_force, team=call.team)))
        mine = {standing.budget.id for standing in standings}
        shown = every if admin else tuple(budget for budget in every if budget.id in mine)
        own = tuple(standing for standing in standings if standing.scope.kind is ScopeKind.PERSON)
        return BudgetsAnswer(shown, standings if admin else own, admin, remark)

    async def _set(self, call: CommandCall, request: BudgetRequest) -> str:
        old, new = await self._store.run(partial(self._put, call, request))
        log.info("budget set", by=call.user, scope=new.scope, kind=new.scope.kind.value, limit=exact(new.limit))
        was = f", in place of {say(old.limit)} that {_whose(old.set_by)} had set" if old else ""
        used = await self._remark(call, new)
        return f"Set to {say(new.limit)} a {new.period.value}{was}.{f' {used}' if used else ''}"

    def _put(self, call: CommandCall, request: BudgetRequest, tx: Tx) -> tuple[Budget | None, Budget]:
        old = _current(tx, call.team, request)
        new = NewBudget(
            id=self._ids("b"),
            team=call.team,
            scope=request.scope,
            period=request.period,
            limit=request.limit or NanoUsd(0),
            thresholds=self._policy.alert_at if request.thresholds is None else request.thresholds,
            set_by=call.user,
        )
        if not budgets.put(tx, budget=new, expected=old.id if old else None, at=self._clock()):
            raise PersonError("too_late", "Somebody else changed this budget just now. Look at it again.")
        made = budgets.get(tx, budget_id=new.id)
        assert made is not None  # noqa: S101 - it was just written
        return old, made

    async def _remark(self, call: CommandCall, budget: Budget) -> str | None:
        """Return what to say where a budget is used up from the start, as far as its scope is that of the asker here."""
        standings = await self._reports.standings(team=call.team, actor=budget.scope.id, channel=budget.scope.id)
        mine: list[Standing] = [standing for standing in standings if standing.budget.id == budget.id]
        return remark(mine[0]) if mine else None

    async def _remove(self, call: CommandCall, request: BudgetRequest) -> str:
        old = await self._store.run(partial(self._end, call, request))
        log.info("budget removed", by=call.user, kind=old.scope.kind.value, scope=old.scope.id, limit=exact(old.limit))
        return f"Removed: {say(old.limit)} a {old.period.value} that {_whose(old.set_by)} had set."

    def _end(self, call: CommandCall, request: BudgetRequest, tx: Tx) -> Budget:
        old = _current(tx, call.team, request)
        if old is None or not budgets.remove(tx, budget_id=old.id, by=call.user, at=self._clock()):
            raise PersonError("no_such_budget", NO_SUCH)
        return old


def _current(tx: Tx, team: str, request: BudgetRequest) -> Budget | None:
    found = budgets.in_force(tx, team=team)
    return next((b for b in found if (b.scope, b.period) == (request.scope, request.period)), None)


def _whose(set_by: str) -> str:
    return "the policy file" if set_by == "policy" else f"<@{set_by}>"
