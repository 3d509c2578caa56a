"""Hearing what somebody says in a review: taken in, scanned, read once, held against its own words, answered.

    bring → rules (not known, purpose, volume, reason) → read → hold the findings against the texts → write → answer
Whatever the model says, only findings whose words stand in this review's texts become facts, and a person's word decides
what those texts are worth.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from bot.domain.gates.address import addresses, host_of
from bot.domain.gates.signals import SignalTable
from bot.domain.reviews.asking import is_not_known, next_facts
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, EvidenceKind, Review, ReviewState
from bot.domain.reviews.folding import fold
from bot.domain.reviews.questions import QUESTIONS, label
from bot.domain.reviews.quoting import Dropped, Supported, flat, hold_against, in_words
from bot.domain.reviews.replying import LINKS, asked_next, reopened, unattributed, understood, unknown_noted
from bot.domain.reviews.told import ReviewReply, Unconfirmed
from bot.domain.reviews.volume import gives_reason, monthly, purpose_in
from bot.domain.reviews.wishes import is_pasted
from bot.domain.turn import Turn
from bot.ports import Clock, Ids
from bot.services.dispatch import Flags
from bot.services.reviews.bringing import Bringing, Brought
from bot.services.reviews.reading import Read, Reading
from bot.services.reviews.standing import Standing
from db import dossiers, reviews
from db.store import Store
from db.tx import Tx

LONGEST_REASON = 300
ELSEWHERE = "That speaks of {host}, which is reviewed elsewhere ({review}). I did not count it here: say it there."
SHORTENED = "It is long, so I read the parts that speak of the open questions. Anything else you can quote by a form."


class Hearing:
    """Hears."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        bringing: Bringing,
        reading: Reading,
        standing: Standing,
        table: SignalTable,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._bringing, self._reading, self._standing = bringing, reading, standing
        self._what = {row.id: row.what for row in table.rows}

    async def hear(self, turn: Turn, review: Review, flags: Flags) -> ReviewReply:
        """Take in what *turn* says and return the answer."""
        if other := await self._elsewhere(turn, review):
            return ReviewReply(review.id, notes=(ELSEWHERE.format(host=other.route.host, review=other.id),))
        if not turn.files and is_not_known(turn.text):
            return await self._not_known(review)
        brought = await self._bringing.bring(turn, review)
        await self._learn(turn, review)
        read = await self._read(turn, brought, flags)
        return await self._answer(turn, review, brought, read)

    async def _elsewhere(self, turn: Turn, review: Review) -> Review | None:
        """Return the other open review whose route alone a short message speaks of."""
        hosts = {host_of(address) for address in addresses(turn.text)}
        if not hosts or review.route.host in hosts or is_pasted(turn.text):
            return None
        for host in sorted(hosts):
            for other in await self._store.run(partial(reviews.of_host, team=turn.team, host=host)):
                if other.id != review.id and other.state is ReviewState.OPEN:
                    return other
        return None

    async def _not_known(self, review: Review) -> ReviewReply:
        dossier = await self._dossier(review)
        facts = next_facts(review, fold(dossier))
        note = partial(reviews.not_known, review_id=review.id, facts=review.asked | set(facts), at=self._clock())
        await self._store.run(note)
        names = unknown_noted(label(fact) for fact in facts)
        return ReviewReply(review.id, notes=(names,), questions=asked_next(await self._dossier(review)))

    async def _learn(self, turn: Turn, review: Review) -> None:
        """Take from short words what the route is for, how much, and why not by the official route."""
        if is_pasted(turn.text) or not turn.text.strip():
            return
        reason = turn.text.strip()[:LONGEST_REASON] if not review.reason and gives_reason(turn.text) else ""
        purpose = purpose_in(turn.text) if review.purpose is None else None
        volume = monthly(turn.text)
        if reason or purpose or volume:
            learn = partial(reviews.learn, review_id=review.id, purpose=purpose, reason=reason, volume=volume)
            await self._store.run(partial(learn, at=self._clock()))

    async def _read(self, turn: Turn, brought: Brought, flags: Flags) -> Read:
        """Have it read, where there is anything in it that could answer a question."""
        if not brought.pictures and not any(_is_worth_reading(text) for text in brought.texts):
            return Read()
        return await self._reading.read(turn, brought.texts, brought.pictures, flags)

    async def _answer(self, turn: Turn, review: Review, brought: Brought, read: Read) -> ReviewReply:
        shots = await self._transcribed(turn, review, brought, read)
        texts = [*brought.texts, *shots]
        supported, dropped = await asyncio.to_thread(hold_against, read.statements.findings, texts)
        if not review.reason and (reason := _said(read.statements.why_not_official, texts)):
            await self._store.run(partial(reviews.learn, review_id=review.id, reason=reason, at=self._clock()))
        answers = await self._store.run(partial(self._write, turn, review, supported))
        record = await self._standing.recheck(review.id, turn.actor)
        notes = [*brought.notes, *([reopened(record)] if record else [])]
        dossier = await self._dossier(review)
        return self._reply(turn, dossier, replace(brought, texts=texts), read, answers, dropped, notes)

    def _reply(
        self,
        turn: Turn,
        dossier: Dossier,
        brought: Brought,
        read: Read,
        answers: Sequence[Answer],
        dropped: Sequence[Dropped],
        notes: Sequence[str],
    ) -> ReviewReply:
        links = [LINKS] if _has_link(turn, dossier.review) else []
        problems = [read.problem] if read.problem else []
        shortened = [SHORTENED] if read.shortened else []
        ids = {text.id for text in brought.texts}
        documents = {text.id for text in brought.documents}
        mine = [one for one in dossier.evidence if one.id in documents and one.counts]
        shots = [one for one in dossier.evidence if one.id in ids and not one.counts]
        seen = [found for found in dossier.signals if found.evidence_id in ids]
        return ReviewReply(
            dossier.review.id,
            notes=(*notes, *links, *problems, *shortened),
            understood=understood(answers, dossier),
            dropped=in_words(dropped),
            signals=tuple(dict.fromkeys((self._what[found.seen.id], found.quote) for found in seen)),
            unattributed=unattributed(mine),
            unconfirmed=tuple(Unconfirmed(one.id, one.name, one.text) for one in shots),
            questions=asked_next(dossier),
        )

    async def _transcribed(self, turn: Turn, review: Review, brought: Brought, read: Read) -> list[Evidence]:
        """Keep what was read off pictures as a text that counts for nothing until somebody confirms it."""
        text = read.statements.transcription.strip()
        earlier = [one for one in brought.texts if one.kind is EvidenceKind.SCREENSHOT]
        if not brought.pictures or not text or earlier:
            return []
        name = f"the transcription of {', '.join(brought.names)}"
        shot = self._bringing.evidence(EvidenceKind.SCREENSHOT, name, text, turn.actor)
        return [await self._bringing.keep(review, turn.id, shot)]

    def _write(self, turn: Turn, review: Review, supported: Iterable[Supported], tx: Tx) -> list[Answer]:
        """Write the facts down; return those of this turn, also where an earlier process wrote them."""
        for found in supported:
            given = Answer(
                self._ids("f"),
                found.fact,
                found.reply,
                found.quote,
                found.evidence.id,
                turn.actor,
                self._clock(),
                "model",
            )
            dossiers.answer(tx, review_id=review.id, given=given)
        dossier = dossiers.load(tx, review_id=review.id)
        of_turn = {one.id for one in dossiers.of_turn(tx, turn_id=turn.id)}
        return [answer for answer in dossier.answers if answer.evidence_id in of_turn] if dossier else []

    async def _dossier(self, review: Review) -> Dossier:
        dossier = await self._store.run(partial(dossiers.load, review_id=review.id))
        assert dossier is not None  # noqa: S101 - a review is never taken away
        return dossier


def _is_worth_reading(text: Evidence) -> bool:
    """Whether a text could answer a question: a document always, a message where it speaks of one."""
    return text.kind is not EvidenceKind.MESSAGE or any(
        question.speaks.search(text.text) for question in QUESTIONS.values()
    )


def _said(reason: str, texts: Iterable[Evidence]) -> str:
    """Return a reason that stands in a text word for word; nothing where it does not."""
    found = flat(reason)
    return reason.strip()[:LONGEST_REASON] if found and any(found in flat(one.text) for one in texts) else ""


def _has_link(turn: Turn, review: Review) -> bool:
    return any(host_of(address) != review.route.host for address in addresses(turn.text)) and "://" in turn.text
