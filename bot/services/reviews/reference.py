"""Looking things of a review up, for forms and pages: nothing is changed here."""

from datetime import date
from functools import partial

from bot.domain.gates.days import day
from bot.domain.gates.facts import Fact
from bot.domain.reviews.asking import next_facts
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, Review
from bot.domain.reviews.folding import fold
from bot.ports import Clock
from db import dossiers, reviews
from db.store import Store
from db.tx import Tx


class Reference:
    """Looks up."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def today(self) -> date:
        """Return the day, in UTC."""
        return day(self._clock())

    async def dossier(self, review_id: str) -> Dossier | None:
        """Return a review with all that counts in it."""
        return await self._store.run(partial(dossiers.load, review_id=review_id))

    async def next_fact(self, dossier: Dossier) -> Fact | None:
        """Return the fact that is asked about next."""
        return next(iter(next_facts(dossier.review, fold(dossier))), None)

    async def answer(self, answer_id: str) -> tuple[Answer, Review] | None:
        """Return an answer that counts, and its review."""
        return await self._store.run(partial(_answer, answer_id))

    async def evidence(self, evidence_id: str) -> tuple[Evidence, Review] | None:
        """Return a text, and its review."""
        return await self._store.run(partial(_evidence, evidence_id))


def _answer(answer_id: str, tx: Tx) -> tuple[Answer, Review] | None:
    found = dossiers.answered(tx, answer_id=answer_id)
    review = reviews.get(tx, review_id=found[1]) if found else None
    return (found[0], review) if found and review else None


def _evidence(evidence_id: str, tx: Tx) -> tuple[Evidence, Review] | None:
    found = dossiers.evidence(tx, evidence_id=evidence_id)
    review = reviews.get(tx, review_id=found[1]) if found else None
    return (found[0], review) if found and review else None
