"""Opening the forms and pages of reviews, while Slack's trigger is fresh."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import orjson
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.gates import moving
from bot.domain.reviews.dossier import Review
from bot.ports import Stage
from bot.services.reviews.filing import GONE
from bot.services.reviews.reference import Reference
from handlers.blocks import review_forms as views
from handlers.forms import open_view, value_of

Body = dict[str, Any]
Opener = Callable[[Body], Awaitable[views.View | None]]
OPENED = (
    "review_answer",
    "review_whose",
    "review_correct",
    "review_basics",
    "review_exception",
    "review_evidence",
    "review_move",
)
"""The buttons that open something."""


class ReviewForms:
    """Opens views."""

    def __init__(self, reference: Reference, stage: Stage) -> None:
        self._reference, self._stage = reference, stage
        acts = (self._answer, self._whose, self._correct, self._basics, self._exception, self._evidence, self._move)
        self.openers: dict[str, Opener] = dict(zip(OPENED, acts, strict=True))

    def today(self) -> date:
        """Return the day, in UTC."""
        return self._reference.today()

    async def open(self, action: str, body: Body, client: AsyncWebClient) -> None:
        """Open what a button stands for, or say that it is gone."""
        view = await self.openers[action](body)
        if view is not None:
            await open_view(client, body, view)
            return
        where = body.get("container") or {}
        channel, root = str(where.get("channel_id")), where.get("thread_ts")
        await self._stage.whisper(channel, str((body.get("user") or {}).get("id")), root, GONE)

    async def _answer(self, body: Body) -> views.View | None:
        dossier = await self._reference.dossier(value_of(body))
        if dossier is None:
            return None
        fact = await self._reference.next_fact(dossier)
        review = dossier.review
        return views.answer_view(review, fact, self._reference.today(), _metadata(review, review.id))

    async def _whose(self, body: Body) -> views.View | None:
        found = await self._reference.evidence(value_of(body))
        return views.whose_view(found[0], self._reference.today(), _metadata(found[1], found[0].id)) if found else None

    async def _correct(self, body: Body) -> views.View | None:
        found = await self._reference.answer(value_of(body))
        return views.correct_view(found[0], _metadata(found[1], found[0].id)) if found else None

    async def _basics(self, body: Body) -> views.View | None:
        dossier = await self._reference.dossier(value_of(body))
        return views.basics_view(dossier.review, _metadata(dossier.review, dossier.review.id)) if dossier else None

    async def _exception(self, body: Body) -> views.View | None:
        dossier = await self._reference.dossier(value_of(body))
        user = str((body.get("user") or {}).get("id"))
        if dossier is None:
            return None
        return views.exception_view(user, self._reference.today(), _metadata(dossier.review, dossier.review.id))

    async def _evidence(self, body: Body) -> views.View | None:
        dossier = await self._reference.dossier(value_of(body))
        return views.evidence_view(dossier) if dossier else None

    async def _move(self, _body: Body) -> views.View | None:
        return views.page_view("Plan the move", moving.lines())


def _metadata(review: Review, thing: str) -> str:
    return orjson.dumps({"channel": review.channel, "root": review.root, "thing": thing}).decode()
