"""From what Slack delivered to accepted work: manners, then permission, then one transaction.

A delivery is kept before it is acknowledged (`keep`) and dealt with afterwards (`take`). Whatever is kept is dealt with,
also after a crash.
"""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

import structlog
from pydantic import TypeAdapter

from bot.domain import people
from bot.domain.errors import ProviderError
from bot.domain.manners import Manner, decide
from bot.domain.message import Click, Message, Place, Stopped
from bot.domain.policy import Policy
from bot.domain.turn import Origin, Turn
from bot.ports import Clock, Directory, Ids, Stage
from bot.services.dispatch import Dispatch
from bot.services.stopping import Stopping
from db import inbox, threads, turns
from db.store import Store
from db.tx import Tx

log = structlog.get_logger(__name__)
Delivery = Message | Click | Stopped
ADAPTER: TypeAdapter[Delivery] = TypeAdapter(Delivery)
REVOKE = (
    "Your message held what looks like a secret ({kinds}). I removed it before reading the rest, but it stands in Slack: "
    "delete the message and revoke the secret."
)
ORIGINS = {"edit_form": Origin.EDIT_FORM, "variations": Origin.VARIATIONS, "offer": Origin.OFFER, "again": Origin.AGAIN}


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
        policy: Policy,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._directory, self._stage, self._dispatch = directory, stage, dispatch
        self._stopping, self._policy = stopping, policy

    async def keep(self, delivery: Delivery, payload_sha256: str) -> bool:
        """Write a delivery down; False where it is known. Raises where it cannot be written: then it is not acknowledged."""
        return await self._store.run(
            partial(
                inbox.receive,
                event_id=delivery.event_id,
                kind=type(delivery).__name__,
                payload=ADAPTER.dump_json(delivery).decode(),
                payload_sha256=payload_sha256,
                at=self._clock(),
            )
        )

    async def take(self, delivery: Delivery) -> str:
        """Deal with a kept delivery; return in one word how."""
        match delivery:
            case Message():
                verdict = await self._message(delivery)
            case Click():
                verdict = await self._click(delivery)
            case Stopped():
                verdict = await self._stopping.session(delivery)
        await self._store.run(partial(inbox.finish, event_id=delivery.event_id, verdict=verdict))
        return verdict

    async def take_waiting(self, older_than_ms: int = 0) -> int:
        """Deal with what was kept and never dealt with; return how many. What fails again waits for the next time."""
        rows = await self._store.run(partial(inbox.waiting, before=self._clock() - older_than_ms))
        for row in rows:
            try:
                await self.take(ADAPTER.validate_json(row["payload"]))
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
        else:
            turn = partial(_turn_of_message, message, self._ids, self._clock())
            accepted = await self._store.run(partial(self._accept, turn, message))
            self._begin(accepted)
        return manner.value

    def _accept(self, make: partial[Turn], message: Message | Click, tx: Tx) -> Accepted:
        thread_id = threads.ensure(
            tx,
            new_id=self._ids("h"),
            team=message.team,
            channel=message.channel,
            root=message.root,
            at=self._clock(),
        )
        turn = _repeated(tx, make(thread_id=thread_id))
        turn = replace(turn, shared=turn.shared or turns.in_shared_channel(tx, thread_id=thread_id))
        if self._dispatch.accept(tx, turn):
            return Accepted(thread_id, turn.id, new=True)
        known = isinstance(message, Message) and message.complete
        first = (
            turns.complete(tx, team=turn.team, channel=turn.channel, key=turn.key, files=turn.files) if known else None
        )
        return Accepted(thread_id, first or "", new=False)

    def _begin(self, accepted: Accepted) -> None:
        if accepted.new:
            self._dispatch.start(accepted.thread_id, accepted.turn_id)
        elif accepted.turn_id:
            self._dispatch.completed(accepted.turn_id)

    async def _click(self, click: Click) -> str:
        if sentence := await self._denial(click.user, click.user_team, click.team, click.channel):
            await self._stage.whisper(click.channel, click.user, click.root, sentence)
            return "denied"
        if click.action == "stop":
            return await self._stopping.button(click)
        turn = partial(_turn_of_click, click, self._ids, self._clock())
        accepted = await self._store.run(partial(self._accept, turn, click))
        self._begin(accepted)
        return click.action

    async def _denial(self, user: str, user_team: str | None, team: str, channel: str) -> str | None:
        person = await self._directory.person(user)
        if user_team is not None and person.team is None:
            person = person.of_team(user_team)
        return people.denial(person, team, channel, self._policy)

    async def _deny(self, message: Message, sentence: str) -> str:
        root = message.root if message.in_thread else None
        await self._stage.whisper(message.channel, message.user, root, sentence)
        return "denied"

    async def _warn(self, message: Message) -> None:
        if message.secrets:
            sentence = REVOKE.format(kinds=", ".join(message.secrets))
            root = message.root if message.in_thread else None
            await self._stage.whisper(message.channel, message.user, root, sentence)


def _repeated(tx: Tx, turn: Turn) -> Turn:
    """Return *turn*, which, where it repeats an earlier one, says what that one said."""
    if turn.origin is not Origin.AGAIN or turn.base_version is None:
        return turn
    first = turns.get(tx, turn_id=turn.base_version)
    base = first.base_version if first else None
    return replace(turn, text=first.text if first else "", files=first.files if first else (), base_version=base)


def _turn_of_message(message: Message, ids: Ids, now: int, *, thread_id: str) -> Turn:
    return Turn(
        id=ids("t"),
        thread_id=thread_id,
        team=message.team,
        channel=message.channel,
        place=message.place,
        root=message.root,
        key=message.ts,
        actor=message.user,
        origin=Origin.MESSAGE,
        text=message.text,
        files=message.files,
        complete=message.complete,
        shared=message.shared_channel,
        accepted_at_ms=now,
        secrets=message.secrets,
    )


def _turn_of_click(click: Click, ids: Ids, now: int, *, thread_id: str) -> Turn:
    return Turn(
        id=ids("t"),
        thread_id=thread_id,
        team=click.team,
        channel=click.channel,
        place=Place.DIRECT if click.channel.startswith("D") else Place.CHANNEL,
        root=click.root,
        key=click.key,
        actor=click.user,
        origin=ORIGINS[click.action],
        text=click.text,
        files=(),
        complete=True,
        accepted_at_ms=now,
        base_version=click.value or None,
        secrets=click.secrets,
    )
