"""`/gateway`: what is under review, which verdicts stand, and what to do with them. Answers are for whoever asks."""

import json
from datetime import timedelta
from functools import partial

from bot.domain.answers import Answer, GatewayAnswer, ListedReview, Sentence, VerdictAnswer
from bot.domain.errors import PersonError
from bot.domain.gates.days import day
from bot.domain.gates.differences import differences
from bot.domain.gates.record import VerdictRecord
from bot.domain.home import GatePage
from bot.domain.message import CommandCall
from bot.domain.reviews import export
from bot.domain.reviews.dossier import Review, ReviewState
from bot.domain.reviews.gateway_request import GatewayRequest, Verb, parse
from bot.ports import Board, Clock, PrivateFile, Reception
from bot.services.contract import OfficialContract
from bot.services.reviews.excepting import Excepting
from bot.services.reviews.judging import Judging
from db import dossiers, exceptions, reviews, verdicts
from db.store import Store

MOST, ON_HOME, SOON_DAYS = 15, 5, 30
NOTHING_FOUND = "There is no review, verdict or host “{about}” here. /gateway list shows what there is."
SENT = "The review and its verdicts are in your direct messages, as Markdown and as JSON."
NO_THREAD = "Ask for a review in a channel, or in a direct message with me: it needs a thread."


class Gateway:
    """Answers it."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        reception: Reception,
        board: Board,
        judging: Judging,
        excepting: Excepting,
        contract: OfficialContract,
    ) -> None:
        self._store, self._clock, self._reception, self._board = store, clock, reception, board
        self._judging, self._excepting, self._contract = judging, excepting, contract

    async def answer(self, call: CommandCall) -> Answer:
        """Return what is answered."""
        try:
            return await self._answer(call, parse(call.text))
        except PersonError as error:
            return Sentence(error.sentence)

    async def _answer(self, call: CommandCall, asked: GatewayRequest) -> Answer:
        match asked.verb:
            case Verb.LIST:
                return await self.listed(call.team)
            case Verb.SHOW:
                return await self._show(call, asked.about)
            case Verb.REVOKE:
                return Sentence(await self._revoke(call, asked))
            case Verb.EXPORT:
                return await self._export(call, asked.about)
            case Verb.CONTRACT:
                return self._contract.answer()
            case Verb.REVIEW:
                return Sentence(NO_THREAD)

    async def listed(self, team: str) -> GatewayAnswer:
        """Return what is open, and the newest verdict of each route."""
        today = day(self._clock())
        given = await self._store.run(partial(verdicts.of_team, team=team))
        found = await self._under_review(team, MOST)
        return GatewayAnswer(found, tuple((one, one.standing(today)) for one in given[:MOST]))

    async def page(self, team: str) -> GatePage:
        """Return a reviewer's part of the Home tab."""
        today = day(self._clock())
        until = (today + timedelta(SOON_DAYS)).isoformat()
        soon = await self._store.run(partial(verdicts.ending, team=team, until=until))
        standing = [(one, one.standing(today)) for one in soon if not one.expired(today)]
        changed = await self.changes(team)
        return GatePage(await self._under_review(team, ON_HOME), tuple(standing[:ON_HOME]), changed[:ON_HOME])

    async def _under_review(self, team: str, count: int) -> tuple[ListedReview, ...]:
        """Return the open reviews that changed last, each with the address of its thread."""
        found = await self._store.run(partial(reviews.of_team, team=team, state=ReviewState.OPEN, count=count))
        return tuple([ListedReview(one, await self._board.link(one)) for one in found])

    async def _show(self, call: CommandCall, about: str) -> Answer:
        review, record = await self._find(call.team, about)
        if record is None:
            link = await self._board.link(review)
            return Sentence(f"Review {review.id} of {review.route.host} has no verdict yet. {link}".strip())
        return VerdictAnswer(await self._judging.card(review, record))

    async def _revoke(self, call: CommandCall, asked: GatewayRequest) -> str:
        if asked.about.startswith("x"):
            return await self._excepting.revoke(call.user, call.team, asked.about)
        _, record = await self._find(call.team, asked.about)
        return await self._judging.revoke(call.user, call.team, record.id if record else asked.about, asked.rest)

    async def _export(self, call: CommandCall, about: str) -> Answer:
        review, _ = await self._find(call.team, about)
        dossier = await self._store.run(partial(dossiers.load, review_id=review.id))
        given = await self._store.run(partial(verdicts.of_review, review_id=review.id))
        excepted = await self._store.run(partial(exceptions.of_review, review_id=review.id))
        today = day(self._clock())
        assert dossier is not None  # noqa: S101 - a review is never taken away
        as_json = json.dumps(export.as_json(dossier, given, excepted, today), indent=2, ensure_ascii=False)
        as_markdown = export.as_markdown(dossier, given, excepted, today)
        for kind, text in (("md", as_markdown), ("json", as_json)):
            file = PrivateFile(
                f"review-{review.id}.{kind}", f"Review {review.id} of {review.route.host}", text.encode()
            )
            await self._reception.send(call.user, file)
        return Sentence(SENT)

    async def _find(self, team: str, about: str) -> tuple[Review, VerdictRecord | None]:
        """Return the review that an id or a host names, and its newest verdict; raises PersonError."""
        record = await self._store.run(partial(verdicts.get, verdict_id=about))
        name = record.review_id if record else about
        review = await self._store.run(partial(reviews.get, review_id=name))
        if review is None and (
            of_host := await self._store.run(partial(reviews.of_host, team=team, host=about.lower()))
        ):
            review = of_host[0]
        if review is None or review.team != team:
            raise PersonError("not_found", NOTHING_FOUND.format(about=about))
        given = await self._store.run(partial(verdicts.of_review, review_id=review.id))
        return review, record or (given[-1] if given else None)

    async def changes(self, team: str) -> tuple[tuple[VerdictRecord, tuple[str, ...]], ...]:
        """Return the newest verdicts that changed something, with what they changed."""
        found = []
        for record in (await self._store.run(partial(verdicts.of_team, team=team)))[:MOST]:
            review = await self._store.run(partial(reviews.get, review_id=record.review_id))
            if review is not None:
                last = partial(verdicts.last_of_route, route_id=review.route_id, before=record.id)
                before = await self._store.run(last)
                if before is not None and (changed := differences(before, record)):
                    found.append((record, changed))
        return tuple(found)
