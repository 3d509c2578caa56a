"""Whether a verdict that was given still holds: a fact that changes what it decided puts it out of force at once."""

from functools import partial

from bot.domain.gates.days import day
from bot.domain.gates.record import VerdictRecord, VerdictState
from bot.domain.reviews.dossier import Dossier, Evidence, Review, ReviewState
from bot.domain.reviews.folding import undermines
from bot.domain.reviews.revising import in_order, revises
from bot.ports import Clock
from db import dossiers, reviews, verdicts
from db.store import Store
from db.tx import Tx

CHANGED = "a fact changed in review {review}"


class Standing:
    """Looks after verdicts that were given."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def recheck(self, review_id: str, by: str, why: str = "") -> VerdictRecord | None:
        """Return the verdict that what is known now has put out of force; None where none was, or it holds."""
        return await self._store.run(partial(self._recheck, review_id, by, why or CHANGED.format(review=review_id)))

    def _recheck(self, review_id: str, by: str, why: str, tx: Tx) -> VerdictRecord | None:
        dossier = dossiers.load(tx, review_id=review_id)
        record = self._standing(tx, dossier) if dossier else None
        if dossier is None or record is None or not undermines(dossier, record, day(self._clock())):
            return None
        self._reopen(tx, record, by, why)
        return record

    async def overtaken(self, evidence: Evidence, review: Review) -> list[str]:
        """Let the newer of two versions of the same words overtake the older; return the reviews it touches."""
        return await self._store.run(partial(_overtaken, evidence, review))

    def _standing(self, tx: Tx, dossier: Dossier) -> VerdictRecord | None:
        given = verdicts.of_review(tx, review_id=dossier.review.id)
        standing = {VerdictState.WAITING, VerdictState.IN_FORCE}
        return given[-1] if given and given[-1].state in standing else None

    def _reopen(self, tx: Tx, record: VerdictRecord, by: str, why: str) -> None:
        at = self._clock()
        verdicts.end(tx, verdict_id=record.id, state=VerdictState.REOPENED, by=by, why=why, at=at)
        reviews.stand(tx, review_id=record.review_id, state=ReviewState.OPEN, at=at)


def _overtaken(evidence: Evidence, review: Review, tx: Tx) -> list[str]:
    touched: dict[str, None] = {}
    others = dossiers.at_address(tx, team=review.team, url=evidence.url, besides=evidence) if evidence.url else []
    for other, other_review in others:
        newer, older = in_order(evidence, other)
        if revises(newer, older, dossiers.quotes(tx, evidence_id=older.id)):
            dossiers.overtake(tx, evidence_id=older.id, by=newer.id)
            touched[other_review if older is other else review.id] = None
    return list(touched)
