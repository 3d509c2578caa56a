"""Booking one attempt: reserved before anything is sent, and ended by one settlement or one release.

A reservation takes its room from every budget that applies, or does not stand. A settlement, the pictures it paid for
and their lineage are one transaction: nothing paid is without its entry.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.domain import auditing
from bot.domain.budget_refusal import BudgetExceeded
from bot.domain.budgets import Crossed
from bot.domain.errors import Billed, BrokenStream, ProviderError, Refusal
from bot.domain.fitting import what_fits
from bot.domain.ledger import EntryKind, Part
from bot.domain.money import NanoUsd
from bot.domain.plan import Models, Plan, Step
from bot.domain.settlement import Known
from bot.domain.tariff import Tried
from bot.domain.turn import Turn
from bot.domain.upstream import Ended
from bot.domain.upstream_request import Modes, Tags, recorded
from bot.domain.uses import Use, use_of
from bot.ports import Clock, Ids
from bot.services.covering import Covering
from bot.services.followed import Followed
from bot.services.job import Job
from bot.services.keeping import Keeping
from bot.services.lanes import Lanes, OpenLane
from bot.services.purse import Purse
from db import attempts, audits, bookings, ledger
from db.attempts import NewAttempt
from db.bookings import Booking
from db.store import Store
from db.tx import Tx
from prompts.library import load

UNSENT = frozenset({"not_reached", "never_sent"})
SILENT = frozenset({"no_answer"})


class Books:
    """Writes attempts and their money. `heard` is told of budget thresholds once the settlement that crossed them stands."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ids: Ids,
        lanes: Lanes,
        covering: Covering,
        purse: Purse,
        heard: Callable[[Turn, tuple[Crossed, ...]], None] = lambda _turn, _crossed: None,
    ) -> None:
        self._store, self._clock, self._ids, self._lanes, self._covering = store, clock, ids, lanes, covering
        self._purse, self._heard, self._keeping = purse, heard, Keeping(clock, ids)

    async def check(self, turn: Turn, plan: Plan) -> None:
        """Raise BudgetExceeded where the whole of *plan* does not fit now; nothing is reserved."""
        at, lane = self._clock(), self._lane(plan)
        most = NanoUsd(sum(lane.tariff.quote(step, plan.models, at).nano for step in plan.steps))
        try:
            await self._store.run(partial(self._purse.check, turn=turn, quote=most, at=at))
        except BudgetExceeded as error:
            raise _explained(error, plan.steps[0], plan.models, lane, at) from None

    async def reserve(self, turn: Turn, plan: Plan, step: Step, modes: Modes) -> tuple[Job, dict[str, object]]:
        """Reserve the ceiling of *step*; return the job and the body to send. Nothing is sent before this is on disk.

        Raises BudgetExceeded, or PersonError where the lane is not covered any more; then nothing was reserved.
        """
        at, lane = self._clock(), self._lane(plan)
        quote = lane.tariff.quote(step, plan.models, at)
        job = Job(self._ids("a"), turn, step, plan.models, quote, at, lane)
        prompt = load("mainline")
        tags = Tags(turn.team, turn.actor, turn.id, job.attempt_id)
        request = lane.body(step, plan.models, lane.modes(modes), tags, prompt.text)
        attempt = _attempt(job, lane, recorded(request, prompt.digest), prompt.digest)
        try:
            await self._store.run(partial(self._reserve, attempt, job, plan, lane))
        except BudgetExceeded as error:
            one = replace(step, options=replace(step.options, count=1))
            raise _explained(error, one, plan.models, lane, at) from None
        return job, request

    def _lane(self, plan: Plan) -> OpenLane:
        return self._lanes.of(plan.via.name if plan.via else None)

    def _reserve(self, attempt: NewAttempt, job: Job, plan: Plan, lane: OpenLane, tx: Tx) -> None:
        self._covering.check(tx, turn=job.turn, plan=plan, lane=lane)
        attempts.reserve(tx, attempt=attempt, at=job.at_ms)
        self._purse.reserve(tx, turn=job.turn, booking=self._booking(job, attempt.lane), at=job.at_ms)
        self._append(tx, job.turn.id, job.attempt_id, EntryKind.RESERVATION, job.quote.parts)

    def _booking(self, job: Job, lane: str) -> Booking:
        turn = job.turn
        return Booking(
            attempt_id=job.attempt_id,
            turn_id=turn.id,
            team=turn.team,
            day=self._purse.day(job.at_ms),
            actor=turn.actor,
            channel=turn.channel,
            lane=lane,
            image_model=job.models.image,
            quality=job.step.options.quality,
            quote_nano=job.quote.nano,
        )

    async def opened(self, job: Job) -> None:
        """Write down that the request is about to leave."""
        await self._store.run(partial(attempts.opened, attempt_id=job.attempt_id, at=self._clock()))

    async def end(self, job: Job, followed: Followed) -> None:
        """Settle or release the attempt and keep what it made, in one transaction."""
        crossed = await self._store.run(partial(self._end, job, followed))
        if crossed:
            self._heard(job.turn, crossed)

    def _end(self, job: Job, followed: Followed, tx: Tx) -> tuple[Crossed, ...]:
        parts = job.tariff.settle(_tried(job, followed))
        use = use_made(followed, released=parts is None)
        images = len(followed.kept) if use is Use.PICTURE else 0
        # before the settlement, which is counted by what it was for
        bookings.came_to(tx, attempt_id=job.attempt_id, use=use, images=images)
        if parts is None:
            self._append(tx, job.turn.id, job.attempt_id, EntryKind.RELEASE, (), _code(followed))
        else:
            self._append(tx, job.turn.id, job.attempt_id, EntryKind.SETTLEMENT, parts)
        self._ended(tx, job, followed, "released" if parts is None else "settled")
        if followed.choice is not None:
            attempts.chose(tx, attempt_id=job.attempt_id, choice=followed.choice.value)
        self._keeping.keep(tx, job=job, followed=followed)
        if job.tariff.audited:
            self._audit(tx, job, followed)
        return self._purse.crossed(tx, turn=job.turn, attempt_id=job.attempt_id, at=self._clock())

    def _audit(self, tx: Tx, job: Job, followed: Followed) -> None:
        """Hold what was reported against the formula; it changes no amount."""
        found = auditing.audit(
            followed.ended,
            job.models.image,
            [call for call, _ in followed.calls],
            followed.previews if followed.previews_certain else None,
        )
        if found is not None:
            audits.record(tx, attempt_id=job.attempt_id, audit=found, at=self._clock())

    def _ended(self, tx: Tx, job: Job, followed: Followed, state: str) -> None:
        ended = followed.ended
        attempts.ended(
            tx,
            attempt_id=job.attempt_id,
            state=state,
            status=_status(followed),
            image_model=ended.image_model if ended else None,
            x_request_id=followed.request_id,
            sequence=followed.sequence,
            words=(ended.text or None) if ended else None,
            failure=_failure(followed.error),
            final_at=followed.final_at,
            at=self._clock(),
        )

    def _append(
        self, tx: Tx, turn_id: str, attempt_id: str, kind: EntryKind, parts: tuple[Part, ...], reason: str = ""
    ) -> None:
        ledger.append(
            tx,
            entry_id=self._ids("e"),
            turn_id=turn_id,
            attempt_id=attempt_id,
            kind=kind,
            parts=parts,
            at=self._clock(),
            reason=reason,
        )


def _attempt(job: Job, lane: OpenLane, parameters: dict[str, object], digest: str) -> NewAttempt:
    return NewAttempt(
        id=job.attempt_id,
        turn_id=job.turn.id,
        step=job.step.index,
        lane=lane.lane.name,
        base_host=lane.lane.host,
        mainline_model=job.models.mainline,
        image_model=job.models.image,
        parameters=parameters,
        prompt_digests={"mainline": digest} if job.models.mainline else {},
    )


def _explained(error: BudgetExceeded, step: Step, models: Models, lane: OpenLane, at: int) -> BudgetExceeded:
    """Return *error* with what would fit instead."""
    fit = what_fits(step, lambda one: lane.tariff.quote(one, models, at).nano, error.standing.left)
    return BudgetExceeded(error.standing, error.quote, error.holders, fit)


def _tried(job: Job, followed: Followed) -> Tried:
    ended, error = followed.ended, followed.error
    known = Known(
        ended=ended if ended is not None and ended.status not in {"queued", "in_progress"} else None,
        calls=tuple(call for call, _ in followed.calls if call.error is None),
        attempted=followed.attempted,
        previews=followed.previews,
        previews_certain=followed.previews_certain,
    )
    silent = isinstance(error, BrokenStream) or (error is not None and error.code in SILENT)
    return Tried(
        models=job.models,
        quote=job.quote,
        at_ms=job.at_ms,
        known=known,
        unbilled=unbilled(followed),
        unsent=error is not None and error.code in UNSENT,
        answered=not followed.stopped and not silent,
    )


def unbilled(followed: Followed) -> bool:
    """Whether the first party surely billed nothing: it declined before doing anything."""
    error = followed.error
    return error is not None and error.blame.billed is Billed.NO and followed.response_id is None


def use_made(followed: Followed, *, released: bool) -> Use:
    """Return what an attempt came to."""
    return use_of(
        released=released,
        pictures=len(followed.kept),
        stopped=followed.stopped,
        refused=isinstance(followed.error, Refusal),
        words=followed.error is None and (_said(followed.ended) or followed.choice is not None),
    )


def _said(ended: Ended | None) -> bool:
    return ended is not None and ended.status == "completed" and bool(ended.text)


def _code(followed: Followed) -> str:
    return followed.error.code if followed.error else ""


def _status(followed: Followed) -> str:
    if followed.stopped:
        return "stopped"
    if followed.ended is not None:
        return followed.ended.status
    return followed.error.code if followed.error else "unknown"


def _failure(error: ProviderError | None) -> dict[str, object] | None:
    if error is None:
        return None
    moderation = error.moderation if isinstance(error, Refusal) else None
    return {
        "code": error.code,
        "sentence": error.sentence,
        "next_step": error.blame.next_step,
        "request_id": error.request_id,
        "stage": moderation.stage if moderation else None,
        "categories": list(moderation.categories) if moderation else [],
    }
