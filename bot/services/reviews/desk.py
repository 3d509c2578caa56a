"""Where turns that belong to a review are dealt with: those that open one, and everything said in its thread.

A turn is played again after a crash from its beginning: what it brought is not taken in twice, and what it had read is
not paid for twice.
"""

from dataclasses import replace
from functools import partial

from bot.domain.errors import PersonError
from bot.domain.gates.address import addresses, host_of
from bot.domain.intent import has_flag, is_help, is_thanks
from bot.domain.refusing.asks import Category, Topic
from bot.domain.refusing.rules import decide
from bot.domain.reviews import opening as rules
from bot.domain.reviews.dossier import Review, ReviewState
from bot.domain.reviews.told import ReviewReply
from bot.domain.reviews.wishes import Wish, is_pasted, wish
from bot.domain.telling import Kind
from bot.domain.turn import Origin, Outcome, Turn
from bot.ports import Board
from bot.services.closing import Closing
from bot.services.conclusion import Conclusion
from bot.services.dispatch import Flags
from bot.services.reviews.cards import Cards
from bot.services.reviews.hearing import Hearing
from bot.services.reviews.judging import Judging
from bot.services.reviews.opening import Opening
from bot.services.reviews.reading import Reading
from db import reviews
from db.store import Store

ELSEWHERE = "{host} is being reviewed in another thread ({review}). Say it there, and it counts: {link}"


class Desk:
    """Plays the turns of reviews."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        opening: Opening,
        hearing: Hearing,
        reading: Reading,
        judging: Judging,
        cards: Cards,
        board: Board,
        closing: Closing,
    ) -> None:
        self._store, self._opening, self._hearing, self._reading = store, opening, hearing, reading
        self._judging, self._cards, self._board, self._closing = judging, cards, board, closing

    async def play(self, turn: Turn, flags: Flags) -> bool:
        """Bring a turn of a review to its outcome; False where it is nothing of a review's."""
        review = await self._store.run(partial(reviews.of_thread, thread_id=turn.thread_id))
        if review is None and not _opens(turn):
            return await self._redirect(turn)
        if _is_else(turn) or _is_declined(turn, in_review=review is not None):
            return False
        try:
            reply = await self._reply(turn, review, flags)
        except PersonError as error:
            await self._closing.conclude(turn, Conclusion(Outcome.ANSWERED, Kind.WORDS, error.sentence), error.code)
        else:
            await self._closing.conclude(turn, Conclusion(Outcome.ANSWERED, Kind.REVIEW, review=reply))
        return True

    async def told(self, turn: Turn) -> None:
        """Bring the card of the turn's review up to date, now that its answer stands above it."""
        review = await self._store.run(partial(reviews.of_thread, thread_id=turn.thread_id))
        if review is not None:
            await self._cards.refresh(review.id)

    async def hold_open(self, turn: Turn) -> None:
        """Close at its ceiling what a reading left open."""
        await self._reading.hold_open(turn)

    async def _reply(self, turn: Turn, review: Review | None, flags: Flags) -> ReviewReply:
        if review is None:
            review = await self._opening.open(turn)
        if await self._store.run(partial(reviews.opened_by, review_id=review.id, turn_id=turn.id)):
            return await self._first(turn, review, flags)
        wanted = None if turn.files else wish(turn.text)
        if wanted is not None:
            return await self._grant(wanted, turn, review)
        return await self._hearing.hear(turn, review, flags)

    async def _first(self, turn: Turn, review: Review, flags: Flags) -> ReviewReply:
        """Welcome a review, and hear what the message that opens it brings besides."""
        welcome = await self._opening.welcome(review)
        heard = await self._hearing.hear(turn, review, flags)
        return replace(heard, opening=welcome.opening, reuse=welcome.reuse)

    async def _grant(self, wanted: Wish, turn: Turn, review: Review) -> ReviewReply:
        """Do what somebody asked for in words."""
        key, sentence = f"{wanted}:{turn.id}", None
        match wanted:
            case Wish.STATUS:
                await self._cards.again(review.id)
            case Wish.PROVISIONAL:
                await self._judging.so_far(review, key)
            case Wish.VERDICT:
                sentence = await self._judging.give(turn.actor, review)
            case Wish.LETTER:
                sentence = await self._judging.letter(review, key)
        return ReviewReply(review.id, notes=(sentence,) if sentence else ("Here it is.",))

    async def _redirect(self, turn: Turn) -> bool:
        """Tell whoever speaks of a route that is being reviewed elsewhere where that is; False where it is not so."""
        if turn.origin is not Origin.MESSAGE or turn.files or is_pasted(turn.text):
            return False
        for host in sorted({host_of(address) for address in addresses(turn.text)}):
            for other in await self._store.run(partial(reviews.of_host, team=turn.team, host=host)):
                if other.state is ReviewState.OPEN:
                    words = ELSEWHERE.format(host=host, review=other.id, link=await self._board.link(other))
                    await self._closing.conclude(turn, Conclusion(Outcome.ANSWERED, Kind.WORDS, words.rstrip(": ")))
                    return True
        return False


def _opens(turn: Turn) -> bool:
    return turn.origin is Origin.REVIEW or (turn.origin is Origin.MESSAGE and rules.asks(turn.text))


def _is_declined(turn: Turn, *, in_review: bool) -> bool:
    """Whether a turn asks for what is refused or, in a review, a general question about routes: answered elsewhere."""
    if is_pasted(turn.text):
        return False
    choice = decide(turn.text)
    return isinstance(choice, Category) or (in_review and choice in {Topic.DETECT, Topic.LEAVE, Topic.OFFICIAL})


def _is_else(turn: Turn) -> bool:
    """Whether a turn in a review's thread asks for something else: help, a nod, or certainly a picture."""
    if turn.origin not in {Origin.MESSAGE, Origin.REVIEW}:
        return True
    nods = not turn.files and (is_help(turn.text) or is_thanks(turn.text))
    return nods or (has_flag(turn.text) and not is_pasted(turn.text))
