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

from bot.domain import settlement
from bot.domain.context import Source
from bot.domain.errors import Billed, Blame, BrokenStream, PersonError, ProviderError
from bot.domain.lanes import Lane
from bot.domain.ledger import EntryKind
from bot.domain.plan import Models
from bot.domain.policy import Policy
from bot.domain.prices import MissingPriceError, PriceList
from bot.domain.pricing import Quote
from bot.domain.reviews import reading_request
from bot.domain.reviews.dossier import Evidence
from bot.domain.reviews.excerpt import share
from bot.domain.reviews.reading_request import Given
from bot.domain.settlement import Known
from bot.domain.turn import Turn
from bot.domain.upstream import Ended
from bot.domain.upstream_request import Modes, Tags
from bot.ports import Clock, Ids, Stage
from bot.providers.openai.statements import Statements, parse
from bot.services.books import use_made
from bot.services.dispatch import Flags
from bot.services.follow import Follow
from bot.services.followed import Followed
from bot.services.previews import Previews
from bot.services.purse import Purse
from db import attempts, bookings, findings, ledger
from db.attempts import NewAttempt
from db.bookings import Booking
from db.store import Store
from db.tx import Row, Tx
from prompts.library import load

PROMPT = "review"
NO_MODEL = "none"
UNREADABLE = "What came back was not in the agreed form, so I read nothing from it."
INTERRUPTED = "The reading was interrupted and could not be found again."
BY_FORM = "Answer by the buttons; nothing you gave me is lost."
NEVER_SENT = Blame("never_sent", "The process ended before anything was sent.", Billed.NO)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading came to. `problem` says why nothing was read; then people answer by forms."""

    statements: Statements = Statements()  # noqa: RUF009 - a frozen value
    problem: str = ""
    shortened: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One reading about to be made, or under way: what it is settled against."""

    attempt_id: str
    turn: Turn
    models: Models
    quote: Quote
    at_ms: int


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
        self._lane, self._purse, self._follow, self._stage, self._policy = lane, purse, follow, stage, policy

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
        for row, call in await self._store.run(partial(self._open_calls, turn)):
            await self._end(call, _unsent() if row["state"] == "reserved" else _lost(row))

    async def _earlier(self, turn: Turn, flags: Flags) -> Followed | None:
        """Return what an earlier process's call of this turn came to; None where none was made."""
        for row, call in await self._store.run(partial(self._open_calls, turn)):
            followed = _unsent() if row["state"] == "reserved" else _lost(row)
            if followed.response_id is not None:
                await self._follow.resume(call.attempt_id, followed, self._no_previews(turn), flags.stop)
            await self._end(call, followed)
        settled = await self._store.run(partial(attempts.settled, turn_id=turn.id))
        return _from_books(settled[-1]) if settled else None

    async def _new(self, turn: Turn, given: Given, flags: Flags) -> Followed:
        call, request = await self._reserve(turn, given)
        await self._store.run(partial(attempts.opened, attempt_id=call.attempt_id, at=self._clock()))
        followed = await self._follow.draw(call.attempt_id, request, self._no_previews(turn), flags.stop)
        await self._end(call, followed)
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
        await self._store.run(partial(self._write, attempt, call))
        return call, request

    def _write(self, attempt: NewAttempt, call: Call, tx: Tx) -> None:
        attempts.reserve(tx, attempt=attempt, at=call.at_ms)
        self._purse.reserve(tx, turn=call.turn, booking=self._booking(call), at=call.at_ms)
        self._append(tx, call, EntryKind.RESERVATION, Followed(), reserved=True)

    def _booking(self, call: Call) -> Booking:
        turn = call.turn
        return Booking(
            attempt_id=call.attempt_id,
            turn_id=turn.id,
            team=turn.team,
            day=self._purse.day(call.at_ms),
            actor=turn.actor,
            channel=turn.channel,
            lane=self._lane.name,
            image_model=f"{call.models.mainline}, reading",
            quality=NO_MODEL,
            quote_nano=call.quote.nano,
        )

    async def _end(self, call: Call, followed: Followed) -> None:
        await self._store.run(partial(self._settle, call, followed))

    def _settle(self, call: Call, followed: Followed, tx: Tx) -> None:
        error, ended = followed.error, followed.ended
        unsent = error is not None and error.blame.billed is Billed.NO and followed.response_id is None
        bookings.came_to(tx, attempt_id=call.attempt_id, use=use_made(followed, released=unsent), images=0)
        self._append(tx, call, EntryKind.RELEASE if unsent else EntryKind.SETTLEMENT, followed)
        attempts.ended(
            tx,
            attempt_id=call.attempt_id,
            state="released" if unsent else "settled",
            status=ended.status if ended else error.code if error else "unknown",
            image_model=None,
            x_request_id=followed.request_id,
            sequence=followed.sequence,
            words=(ended.text or None) if ended else None,
            failure={"code": error.code, "sentence": error.sentence} if error else None,
            final_at=None,
            at=self._clock(),
        )
        self._purse.crossed(tx, turn=call.turn, attempt_id=call.attempt_id, at=self._clock())

    def _append(self, tx: Tx, call: Call, kind: EntryKind, followed: Followed, *, reserved: bool = False) -> None:
        known = Known(followed.ended, (), attempted=False, previews=0)
        against = settlement.Books(call.models, call.quote, self._prices, call.at_ms)
        released = kind is EntryKind.RELEASE
        ledger.append(
            tx,
            entry_id=self._ids("e"),
            turn_id=call.turn.id,
            attempt_id=call.attempt_id,
            kind=kind,
            parts=call.quote.parts if reserved else () if released else settlement.settle(known, against),
            at=self._clock(),
            reason=followed.error.code if released and followed.error else "",
        )

    def _open_calls(self, turn: Turn, tx: Tx) -> list[tuple[Row, Call]]:
        models = self._models()
        return [
            (
                row,
                Call(row["id"], turn, models, Quote(ledger.reserved(tx, attempt_id=row["id"])), row["opened_at"] or 0),
            )
            for row in attempts.unfinished(tx, turn_id=turn.id)
        ]

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
