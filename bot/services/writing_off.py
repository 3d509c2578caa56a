"""Giving up on a bill that nobody will ever know: an admin writes off what an attempt holds, with a reason, once."""

from functools import partial

import structlog

from bot.domain import adjusting, people
from bot.domain.errors import PersonError
from bot.domain.message import Click
from bot.domain.money import exact, say
from bot.domain.policy import Policy
from bot.ports import Clock, Directory, Ids, Stage
from bot.services.homes import Homes
from db import home, ledger
from db.store import Store
from db.tx import Tx

log = structlog.get_logger(__name__)
ADMINS_ONLY = "Only admins can write off what is held."
NO_REASON = "Say why: the reason stays in the books."
NOTHING_HELD = "Nothing is held there any more."
DONE = "Written off: {amount}. The reason stays in the books with your name."


class WritingOff:
    """Writes holds off."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        directory: Directory,
        stage: Stage,
        homes: Homes,
        policy: Policy,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._directory, self._stage, self._homes, self._policy = directory, stage, homes, policy

    async def submitted(self, click: Click) -> str:
        """Deal with the form that says why."""
        try:
            amount = await self._write_off(click)
        except PersonError as error:
            await self._stage.tell(click.user, error.sentence)
            return error.code
        await self._stage.tell(click.user, DONE.format(amount=say(amount)))
        await self._homes.publish(click.team, click.user)
        return "written off"

    async def _write_off(self, click: Click) -> int:
        if not people.is_admin(await self._directory.person(click.user), self._policy):
            raise PersonError("denied", ADMINS_ONLY)
        if not click.text.strip():
            raise PersonError("no_reason", NO_REASON)
        amount = await self._store.run(partial(self._adjust, click))
        log.info("written off", by=click.user, attempt=click.value, amount=exact(amount))
        return amount

    def _adjust(self, click: Click, tx: Tx) -> int:
        held = home.held(tx, attempt_id=click.value)
        if held == 0:
            raise PersonError("nothing_held", NOTHING_HELD)
        reason = f"{click.user}: {click.text.strip()}"
        parts = adjusting.write_off(ledger.of_attempt(tx, attempt_id=click.value), reason)
        done = ledger.adjust(
            tx,
            entry_id=self._ids("e"),
            attempt_id=click.value,
            parts=parts,
            seen_held=held,
            at=self._clock(),
            reason=reason,
        )
        if not done:
            raise PersonError("nothing_held", NOTHING_HELD)
        return held
