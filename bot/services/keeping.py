"""Keeping what an attempt made: tool calls, artifacts, versions and lineage, in the transaction that settles it."""

from bot.domain.alt_text import alt_text
from bot.domain.context import Role, Source
from bot.domain.upstream import ToolCall
from bot.ports import Clock, Ids
from bot.services.followed import Followed, Kept
from bot.services.job import Job
from db import artifacts, attempts
from db.artifacts import NewArtifact, NewVersion
from db.tx import Tx


class Keeping:
    """Writes down what there is to show."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock, self._ids = clock, ids

    def keep(self, tx: Tx, *, job: Job, followed: Followed) -> None:
        """Record every tool call of an attempt, with its picture where there is one."""
        for call, kept in followed.calls:
            self._call(tx, job, call, kept)

    def _call(self, tx: Tx, job: Job, call: ToolCall, kept: Kept | None) -> None:
        options = job.step.options
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
