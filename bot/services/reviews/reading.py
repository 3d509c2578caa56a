"""Letting the mainline read what somebody brought: one call for a message, reserved before it and settled after it.

    reserve → open → follow → settle → findings
A turn that was interrupted is not read twice: its attempt is found again by response id, or held at the ceiling. Where
no call can be made or none succeeded, the review goes on without: by buttons and forms.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.domain.context import Source
from bot.domain.errors import Billed, Blame, BrokenStream, PersonError, ProviderError
from bot.domain.lanes import Lane
from bot.domain.plan import Models
from bot.domain.policy import Policy
from bot.domain.prices import MissingPriceError, PriceList
from bot.domain.reviews import reading_request
from bot.domain.reviews.dossier import Evidence
from bot.domain.reviews.excerpt import share
from bot.domain.reviews.reading_request import Given
from bot.domain.turn import Turn
from bot.domain.upstream import Ended
from bot.domain.upstream_request import Modes, Tags
from bot.ports import Clock, Ids, Stage
from bot.providers.openai.statements import Statements, parse
from bot.services.dispatch import Flags
from bot.services.follow import Follow
from bot.services.followed import Followed
from bot.services.previews import Previews
from bot.services.purse import Purse
from bot.services.reviews.reading_books import NO_MODEL, Call, ReadingBooks
from db import attempts, findings
from db.attempts import NewAttempt
from db.store import Store
from db.tx import Row
from prompts.library import load

PROMPT = "review"
UNREADABLE = "What came back was not in the agreed form, so I read nothing from it."
STOPPED = "Stopped: I read nothing from it."
INTERRUPTED = "The reading was interrupted and could not be found again."
BY_FORM = "Answer by the buttons; nothing you gave me is lost."
NEVER_SENT = Blame("never_sent", "The process ended before anything was sent.", Billed.NO)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading came to. `problem` says why nothing was read; then people answer by forms."""

    statements: Statements = Statements()  # noqa: RUF009 - a frozen value
    problem: str = ""
    shortened: bool = False


class Reading:
    """Reads."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        prices: PriceList,
        lane: Lane,
        purse: Purse,
        follow: Follow,
        stage: Stage,
        policy: Policy,
    ) -> None:
        self._store, self._clock, self._ids, self._prices = store, clock, ids, prices
        self._lane, self._follow, self._stage, self._policy = lane, follow, stage, policy
        self._books = ReadingBooks(clock, ids, prices, lane, purse)

    async def read(self, turn: Turn, texts: Sequence[Evidence], pictures: Sequence[Source], flags: Flags) -> Read:
        """Return what the mainline found in *texts* and *pictures*; never raises for the provider's sake."""
        cut, shortened = await asyncio.to_thread(share, [one.text for one in texts])
        given = Given(
            tuple((one.number, one.name, text) for one, text in zip(texts, cut, strict=True)), tuple(pictures)
        )
        try:
            followed = await self._earlier(turn, flags) or await self._new(turn, given, flags)
        except (PersonError, MissingPriceError) as error:
            return Read(problem=f"{_sentence(error)} {BY_FORM}")
        return replace(_read(followed), shortened=shortened)

    async def hold_open(self, turn: Turn) -> None:
        """Close what is still open of a turn at its ceiling: something of ours broke, and nobody will follow it."""
        for row, call in await self._store.run(partial(self._books.unfinished, turn=turn, models=self._models())):
            followed = _unsent() if row["state"] == "reserved" else _lost(row)
            await self._store.run(partial(self._books.settle, call=call, followed=followed))

    async def _earlier(self, turn: Turn, flags: Flags) -> Followed | None:
        """Return what an earlier process's call of this turn came to; None where none was made."""
        for row, call in await self._store.run(partial(self._books.unfinished, turn=turn, models=self._models())):
            followed = _unsent() if row["state"] == "reserved" else _lost(row)
            if followed.response_id is not None:
                await self._follow.resume(call.attempt_id, followed, self._no_previews(turn), flags.stop)
            await self._store.run(partial(self._books.settle, call=call, followed=followed))
        settled = await self._store.run(partial(attempts.settled, turn_id=turn.id))
        return _from_books(settled[-1]) if settled else None

    async def _new(self, turn: Turn, given: Given, flags: Flags) -> Followed:
        call, request = await self._reserve(turn, given)
        await self._store.run(partial(attempts.opened, attempt_id=call.attempt_id, at=self._clock()))
        followed = await self._follow.draw(call.attempt_id, request, self._no_previews(turn), flags.stop)
        await self._store.run(partial(self._books.settle, call=call, followed=followed))
        if followed.error is not None and followed.error.code == "background_rejected":
            remember = partial(findings.remember, name=findings.BACKGROUND, value="rejected", at=self._clock())
            await self._store.run(remember)
            return await self._new(turn, given, flags)
        return followed

    async def _reserve(self, turn: Turn, given: Given) -> tuple[Call, dict[str, Any]]:
        """Reserve the ceiling; nothing is sent before this is on disk. Raises BudgetExceeded; then nothing was reserved."""
        at, prompt, models = self._clock(), load(PROMPT), self._models()
        quote = reading_request.quote(given, models, len(prompt.text.encode()), self._prices, at)
        call = Call(self._ids("a"), turn, models, quote, at)
        tags = Tags(turn.team, turn.actor, turn.id, call.attempt_id)
        request = reading_request.body(given, models, await self._modes(), tags, prompt.text)
        attempt = NewAttempt(
            id=call.attempt_id,
            turn_id=turn.id,
            step=0,
            lane=self._lane.name,
            base_host=self._lane.host,
            mainline_model=models.mainline,
            image_model=NO_MODEL,
            parameters=reading_request.recorded(request, prompt.digest),
            prompt_digests={PROMPT: prompt.digest},
        )
        await self._store.run(partial(self._books.reserve, attempt=attempt, call=call))
        return call, request

    def _models(self) -> Models:
        policy = self._policy
        most = max(policy.max_output_tokens, reading_request.OUTPUT_TOKENS)
        return Models(policy.mainline_model, NO_MODEL, most, policy.reasoning_effort)

    async def _modes(self) -> Modes:
        rejected = await self._store.run(partial(findings.recall, name=findings.BACKGROUND)) == "rejected"
        return Modes(self._policy.background and not rejected, self._policy.store_responses)

    def _no_previews(self, turn: Turn) -> Previews:
        previews = Previews(self._store, self._stage, turn, "")
        previews.close()
        return previews


def _read(followed: Followed) -> Read:
    if followed.stopped:
        return Read(problem=f"{STOPPED} {BY_FORM}")
    if followed.error is not None:
        return Read(problem=f"{_why(followed.error)} {BY_FORM}")
    statements = parse(followed.ended.text) if followed.ended else None
    return Read(statements) if statements else Read(problem=f"{UNREADABLE} {BY_FORM}")


def _why(error: ProviderError) -> str:
    return INTERRUPTED if isinstance(error, BrokenStream) else f"I could not have it read: {error.sentence}"


def _sentence(error: PersonError | MissingPriceError) -> str:
    if isinstance(error, PersonError):
        return f"I did not have it read. {error.sentence}"
    return f"I did not have it read: the price list has no row for {error.model}."


def _from_books(row: Row) -> Followed:
    """Return what was settled before, with what a reading needs of it."""
    if row["failure"] or not row["words"]:
        return Followed(error=BrokenStream("settled before"))
    return Followed(ended=Ended(None, row["status"] or "", None, None, None, None, None, None, row["words"]))


def _unsent() -> Followed:
    return Followed(error=ProviderError(NEVER_SENT))


def _lost(row: Row) -> Followed:
    return Followed(
        request_id=row["x_request_id"],
        response_id=row["response_id"],
        sequence=row["last_sequence"],
        error=BrokenStream("the process ended"),
    )
