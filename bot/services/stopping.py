"""Stop: whoever asked, or an admin, ends the drawing; the stream is closed and what is known is booked."""

from functools import partial

from bot.domain import people
from bot.domain.message import Click, Stopped
from bot.domain.policy import Policy
from bot.ports import Directory, Stage
from bot.services.dispatch import Dispatch
from db import turns
from db.store import Store

NOT_YOURS = "Only whoever asked for this picture, or an admin, can stop it."


class Stopping:
    """Two ways to say stop: our button, and Slack's own control on a session."""

    def __init__(self, store: Store, directory: Directory, stage: Stage, dispatch: Dispatch, policy: Policy) -> None:
        self._store, self._directory, self._stage = store, directory, stage
        self._dispatch, self._policy = dispatch, policy

    async def button(self, click: Click) -> str:
        """Stop the turn that the button names."""
        turn = await self._store.run(partial(turns.get, turn_id=click.value))
        if turn is None or not await self._may(click.user, turn.actor):
            await self._stage.whisper(click.channel, click.user, click.root, NOT_YOURS)
            return "denied"
        return "stopping" if self._dispatch.stop(turn.id) else "too late"

    async def session(self, stopped: Stopped) -> str:
        """Stop what this person has running in the thread."""
        found = await self._store.run(partial(turns.open_in_thread, channel=stopped.channel, root=stopped.root))
        asked = [turn_id for turn_id, actor in found if await self._may(stopped.user, actor)]
        return "stopping" if sum(self._dispatch.stop(turn_id) for turn_id in asked) else "nothing to stop"

    async def _may(self, user: str, actor: str) -> bool:
        return user == actor or people.is_admin(await self._directory.person(user), self._policy)
