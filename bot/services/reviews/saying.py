"""Saying something in a review once, however often a delivery is dealt with."""

from functools import partial

from bot.domain.reviews.dossier import Review
from bot.domain.reviews.said import Said
from bot.ports import Board, Clock
from db import findings
from db.store import Store


class Saying:
    """Says things."""

    def __init__(self, store: Store, clock: Clock, board: Board) -> None:
        self._store, self._clock, self._board = store, clock, board

    async def say(self, review: Review, told: Said) -> None:
        """Say *told*, unless it stands in the thread already."""
        begun = partial(findings.first, name=f"said:{told.key}", value=review.id, at=self._clock())
        if await self._store.run(begun) or not await self._board.said(review, told.key):
            await self._board.say(review, told)
