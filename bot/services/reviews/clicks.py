"""Buttons and submitted forms of reviews: each finds its review, does one thing, and says why where it cannot."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot.domain.message import Click
from bot.domain.reviews import forms
from bot.domain.reviews.dossier import Review
from bot.ports import Reception, Stage
from bot.services.reviews.excepting import Excepting
from bot.services.reviews.filing import GONE, Filing
from bot.services.reviews.judging import Judging
from db import reviews
from db.store import Store

OfReview = Callable[[Click, Review], Awaitable[str | None]]
OfThing = Callable[[Click], Awaitable[tuple[Review | None, str | None]]]


class Clicks:
    """Deals with them."""

    def __init__(
        self,
        store: Store,
        stage: Stage,
        reception: Reception,
        filing: Filing,
        judging: Judging,
        excepting: Excepting,
    ) -> None:
        self._store, self._stage, self._reception = store, stage, reception
        self._judging, self._excepting = judging, excepting
        self._of_review: Mapping[str, OfReview] = {
            forms.ANSWER: filing.answer,
            forms.BASICS: filing.basics,
            forms.EXCEPTION: excepting.ask,
            "review_so_far": self._so_far,
            "review_verdict": self._verdict,
            "review_letter": self._letter,
        }
        self._of_thing: Mapping[str, OfThing] = {
            forms.CORRECT: filing.correct,
            forms.WHOSE: filing.whose,
            "review_confirm": filing.confirm,
            "review_reuse": filing.reuse,
            "review_second": judging.confirm,
            "review_dismiss": judging.dismiss,
            "exception_yes": partial(self._exception, approved=True),
            "exception_no": partial(self._exception, approved=False),
        }

    def takes(self, action: str) -> bool:
        """Whether this is one of theirs."""
        return action in self._of_review or action in self._of_thing

    async def click(self, click: Click) -> str:
        """Deal with a click or a form; return in one word how."""
        if (act := self._of_review.get(click.action)) is not None:
            review = await self._store.run(partial(reviews.get, review_id=click.value))
            sentence = await act(click, review) if review and review.team == click.team else GONE
        else:
            _, sentence = await self._of_thing[click.action](click)
        if sentence:
            await self._stage.whisper(click.channel, click.user, click.root, sentence)
            return "not done"
        return click.action

    async def _so_far(self, click: Click, review: Review) -> None:
        await self._judging.so_far(review, click.key)

    async def _verdict(self, click: Click, review: Review) -> str | None:
        return await self._judging.give(click.user, review)

    async def _letter(self, click: Click, review: Review) -> str | None:
        return await self._judging.letter(review, click.key)

    async def _exception(self, click: Click, *, approved: bool) -> tuple[Review | None, str | None]:
        """Decide, and put the answer in place of the buttons: the exception's card stands below it."""
        sentence = await self._excepting.decide(click, approved=approved)
        if sentence is None:
            words = f"<@{click.user}> {'approved' if approved else 'declined'} the risk exception `{click.value}`."
            await self._reception.settle(click.channel, click.message_ts, words)
        return None, sentence
