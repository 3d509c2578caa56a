"""Booking one attempt: reserved before anything is sent, and ended by one settlement or one release.

A settlement, the pictures it paid for and their lineage are one transaction: nothing paid is without its entry.
"""

from dataclasses import dataclass
from functools import partial

from bot.domain import settlement
from bot.domain.alt_text import alt_text
from bot.domain.context import Role, Source
from bot.domain.errors import Billed, ProviderError, Refusal
from bot.domain.lanes import Lane
from bot.domain.ledger import EntryKind, Part
from bot.domain.plan import Models, Plan, Step
from bot.domain.prices import PriceList
from bot.domain.pricing import Quote, quote
from bot.domain.settlement import Known
from bot.domain.turn import Turn
from bot.domain.upstream_request import Modes, Tags, body, recorded
from bot.ports import Clock, Ids
from bot.services.followed import Followed, Kept
from db import artifacts, attempts, ledger
from db.artifacts import NewArtifact, NewVersion
from db.attempts import NewAttempt
from db.store import Store
from db.tx import Tx
from prompts.library import load


@dataclass(frozen=True, slots=True)
class Job:
    """One attempt about to be made: its id, its request, and what it is settled against."""

    attempt_id: str
    turn: Turn
    step: Step
    models: Models
    quote: Quote
    at_ms: int


class Books:
    """Writes attempts and their money."""

    def __init__(self, store: Store, clock: Clock, ids: Ids, prices: PriceList, lane: Lane) -> None:
        self._store, self._clock, self._ids, self._prices, self._lane = store, clock, ids, prices, lane

    async def reserve(self, turn: Turn, plan: Plan, step: Step, modes: Modes) -> tuple[Job, dict[str, object]]:
        """Reserve the ceiling of *step*; return the job and the body to send. Nothing is sent before this is on disk."""
        at = self._clock()
        job = Job(self._ids("a"), turn, step, plan.models, quote(step, plan.models, self._prices, at), at)
        prompt = load("mainline")
        request = body(step, plan.models, modes, Tags(turn.team, turn.actor, turn.id, job.attempt_id), prompt.text)
        attempt = NewAttempt(
            id=job.attempt_id,
            turn_id=turn.id,
            step=step.index,
            lane=self._lane.name,
            base_host=self._lane.host,
            mainline_model=plan.models.mainline,
            image_model=plan.models.image,
            parameters=recorded(request, prompt.digest),
            prompt_digests={"mainline": prompt.digest},
        )
        await self._store.run(partial(self._reserve, attempt, job))
        return job, request

    def _reserve(self, attempt: NewAttempt, job: Job, tx: Tx) -> None:
        attempts.reserve(tx, attempt=attempt, at=job.at_ms)
        self._append(tx, job.turn.id, job.attempt_id, EntryKind.RESERVATION, job.quote.parts)

    async def opened(self, job: Job) -> None:
        """Write down that the request is about to leave."""
        await self._store.run(partial(attempts.opened, attempt_id=job.attempt_id, at=self._clock()))

    async def end(self, job: Job, followed: Followed) -> None:
        """Settle or release the attempt and keep what it made, in one transaction."""
        await self._store.run(partial(self._end, job, followed))

    def _end(self, job: Job, followed: Followed, tx: Tx) -> None:
        if unbilled(followed):
            self._append(tx, job.turn.id, job.attempt_id, EntryKind.RELEASE, (), _code(followed))
        else:
            self._append(tx, job.turn.id, job.attempt_id, EntryKind.SETTLEMENT, self._parts(job, followed))
        self._ended(tx, job, followed)
        for call, kept in followed.calls:
            self._call(tx, job, call_id=call.call_id, kept=kept, followed=followed)

    def _parts(self, job: Job, followed: Followed) -> tuple[Part, ...]:
        ended = followed.ended
        known = Known(
            ended=ended if ended is not None and ended.status not in {"queued", "in_progress"} else None,
            calls=tuple(call for call, _ in followed.calls if call.error is None),
            attempted=followed.attempted,
            previews=followed.previews,
            previews_certain=followed.previews_certain,
        )
        return settlement.settle(known, settlement.Books(job.models, job.quote, self._prices, job.at_ms))

    def _ended(self, tx: Tx, job: Job, followed: Followed) -> None:
        ended = followed.ended
        attempts.ended(
            tx,
            attempt_id=job.attempt_id,
            state="released" if unbilled(followed) else "settled",
            status=_status(followed),
            image_model=ended.image_model if ended else None,
            x_request_id=followed.request_id,
            sequence=followed.sequence,
            words=(ended.text or None) if ended else None,
            failure=_failure(followed.error),
            final_at=followed.final_at,
            at=self._clock(),
        )

    def _call(self, tx: Tx, job: Job, *, call_id: str, kept: Kept | None, followed: Followed) -> None:
        options = job.step.options
        call = kept.call if kept else followed.lost[call_id][0]
        if kept is not None:
            self._keep(tx, job, kept)
        attempts.tool_call(
            tx,
            attempt_id=job.attempt_id,
            call=call,
            asked_size=options.size,
            asked_quality=options.quality,
            artifact=kept.file.sha256 if kept else None,
        )
        if kept is not None:
            self._show(tx, job, kept)

    def _keep(self, tx: Tx, job: Job, kept: Kept) -> None:
        artifact = NewArtifact(
            sha256=kept.file.sha256,
            media_type=kept.looked.media_type,
            width=kept.looked.width,
            height=kept.looked.height,
            size_bytes=kept.file.size_bytes,
            kind="original",
            alt_text=alt_text(kept.call.revised_prompt, job.step.instruction),
        )
        artifacts.keep(tx, artifact=artifact, at=self._clock())

    def _show(self, tx: Tx, job: Job, kept: Kept) -> None:
        turn = job.turn
        used = artifacts.letters_used(tx, turn_id=turn.id)
        lettered = job.step.options.count > 1 or used > 0
        version = NewVersion(
            id=self._ids("v"),
            thread_id=turn.thread_id,
            turn_id=turn.id,
            attempt_id=job.attempt_id,
            call_id=kept.call.call_id,
            sha256=kept.file.sha256,
            number=artifacts.number_for(tx, thread_id=turn.thread_id, turn_id=turn.id),
            letter="abcdefgh"[used] if lettered else "",
        )
        artifacts.show(tx, version=version, at=self._clock())
        drawn_anew = kept.call.action == "generate"
        parents = [s for s in job.step.sources if not (drawn_anew and s.role is Role.SOURCE)]
        self._descend(tx, parents, version.id)

    def _descend(self, tx: Tx, parents: list[Source], child: str) -> None:
        """Record what a version came from: references whenever they were shown, a source only if it was changed."""
        for position, source in enumerate(parents):
            artifacts.descend(
                tx,
                child=child,
                position=position,
                parent=source.sha256,
                parent_version=source.version_id,
                role=source.role.value,
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


def unbilled(followed: Followed) -> bool:
    """Whether the call surely cost nothing: the provider declined before doing anything."""
    error = followed.error
    return error is not None and error.blame.billed is Billed.NO and followed.response_id is None


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
