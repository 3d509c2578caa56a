"""Whether a verdict that was given still holds: a fact that changes what it decided puts it out of force at once."""

from functools import partial

from bot.domain.gates.days import day
from bot.domain.gates.record import VerdictRecord, VerdictState
from bot.domain.reviews.dossier import Dossier, ReviewState
from bot.domain.reviews.folding import undermines
from bot.ports import Clock
from db import dossiers, reviews, verdicts
from db.store import Store
from db.tx import Tx

CHANGED = "a fact changed in review {review}"
TERMS_CHANGED = "the words at {url} changed"


class Standing:
    """Looks after verdicts that were given."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def recheck(self, review_id: str, by: str) -> VerdictRecord | None:
        """Return the verdict that what is known now has put out of force; None where none was, or it holds."""
        return await self._store.run(partial(self._recheck, review_id, by))

    def _recheck(self, review_id: str, by: str, tx: Tx) -> VerdictRecord | None:
        dossier = dossiers.load(tx, review_id=review_id)
        record = self._standing(tx, dossier) if dossier else None
        if dossier is None or record is None or not undermines(dossier, record, day(self._clock())):
            return None
        self._reopen(tx, record, by, CHANGED.format(review=review_id))
        return record

    async def changed(self, team: str, url: str, sha256: str, review_id: str, by: str) -> list[VerdictRecord]:
        """Put the verdicts out of force that rest on other words from the same address; return them."""
        return await self._store.run(partial(self._changed, team, url, sha256, review_id, by))

    def _changed(self, team: str, url: str, sha256: str, review_id: str, by: str, tx: Tx) -> list[VerdictRecord]:
        found = []
        for other in dossiers.changed_elsewhere(tx, team=team, url=url, sha256=sha256, review_id=review_id):
            dossier = dossiers.load(tx, review_id=other)
            if (record := self._standing(tx, dossier) if dossier else None) is not None:
                self._reopen(tx, record, by, TERMS_CHANGED.format(url=url))
                found.append(record)
        return found

    def _standing(self, tx: Tx, dossier: Dossier) -> VerdictRecord | None:
        given = verdicts.of_review(tx, review_id=dossier.review.id)
        standing = {VerdictState.WAITING, VerdictState.IN_FORCE}
        return given[-1] if given and given[-1].state in standing else None

    def _reopen(self, tx: Tx, record: VerdictRecord, by: str, why: str) -> None:
        at = self._clock()
        verdicts.end(tx, verdict_id=record.id, state=VerdictState.REOPENED, by=by, why=why, at=at)
        reviews.stand(tx, review_id=record.review_id, state=ReviewState.OPEN, at=at)
