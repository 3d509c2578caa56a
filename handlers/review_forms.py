"""Opening the forms and pages of reviews, while Slack's trigger is fresh."""

from collections.abc import Awaitable, Callable, Mapping
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


class ReviewForms:
    """Opens views."""

    def __init__(self, reference: Reference, stage: Stage) -> None:
        self._reference, self._stage = reference, stage

    def today(self) -> date:
        """Return the day, in UTC."""
        return self._reference.today()

    async def open(self, action: str, body: Body, client: AsyncWebClient) -> None:
        """Open what a button stands for, or say that it is gone."""
        view = await OPENERS[action](self, body)
        if view is not None:
            await open_view(client, body, view)
            return
        where = body.get("container") or {}
        channel, root = str(where.get("channel_id")), where.get("thread_ts")
        await self._stage.whisper(channel, str((body.get("user") or {}).get("id")), root, GONE)

    async def answer(self, body: Body) -> views.View | None:
        """The form that answers a question."""
        dossier = await self._reference.dossier(value_of(body))
        if dossier is None:
            return None
        fact = await self._reference.next_fact(dossier)
        review = dossier.review
        return views.answer_view(review, fact, self._reference.today(), _metadata(review, review.id))

    async def whose(self, body: Body) -> views.View | None:
        """The form that asks whose words a text is."""
        found = await self._reference.evidence(value_of(body))
        return views.whose_view(found[0], self._reference.today(), _metadata(found[1], found[0].id)) if found else None

    async def correct(self, body: Body) -> views.View | None:
        """The form that corrects an answer."""
        found = await self._reference.answer(value_of(body))
        return views.correct_view(found[0], _metadata(found[1], found[0].id)) if found else None

    async def basics(self, body: Body) -> views.View | None:
        """The form about what the route is for."""
        dossier = await self._reference.dossier(value_of(body))
        return views.basics_view(dossier.review, _metadata(dossier.review, dossier.review.id)) if dossier else None

    async def exception(self, body: Body) -> views.View | None:
        """The form that asks for a risk exception."""
        dossier = await self._reference.dossier(value_of(body))
        user = str((body.get("user") or {}).get("id"))
        if dossier is None:
            return None
        return views.exception_view(user, self._reference.today(), _metadata(dossier.review, dossier.review.id))

    async def evidence(self, body: Body) -> views.View | None:
        """The page that shows every fact with its words."""
        dossier = await self._reference.dossier(value_of(body))
        return views.evidence_view(dossier) if dossier else None

    async def move(self, _body: Body) -> views.View | None:
        """The page that shows the way to the official route."""
        return views.page_view("Plan the move", moving.lines())


def _metadata(review: Review, thing: str) -> str:
    return orjson.dumps({"channel": review.channel, "root": review.root, "thing": thing}).decode()


OPENERS: Mapping[str, Callable[[ReviewForms, Body], Awaitable[views.View | None]]] = {
    "review_answer": ReviewForms.answer,
    "review_whose": ReviewForms.whose,
    "review_correct": ReviewForms.correct,
    "review_basics": ReviewForms.basics,
    "review_exception": ReviewForms.exception,
    "review_evidence": ReviewForms.evidence,
    "review_move": ReviewForms.move,
}
