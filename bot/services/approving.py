"""What becomes of a question: whoever may answer it says yes or no, once; a yes lets the turn go on as a new one.

    [Draw it]       whoever asked, or an admin        [Ask an admin]  asks for an overrun of the budget that refused
    [Allow it]      an admin                          [Not now], [Decline]   end the question
The answer, the new turn and its hand-over are one transaction.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.domain import people
from bot.domain.approval import Approval, ApprovalKind, ApprovalState
from bot.domain.budget_refusal import BudgetExceeded
from bot.domain.message import Click
from bot.domain.money import NanoUsd, say_up_to
from bot.domain.policy import Policy
from bot.domain.turn import Turn
from bot.ports import Clock, Directory, Ids, Reception, Stage
from bot.services.dispatch import Dispatch
from bot.services.purse import Purse
from db import approvals, turns
from db.store import Store
from db.tx import Tx

HOLDS_MS = 24 * 60 * 60 * 1000
NOT_YOURS = "Only whoever asked for this picture, or an admin, can decide that."
ADMINS_ONLY = "Only an admin can allow more than a budget has."
TOO_LATE = "That was decided already, or has run out. Ask for the picture again."
RAN_OUT = "This question ran out; it is asked again."
WAITING = "An admin has been asked already."
FITS_NOW = "It fits the budget now: ask for the picture again."
NO_OVERRUNS = "Overruns are switched off here."
Start = Callable[[str, str], None]


class Approving:
    """Answers questions."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        directory: Directory,
        stage: Stage,
        reception: Reception,
        dispatch: Dispatch,
        purse: Purse,
        policy: Policy,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._directory, self._stage, self._reception = directory, stage, reception
        self._dispatch, self._purse, self._policy = dispatch, purse, policy

    async def click(self, click: Click) -> str:
        """Deal with a button of a question; return in one word how."""
        if click.action == "ask_admin":
            return await self._ask_admin(click)
        approval = await self._store.run(partial(approvals.get, approval_id=click.value))
        if approval is None:
            return await self._say(click, TOO_LATE, "gone")
        if sentence := await self._denial(click, approval):
            return await self._say(click, sentence, "denied")
        return await self._decide(click, approval, approved=click.action == "approve")

    async def _denial(self, click: Click, approval: Approval) -> str | None:
        admin = people.is_admin(await self._directory.person(click.user), self._policy)
        if approval.kind is ApprovalKind.OVERRUN:
            return None if admin or (click.action == "decline" and click.user == approval.asked_by) else ADMINS_ONLY
        return None if admin or click.user == approval.asked_by else NOT_YOURS

    async def _decide(self, click: Click, approval: Approval, *, approved: bool) -> str:
        accepted = await self._store.run(partial(self._answer, click, approval, approved))
        if accepted is None and approved and approval.expires_at_ms <= self._clock():
            return await self._ask_again(click, approval)
        if accepted is None:
            return await self._say(click, TOO_LATE, "too late")
        await self._reception.settle(click.channel, click.message_ts, _settled(click.user, approved=approved))
        if isinstance(accepted, Turn):
            self._dispatch.start(accepted.thread_id, accepted.id)
        return "approved" if approved else "declined"

    def _answer(self, click: Click, approval: Approval, approved: bool, tx: Tx) -> Turn | Approval | None:
        """Record the answer; where it is yes, accept the turn that goes on. None where it came too late."""
        answered = approvals.decide(tx, approval_id=approval.id, approved=approved, by=click.user, at=self._clock())
        first = turns.get(tx, turn_id=approval.turn_id) if answered is not None else None
        if first is None or not approved:
            return answered
        turn = replace(first, id=self._ids("t"), key=f"approval:{approval.id}", accepted_at_ms=self._clock())
        self._dispatch.accept(tx, turn)
        approvals.go_on_as(tx, approval_id=approval.id, turn_id=turn.id)
        return turn

    async def _ask_again(self, click: Click, approval: Approval) -> str:
        """Let the turn be played anew, without a yes: what it costs today is asked, once for a question that ran out."""
        turn = await self._store.run(partial(self._anew, approval))
        if turn is None:
            return await self._say(click, TOO_LATE, "too late")
        await self._reception.settle(click.channel, click.message_ts, RAN_OUT)
        self._dispatch.start(turn.thread_id, turn.id)
        return "asked again"

    def _anew(self, approval: Approval, tx: Tx) -> Turn | None:
        first = turns.get(tx, turn_id=approval.turn_id)
        if first is None:
            return None
        turn = replace(first, id=self._ids("t"), key=f"anew:{approval.id}", accepted_at_ms=self._clock())
        return turn if self._dispatch.accept(tx, turn) else None

    async def _ask_admin(self, click: Click) -> str:
        if not self._policy.overruns:
            return await self._say(click, NO_OVERRUNS, "off")
        asked = await self._store.run(partial(self._overrun, click))
        if isinstance(asked, str):
            return await self._say(click, asked, "not asked")
        await self._reception.ask(click.channel, click.root, asked, _request(asked))
        return "asked"

    def _overrun(self, click: Click, tx: Tx) -> Approval | str:
        """Write the question down; return it, or why there is none to ask."""
        turn = turns.get(tx, turn_id=click.value)
        if turn is None or click.user != turn.actor:
            return NOT_YOURS
        if any(
            a.state in {ApprovalState.WAITING, ApprovalState.APPROVED} for a in approvals.of_turn(tx, turn_id=turn.id)
        ):
            return WAITING
        most = NanoUsd(turns.quoted(tx, turn_id=turn.id) or 0)
        now = self._clock()
        try:
            self._purse.check(tx, turn=turn, quote=most, at=now)
        except BudgetExceeded as error:
            approval = Approval(
                id=self._ids("q"),
                turn_id=turn.id,
                kind=ApprovalKind.OVERRUN,
                estimate=most,
                quote=most,
                digest="",
                asked_by=turn.actor,
                asked_at_ms=now,
                expires_at_ms=now + HOLDS_MS,
                budget_id=error.standing.budget.id,
                overrun=error.over,
            )
            return approval if approvals.ask(tx, approval=approval) else WAITING
        return FITS_NOW

    async def _say(self, click: Click, sentence: str, verdict: str) -> str:
        await self._stage.whisper(click.channel, click.user, click.root, sentence)
        return verdict


def _request(approval: Approval) -> str:
    over = say_up_to(approval.overrun or 0)
    return f"<@{approval.asked_by}> asks an admin to allow up to {over} over the budget, for this picture alone."


def _settled(user: str, *, approved: bool) -> str:
    return f"<@{user}> said yes." if approved else f"<@{user}> said no: not drawn, and it cost nothing."
