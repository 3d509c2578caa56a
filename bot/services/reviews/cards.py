"""The status card of a review: one message, brought up to date whenever something changed."""

from functools import partial

from bot.domain.gates.days import day
from bot.domain.reviews.status import status
from bot.ports import Board, Clock
from db import dossiers, reviews
from db.store import Store


class Cards:
    """Keeps cards."""

    def __init__(self, store: Store, clock: Clock, board: Board) -> None:
        self._store, self._clock, self._board = store, clock, board

    async def refresh(self, review_id: str) -> None:
        """Show how a review stands now, in its card; where it has none yet, in a new one."""
        dossier = await self._store.run(partial(dossiers.load, review_id=review_id))
        if dossier is None:
            return
        ts = await self._board.card(dossier.review, status(dossier, day(self._clock())))
        if ts is not None and ts != dossier.review.card_ts:
            await self._store.run(partial(reviews.show_card, review_id=review_id, ts=ts))

    async def again(self, review_id: str) -> None:
        """Show the card anew at the end of the thread; the old one goes."""
        dossier = await self._store.run(partial(dossiers.load, review_id=review_id))
        if dossier is not None:
            await self._board.take_down(dossier.review)
            await self._store.run(partial(reviews.show_card, review_id=review_id, ts=None))
            await self.refresh(review_id)
