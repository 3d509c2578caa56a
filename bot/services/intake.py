"""From what Slack delivered to accepted work: manners, then permission, then one transaction.

A delivery is kept before it is acknowledged (`keep`) and dealt with afterwards (`take`). Whatever is kept is dealt with,
also after a crash.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import structlog
from pydantic import TypeAdapter

from bot.domain import beginnings, commands, people
from bot.domain.errors import ProviderError
from bot.domain.intent import is_help
from bot.domain.manners import Manner, decide
from bot.domain.message import Click, CommandCall, HomeOpened, Joined, Message, Stopped
from bot.domain.policy import Policy
from bot.domain.turn import Origin, Turn
from bot.ports import Clock, Directory, Ids, Stage
from bot.services.answering import Answering
from bot.services.approving import Approving
from bot.services.dispatch import Dispatch
from bot.services.greeting import Greeting
from bot.services.reviews.clicks import Clicks
from bot.services.stopping import Stopping
from bot.services.writing_off import WritingOff
from db import inbox, threads, turns
from db.store import Store
from db.tx import Tx

log = structlog.get_logger(__name__)
Delivery = Message | Click | Stopped | CommandCall | HomeOpened | Joined
ADAPTERS: dict[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind) for kind in (Message, Click, Stopped, CommandCall, HomeOpened, Joined)
}
REVOKE = (
    "Your message held what looks like a secret ({kinds}). I removed it before reading the rest, but it stands in Slack: "
    "delete the message and revoke the secret."
)
REVOKE_TYPED = (
    "What you typed held what looks like a secret ({kinds}). I removed it before reading the rest: revoke the secret."
)
ANSWERED = frozenset({"help", "usage"})
DECIDED = frozenset({"approve", "decline", "ask_admin"})
Begin = Callable[[], Turn]


class Accepted(NamedTuple):
    """What accepting came to."""

    thread_id: str
    turn_id: str
    new: bool


class Intake:
    """Turns deliveries into turns."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        directory: Directory,
        stage: Stage,
        dispatch: Dispatch,
        stopping: Stopping,
        answering: Answering,
        approving: Approving,
        writing_off: WritingOff,
        review_clicks: Clicks,
        greeting: Greeting,
        policy: Policy,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._directory, self._stage, self._dispatch = directory, stage, dispatch
        self._stopping, self._answering, self._greeting, self._policy = stopping, answering, greeting, policy
        self._approving, self._writing_off, self._review_clicks = approving, writing_off, review_clicks

    async def keep(self, delivery: Delivery, payload_sha256: str) -> bool:
        """Write a delivery down; False where it is known. Raises where it cannot be written: then it is not acknowledged."""
        return await self._store.run(
            partial(
                inbox.receive,
                event_id=delivery.event_id,
                kind=type(delivery).__name__,
                payload=ADAPTERS[type(delivery).__name__].dump_json(delivery).decode(),
                payload_sha256=payload_sha256,
                at=self._clock(),
            )
        )

    async def take(self, delivery: Delivery, *, again: bool = False) -> str:
        """Deal with a kept delivery; return in one word how. *again*: an earlier process may have begun to."""
        match delivery:
            case Message():
                verdict = await self._message(delivery)
            case Click():
                verdict = await self._click(delivery)
            case Stopped():
                verdict = await self._stopping.session(delivery)
            case CommandCall():
                verdict = await self._command(delivery, again=again)
            case HomeOpened():
                verdict = await self._greeting.opened(delivery)
            case Joined():
                verdict = await self._greeting.joined(delivery)
        await self._store.run(partial(inbox.finish, event_id=delivery.event_id, verdict=verdict))
        return verdict

    async def take_waiting(self, older_than_ms: int = 0) -> int:
        """Deal with what was kept and never dealt with; return how many. What fails again waits for the next time."""
        rows = await self._store.run(partial(inbox.waiting, before=self._clock() - older_than_ms))
        for row in rows:
            try:
                await self.take(ADAPTERS[row["kind"]].validate_json(row["payload"]), again=True)
            except ProviderError as error:
                log.warning("delivery not dealt with yet", delivery=row["event_id"], code=error.code)
        return len(rows)

    async def _message(self, message: Message) -> str:
        company = await self._store.run(
            partial(
                threads.company,
                team=message.team,
                channel=message.channel,
                root=message.root,
                user=message.user,
                mention_only=self._policy.mention_only,
            )
        )
        manner = decide(message, company)
        if manner is Manner.IGNORE:
            return manner.value
        if sentence := await self._denial(message.user, message.user_team, message.team, message.channel):
            return await self._deny(message, sentence)
        await self._warn(message)
        return await self._meet(manner, message)

    async def _meet(self, manner: Manner, message: Message) -> str:
        if manner is Manner.THANK:
            await self._stage.thank(message.channel, message.ts)
        elif manner is Manner.OFFER:
            await self._stage.offer(message)
        elif (called := commands.called(message.text)) is not None and not message.files:
            return await self._called(called, message)
        else:
            await self._begin(partial(beginnings.of_message, message, self._ids("t"), self._clock()), message)
        return manner.value

    async def _called(self, called: commands.Called, message: Message) -> str:
        """Deal with a message that is a command: a picture is drawn where it was asked for, the rest is answered once.

        Slack tells of a mention twice; the command it is, is kept once.
        """
        if commands.begins_thread(called.name, called.rest):
            await self._begin(partial(_asked, message, called, self._ids("t"), self._clock()), message)
            return Manner.TURN.value
        call = beginnings.call_of_message(message, called.name, called.rest)
        digest = hashlib.sha256(message.text.encode()).hexdigest()
        return await self.take(call) if await self.keep(call, digest) else "known"

    async def _command(self, call: CommandCall, *, again: bool) -> str:
        if sentence := await self._denial(call.user, call.user_team, call.team, call.channel):
            await self._answering.turn_away(call, sentence)
            return "denied"
        if call.secrets and call.root is None:
            await self._answering.turn_away(call, REVOKE_TYPED.format(kinds=", ".join(call.secrets)))
        if not commands.begins_thread(call.name, call.text) or is_help(call.text):
            return await self._answering.answer(call)
        place = await self._answering.begin_thread(call, again=again)
        if place is not None:
            await self._begin(partial(beginnings.of_command, call, self._ids("t"), self._clock(), place=place), call)
        return call.name if place else "no place"

    async def _begin(self, make: Begin, source: Message | Click | CommandCall) -> None:
        """Accept the turn that *make* makes, and start it once that is on disk."""
        accepted = await self._store.run(partial(self._accept, make, source))
        if accepted.new:
            self._dispatch.start(accepted.thread_id, accepted.turn_id)
        elif accepted.turn_id:
            self._dispatch.completed(accepted.turn_id)

    def _accept(self, make: Begin, source: Message | Click | CommandCall, tx: Tx) -> Accepted:
        turn = _repeated(tx, make())
        thread_id = threads.ensure(
            tx, new_id=self._ids("h"), team=turn.team, channel=turn.channel, root=turn.root, at=self._clock()
        )
        shared = turn.shared or turns.in_shared_channel(tx, thread_id=thread_id)
        turn = replace(turn, thread_id=thread_id, shared=shared)
        if self._dispatch.accept(tx, turn):
            return Accepted(thread_id, turn.id, new=True)
        known = isinstance(source, Message) and source.complete
        first = (
            turns.complete(tx, team=turn.team, channel=turn.channel, key=turn.key, files=turn.files) if known else None
        )
        return Accepted(thread_id, first or "", new=False)

    async def _click(self, click: Click) -> str:
        if sentence := await self._denial(click.user, click.user_team, click.team, click.channel):
            await self._stage.whisper(click.channel, click.user, click.root, sentence)
            return "denied"
        if click.action in ANSWERED:
            return await self._answering.answer(beginnings.call_of_click(click))
        if self._review_clicks.takes(click.action):
            return await self._review_clicks.click(click)
        if click.action == "write_off":
            return await self._writing_off.submitted(click)
        if click.action in DECIDED:
            return await self._approving.click(click)
        if click.action == "stop":
            return await self._stopping.button(click)
        await self._begin(partial(beginnings.of_click, click, self._ids("t"), self._clock()), click)
        return click.action

    async def _denial(self, user: str, user_team: str | None, team: str, channel: str) -> str | None:
        person = await self._directory.person(user)
        if user_team is not None and person.team is None:
            person = person.of_team(user_team)
        return people.denial(person, team, channel, self._policy)

    async def _deny(self, message: Message, sentence: str) -> str:
        await self._note("denied", message, sentence)
        return "denied"

    async def _warn(self, message: Message) -> None:
        if message.secrets:
            sentence = REVOKE.format(kinds=", ".join(message.secrets))
            await self._note("warned", message, sentence)

    async def _note(self, kind: str, message: Message, sentence: str) -> None:
        """Tell whoever wrote *message* something, once, however often Slack tells of it."""
        once = partial(inbox.once, key=f"{kind}:{message.channel}:{message.ts}", kind=kind, at=self._clock())
        if await self._store.run(once):
            root = message.root if message.in_thread else None
            await self._stage.whisper(message.channel, message.user, root, sentence)


def _repeated(tx: Tx, turn: Turn) -> Turn:
    """Return *turn*, which, where it repeats an earlier one, says what that one said."""
    if turn.origin is not Origin.AGAIN or turn.base_version is None:
        return turn
    first = turns.get(tx, turn_id=turn.base_version)
    base = first.base_version if first else None
    return replace(turn, text=first.text if first else "", files=first.files if first else (), base_version=base)


def _asked(message: Message, called: commands.Called, turn_id: str, at_ms: int) -> Turn:
    """Return the turn that a command asks for which was written as a message: in the thread where it stands."""
    turn = beginnings.of_message(message, turn_id, at_ms)
    return replace(turn, origin=beginnings.origin_of(called.name), text=beginnings.wish_of(called.name, called.rest))
