"""Risk exceptions: asked for by a reviewer, approved or declined by a second person, beside the verdict and never in it."""

from dataclasses import replace
from functools import partial

from bot.domain.errors import PersonError
from bot.domain.gates import exception as rules
from bot.domain.gates.days import day
from bot.domain.gates.exception import ExceptionState, RiskException
from bot.domain.message import Click
from bot.domain.reviews.dossier import Review
from bot.domain.reviews.folding import judge
from bot.domain.reviews.forms import Entered
from bot.domain.reviews.said import ExceptionSaid
from bot.ports import Clock, Ids
from bot.services.reviews.judging import REVIEWERS_ONLY, Judging
from bot.services.reviews.saying import Saying
from db import dossiers, exceptions, reviews
from db.store import Store
from db.tx import Tx

ONE_STANDS = "A risk exception for this route waits or stands already."
DECIDED = "That was decided already, or its last day is over."
NOT_HERE = "There is no risk exception {id} in force here."


class Excepting:
    """Deals with exceptions."""

    def __init__(self, store: Store, clock: Clock, ids: Ids, saying: Saying, judging: Judging) -> None:
        self._store, self._clock, self._ids, self._saying, self._judging = store, clock, ids, saying, judging

    async def ask(self, click: Click, review: Review) -> str | None:
        """Write a request down and put it into the thread; return a sentence where there can be none."""
        if not await self._judging.may(click.user):
            return REVIEWERS_ONLY
        entered, today = Entered.read(click.text), day(self._clock())
        try:
            until = rules.check_day(entered.day("until"), today)
            await self._check_class(review)
        except PersonError as error:
            return error.sentence
        asked = RiskException(
            id=self._ids("x"),
            review_id=review.id,
            team=review.team,
            route=review.route,
            owner=entered["owner"] or click.user,
            scope=entered["scope"].strip(),
            reason=entered["reason"].strip(),
            until=until,
            asked_by=click.user,
            asked_at_ms=self._clock(),
            state=ExceptionState.WAITING,
        )
        if not await self._store.run(partial(exceptions.ask, exception=asked, route_id=review.route_id)):
            return ONE_STANDS
        await self._saying.say(review, ExceptionSaid(asked.id, asked, review.route.host))
        return None

    async def decide(self, click: Click, *, approved: bool) -> str | None:
        """Let a second person approve, or anybody who may decline; return a sentence where they cannot."""
        if not await self._judging.may(click.user):
            return REVIEWERS_ONLY
        found = await self._store.run(partial(self._with_review, click.value))
        if found is None or found[0].team != click.team:
            return DECIDED
        asked, review = found
        today = day(self._clock())
        try:
            if approved:
                rules.check_second(asked.asked_by, asked.owner, click.user)
                await self._check_class(review)
        except PersonError as error:
            return error.sentence
        if asked.until < today:
            return DECIDED
        at = self._clock()
        decide = partial(exceptions.decide, exception_id=asked.id, approved=approved, by=click.user, at=at)
        decided = await self._store.run(decide)
        if decided is None:
            return DECIDED
        await self._saying.say(review, ExceptionSaid(f"{asked.id}:{decided.state}", decided, review.route.host))
        return None

    async def revoke(self, user: str, team: str, exception_id: str) -> str:
        """End one that stands; return what to tell whoever did."""
        if not await self._judging.may(user):
            return REVIEWERS_ONLY
        found = await self._store.run(partial(self._with_review, exception_id))
        revoke = partial(exceptions.revoke, exception_id=exception_id, by=user, at=self._clock())
        if found is None or found[0].team != team or not await self._store.run(revoke):
            return NOT_HERE.format(id=exception_id)
        ended, review = replace(found[0], state=ExceptionState.REVOKED), found[1]
        await self._saying.say(review, ExceptionSaid(f"{exception_id}:revoked", ended, review.route.host))
        return f"Risk exception {exception_id} is revoked. What it opened stops now."

    async def _check_class(self, review: Review) -> None:
        """Raise PersonError where the route, as it stands now, can have no exception."""
        dossier = await self._store.run(partial(dossiers.load, review_id=review.id))
        if dossier is not None:
            rules.check_class(judge(dossier, day(self._clock())).route_class)

    def _with_review(self, exception_id: str, tx: Tx) -> tuple[RiskException, Review] | None:
        found = exceptions.get(tx, exception_id=exception_id)
        review = reviews.get(tx, review_id=found.review_id) if found else None
        return (found, review) if found and review else None
