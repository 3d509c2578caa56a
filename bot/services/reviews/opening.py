"""Opening a review: the address is checked, the route restated, and what is known already is offered."""

from dataclasses import replace
from functools import partial

from bot.domain.errors import PersonError
from bot.domain.gates.address import CREDENTIALS, check, host_of
from bot.domain.gates.days import day
from bot.domain.gates.route import Route
from bot.domain.lanes import lane_of
from bot.domain.periods import describe, one_day
from bot.domain.reviews.dossier import Review, ReviewState
from bot.domain.reviews.opening import read
from bot.domain.reviews.replying import established, restated
from bot.domain.reviews.told import ReviewReply
from bot.domain.reviews.volume import gives_reason
from bot.domain.secrets import CREDENTIALS_IN_URL
from bot.domain.turn import Turn
from bot.ports import Board, Clock, Ids
from bot.services.official import Official
from db import dossiers, reviews, routes, verdicts
from db.store import Store
from db.tx import Tx

NO_ADDRESS = "Which address? Write it like: can I use https://api.example.ai/v1 for customer product shots?"
OFFICIAL = "{host} is OpenAI's own API host, by the list of {checked_on}: no review is needed. It is the default here."
NOT_QUITE = "{host} is official on its own port alone: take the port out of the address, or the key goes elsewhere."
LONGEST_REASON = 300


class Opening:
    """Opens reviews."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        board: Board,
        official: Official,
        hosts: frozenset[str],
        hosts_checked_on: str,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._board, self._official = board, official
        self._hosts, self._hosts_checked_on = hosts, hosts_checked_on

    async def open(self, turn: Turn) -> Review:
        """Return the review that *turn* opens; raises PersonError with a sentence where it cannot."""
        if CREDENTIALS_IN_URL in turn.secrets:
            raise PersonError("address_credentials", CREDENTIALS)
        asked = read(turn.text)
        if asked is None:
            raise PersonError("no_address", NO_ADDRESS)
        base_url = check(asked.address, self._hosts)
        if host_of(base_url) in self._hosts and lane_of(base_url, self._hosts) is None:
            raise PersonError("official_elsewhere", NOT_QUITE.format(host=host_of(base_url)))
        if host_of(base_url) in self._hosts:
            sentence = OFFICIAL.format(host=host_of(base_url), checked_on=self._hosts_checked_on)
            raise PersonError("official", sentence)
        route = Route(base_url, asked.model, asked.endpoint, asked.key_group)
        at = self._clock()
        review = Review(
            id=self._ids("r"),
            team=turn.team,
            thread_id=turn.thread_id,
            channel=turn.channel,
            root=turn.root,
            route_id="",
            route=route,
            purpose=asked.purpose,
            reason=turn.text.strip()[:LONGEST_REASON] if gives_reason(turn.text) else "",
            volume=asked.volume,
            asked=frozenset(),
            state=ReviewState.OPEN,
            opened_by=turn.actor,
            opened_at_ms=at,
            changed_at_ms=at,
        )
        return await self._store.run(partial(self._open, review, turn.id))

    def _open(self, review: Review, turn_id: str, tx: Tx) -> Review:
        at = review.opened_at_ms
        route_id = routes.ensure(tx, new_id=self._ids("g"), team=review.team, route=review.route, at=at)
        reviews.open_(tx, review=replace(review, route_id=route_id), turn_id=turn_id)
        found = reviews.of_thread(tx, thread_id=review.thread_id)
        assert found is not None  # noqa: S101 - written a line above
        return found

    async def welcome(self, review: Review) -> ReviewReply:
        """Return what is said first: the route, the official one and its cost, what others found out already."""
        others = await self._store.run(partial(reviews.of_host, team=review.team, host=review.route.host))
        others = [other for other in others if other.id != review.id]
        opening = (*restated(review, self._official.line(review.volume)), *await self._known(review, others))
        return ReviewReply(review.id, opening=opening, reuse=await self._offer(others))

    async def _known(self, review: Review, others: list[Review]) -> list[str]:
        """Return what stands for this very route already: a verdict, or a review that is open."""
        route = review.route
        standing = partial(
            verdicts.standing,
            team=review.team,
            base_url=route.base_url,
            model=route.model,
            key_group=route.key_group,
            endpoint=route.endpoint,
        )
        record, today = await self._store.run(standing), day(self._clock())
        lines = []
        if record is not None:
            until = describe(one_day(record.valid_until.isoformat()))
            lines.append(f"Verdict {record.id} on it is {record.standing(today)}, until {until}: {record.headline}.")
        same = [other for other in others if other.route_id == review.route_id and other.state is ReviewState.OPEN]
        links = [(other.id, await self._board.link(other)) for other in same]
        return lines + [f"Review {name} of the same route is open: {link}".rstrip(": ") for name, link in links]

    async def _offer(self, others: list[Review]) -> tuple[str, str] | None:
        """Return the newest earlier review that established something about the provider, and what."""
        for other in others:
            dossier = await self._store.run(partial(dossiers.load, review_id=other.id))
            if dossier is not None and (words := established(dossier)):
                return other.id, words
        return None
