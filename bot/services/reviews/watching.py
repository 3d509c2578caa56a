"""Watching verdicts: whoever gave one is reminded before it ends, and told when it has; exceptions end with their day.

That nothing is allowed after the last day needs no watching: the date decides it, whenever a lane asks.
"""

from datetime import date, timedelta
from functools import partial

from bot.domain.gates.days import day
from bot.domain.gates.record import VerdictRecord
from bot.domain.periods import describe, one_day
from bot.domain.reviews.said import ExceptionSaid, Note
from bot.ports import Clock, Stage
from bot.services.reviews.cards import Cards
from bot.services.reviews.saying import Saying
from db import exceptions, reviews, verdicts
from db.store import Store

DAYS_BEFORE = (14, 3)


class Watching:
    """Watches."""

    def __init__(self, *, store: Store, clock: Clock, stage: Stage, saying: Saying, cards: Cards, team: str) -> None:
        self._store, self._clock, self._stage, self._saying = store, clock, stage, saying
        self._cards, self._team = cards, team

    async def do(self) -> None:
        """Do what is due now."""
        today = day(self._clock())
        until = (today + timedelta(days=max(DAYS_BEFORE))).isoformat()
        for record in await self._store.run(partial(verdicts.ending, team=self._team, until=until)):
            await self._remind(record, today)
        for lapsed in await self._store.run(partial(exceptions.lapse, today=today.isoformat(), at=self._clock())):
            review = await self._store.run(partial(reviews.get, review_id=lapsed.review_id))
            if review is not None:
                await self._saying.say(review, ExceptionSaid(f"{lapsed.id}:lapsed", lapsed, review.route.host))

    async def _remind(self, record: VerdictRecord, today: date) -> None:
        """Tell of one verdict, once for each threshold that has been reached."""
        left = (record.valid_until - today).days
        mark = "expired" if left < 0 else next(f"d{days}" for days in reversed(DAYS_BEFORE) if left <= days)
        if not await self._store.run(partial(verdicts.tell, verdict_id=record.id, what=mark)):
            return
        sentence = _sentence(record, left)
        review = await self._store.run(partial(reviews.get, review_id=record.review_id))
        if review is not None:
            await self._saying.say(review, Note(f"{record.id}:{mark}", sentence))
            await self._cards.refresh(review.id)
        for person in dict.fromkeys(filter(None, (record.decided_by, record.confirmed_by))):
            await self._stage.tell(person, sentence)


def _sentence(record: VerdictRecord, left: int) -> str:
    until = describe(one_day(record.valid_until.isoformat()))
    what = f"Verdict {record.id} on {record.route.host}"
    if left < 0:
        return (
            f"{what} ended on {until}: it allows nothing any more. Answer what is old anew, and give the verdict again."
        )
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
    return f"{what} ends {when}, on {until}. Bring newer evidence, and give the verdict again."
