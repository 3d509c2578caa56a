"""Greeting people: once in each conversation, then no more."""

from functools import partial

from bot.domain.helping import PROMPTS
from bot.domain.message import HomeOpened, Joined
from bot.ports import Clock, Reception
from bot.services.homes import Homes
from db import findings
from db.store import Store


class Greeting:
    """Welcomes, suggests, and keeps Home tabs."""

    def __init__(self, store: Store, clock: Clock, reception: Reception, homes: Homes) -> None:
        self._store, self._clock, self._reception, self._homes = store, clock, reception, homes

    async def opened(self, opened: HomeOpened) -> str:
        """Somebody looks at the app."""
        if opened.tab == "home":
            await self._homes.publish(opened.team, opened.user)
            return "home"
        await self._reception.suggest(opened.channel, PROMPTS)
        return "welcomed" if await self._welcome(opened.channel) else "suggested"

    async def joined(self, joined: Joined) -> str:
        """The bot was invited to a channel."""
        return "welcomed" if await self._welcome(joined.channel) else "known"

    async def _welcome(self, channel: str) -> bool:
        """Greet a conversation for the first time; False where it has been greeted."""
        first = partial(findings.first, name=f"welcomed:{channel}", value="yes", at=self._clock())
        if not await self._store.run(first):
            return False
        await self._reception.welcome(channel)
        return True
