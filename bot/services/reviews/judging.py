"""Giving verdicts: so far, in force, confirmed by a second reviewer, revoked. Only reviewers decide; anybody may look.

A verdict is decided from the dossier inside the transaction that writes it: what nobody has seen yet cannot slip past.
"""

from datetime import date
from functools import partial

from bot.domain import people
from bot.domain.gates.card import why
from bot.domain.gates.days import day
from bot.domain.gates.differences import differences
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import VerdictRecord, VerdictState
from bot.domain.gates.signals import SignalTable
from bot.domain.gates.verdict import Verdict
from bot.domain.message import Click
from bot.domain.policy import Policy
from bot.domain.reviews import verdict_card
from bot.domain.reviews.dossier import Dossier, Review, ReviewState
from bot.domain.reviews.folding import graded, judge, repeats
from bot.domain.reviews.said import LetterSaid, Note, VerdictSaid
from bot.domain.reviews.vendor_letter import draft
from bot.domain.reviews.verdict_card import VerdictCard
from bot.ports import Clock, Directory, Ids
from bot.services.official import Official
from bot.services.reviews.cards import Cards
from bot.services.reviews.saying import Saying
from db import dossiers, reviews, verdicts
from db.store import Store
from db.tx import Tx

REVIEWERS_ONLY = "Only a reviewer can decide that. Whoever runs me lists them in the policy under people.reviewers."
NOT_THE_SAME = "A second reviewer has to confirm it: somebody other than whoever gave it."
NOT_WAITING = "That verdict does not wait for anybody any more."
NO_LETTER = "Nothing is missing that the provider could say."
GONE = "That is not there any more: somebody was quicker, or it was withdrawn."
NO_PURPOSE = "Say first what the route is for: press The basics, or write it here."
NO_VERDICT = "There is no verdict {id} in force here."


class Judging:
    """Judges."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        directory: Directory,
        saying: Saying,
        cards: Cards,
        official: Official,
        table: SignalTable,
        policy: Policy,
    ) -> None:
        self._store, self._clock, self._ids, self._directory = store, clock, ids, directory
        self._saying, self._cards, self._official, self._policy = saying, cards, official, policy
        self._asks = {row.id: row.ask for row in table.rows}

    async def so_far(self, review: Review, key: str) -> None:
        """Show what the verdict would be now; it is in force for nothing."""
        dossier = await self._dossier(review)
        questions = self._questions(judge(dossier, self._today()))
        card = verdict_card.provisional(dossier, self._official.line(review.volume), questions, self._today())
        await self._saying.say(review, VerdictSaid(key, card))

    async def give(self, user: str, review: Review) -> str | None:
        """Put the verdict in force; return a sentence where *user* cannot."""
        if not await self.may(user):
            return REVIEWERS_ONLY
        if review.purpose is None:
            return NO_PURPOSE
        record = await self._store.run(partial(self._give, user, review.id))
        await self._show(review, record)
        return None

    def _give(self, by: str, review_id: str, tx: Tx) -> VerdictRecord:
        """Decide and write down; where the last verdict says just that and stands, it is that one."""
        dossier = dossiers.load(tx, review_id=review_id)
        assert dossier is not None  # noqa: S101 - a review is never taken away
        today = self._today()
        given = verdicts.of_review(tx, review_id=review_id)
        verdict = judge(dossier, today)
        if given and repeats(given[-1], dossier, verdict, by):
            return given[-1]
        record = self._record(dossier, verdict, by)
        verdicts.give(tx, record=record, route_id=dossier.review.route_id)
        reviews.stand(tx, review_id=review_id, state=ReviewState.DECIDED, at=self._clock())
        return record

    def _record(self, dossier: Dossier, verdict: Verdict, by: str) -> VerdictRecord:
        waits = self._policy.four_eyes and verdict.allows(Permission.PRODUCTION)
        return VerdictRecord(
            id=self._ids("j"),
            review_id=dossier.review.id,
            team=dossier.review.team,
            route=dossier.review.route,
            purpose=dossier.review.purpose,
            route_class=verdict.route_class,
            headline=verdict.headline,
            why=why(verdict),
            gates={gate: one.grade for gate, one in verdict.gates.items()},
            permissions={permission: one.allowed for permission, one in verdict.permissions.items()},
            facts=graded(dossier, verdict),
            signals=tuple(dict.fromkeys(seen.id for seen in dossier.seen)),
            stop_rule=verdict.stop_rule,
            valid_until=verdict.valid_until,
            decided_by=by,
            decided_at_ms=self._clock(),
            state=VerdictState.WAITING if waits else VerdictState.IN_FORCE,
        )

    async def confirm(self, click: Click) -> tuple[Review | None, str | None]:
        """Let a second reviewer confirm a verdict that waits."""
        if not await self.may(click.user):
            return None, REVIEWERS_ONLY
        record = await self._store.run(partial(verdicts.get, verdict_id=click.value))
        if record is not None and record.decided_by == click.user:
            return None, NOT_THE_SAME
        at = self._clock()
        confirm = partial(verdicts.confirm, verdict_id=click.value, by=click.user, at=at)
        ours = record is not None and record.team == click.team and not record.expired(self._today())
        if record is None or not ours or not await self._store.run(confirm):
            return None, NOT_WAITING
        review = await self._store.run(partial(reviews.get, review_id=record.review_id))
        if review is not None:
            await self._saying.say(
                review, Note(click.key, f"verdict {record.id} is confirmed and in force.", click.user)
            )
            await self._cards.refresh(review.id)
        return review, None

    async def revoke(self, user: str, team: str, verdict_id: str, reason: str) -> str:
        """Put a verdict out of force at once; return what to tell whoever did."""
        if not await self.may(user):
            return REVIEWERS_ONLY
        record = await self._store.run(partial(verdicts.get, verdict_id=verdict_id))
        at = self._clock()
        end = partial(verdicts.end, verdict_id=verdict_id, state=VerdictState.REVOKED, by=user, why=reason, at=at)
        if record is None or record.team != team or not await self._store.run(end):
            return NO_VERDICT.format(id=verdict_id)
        review = await self._store.run(partial(reviews.get, review_id=record.review_id))
        words = f"verdict {record.id} is revoked{f': {reason}' if reason else ''}. What it allowed stops now."
        if review is not None:
            stand = partial(reviews.stand, review_id=review.id, state=ReviewState.OPEN, at=at)
            await self._store.run(stand)
            await self._saying.say(review, Note(f"revoked:{record.id}", words, user))
            await self._cards.refresh(review.id)
        return f"Verdict {record.id} on {record.route.host} is revoked. What it allowed stops now."

    async def dismiss(self, click: Click) -> tuple[Review | None, str | None]:
        """Take a signal out of account in a review, by name: a text may speak of a thing and mean another."""
        if not await self.may(click.user):
            return None, REVIEWERS_ONLY
        review_id, _, signal = click.value.partition(":")
        review = await self._store.run(partial(reviews.get, review_id=review_id))
        dismiss = partial(dossiers.dismiss, review_id=review_id, signal=signal, by=click.user)
        if review is None or review.team != click.team or not await self._store.run(dismiss):
            return None, GONE
        words = f"signal {signal} is left out of account here: the text means something else."
        await self._saying.say(review, Note(click.key, words, click.user))
        await self._cards.refresh(review.id)
        return review, None

    async def letter(self, review: Review, key: str) -> str | None:
        """Put the letter to the provider into the thread; return a sentence where there is nothing to ask."""
        found = draft(await self._dossier(review), self._today())
        if found is None:
            return NO_LETTER
        await self._saying.say(review, LetterSaid(key, found))
        return None

    async def card(self, review: Review, record: VerdictRecord) -> VerdictCard:
        """Return the card of a verdict, with what changed from the one before."""
        dossier = await self._dossier(review)
        before = await self._store.run(partial(verdicts.last_of_route, route_id=review.route_id, before=record.id))
        verdict = judge(dossier, day(record.decided_at_ms))
        return verdict_card.given(
            dossier,
            verdict,
            record,
            self._official.line(review.volume),
            self._questions(verdict),
            differences(before, record) if before else (),
            self._today(),
        )

    async def may(self, user: str) -> bool:
        """Whether somebody is a reviewer."""
        return people.is_reviewer(await self._directory.person(user), self._policy)

    async def _show(self, review: Review, record: VerdictRecord) -> None:
        await self._saying.say(review, VerdictSaid(record.id, await self.card(review, record)))
        await self._cards.refresh(review.id)

    def _questions(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ask for one in verdict.ask if (ask := self._asks.get(one))))

    def _today(self) -> date:
        return day(self._clock())

    async def _dossier(self, review: Review) -> Dossier:
        dossier = await self._store.run(partial(dossiers.load, review_id=review.id))
        assert dossier is not None  # noqa: S101 - a review is never taken away
        return dossier
