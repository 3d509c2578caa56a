"""Who people are: `users.info`, remembered for some minutes."""

from collections.abc import Callable
from typing import Any

from bot.domain.errors import ProviderError
from bot.domain.people import Person
from bot.providers.slack.limits import Priority
from bot.providers.slack.sender import Sender

DIRECT = "direct messages"
REMEMBER_MS = 5 * 60 * 1000


class Directory:
    """Asks Slack about people."""

    def __init__(self, sender: Sender, clock: Callable[[], int]) -> None:
        self._sender, self._clock = sender, clock
        self._known: dict[str, tuple[int, Person]] = {}
        self._channels: dict[str, str] = {}

    async def person(self, user: str) -> Person:
        """Return what Slack says of *user*; raises ProviderError where it says nothing."""
        known = self._known.get(user)
        if known is not None and known[0] > self._clock():
            return known[1]
        answer = await self._sender.call("users.info", Priority.NOTICE, user=user)
        person = _person(user, answer.get("user") or {})
        self._known[user] = (self._clock() + REMEMBER_MS, person)
        return person

    async def channel(self, channel: str) -> str:
        """Return what a channel is called, remembered for as long as the bot runs."""
        if channel.startswith("D"):
            return DIRECT
        if channel not in self._channels:
            self._channels[channel] = await self._channel(channel)
        return self._channels[channel]

    async def _channel(self, channel: str) -> str:
        try:
            answer = await self._sender.call("conversations.info", Priority.NOTICE, channel=channel)
        except ProviderError:
            return channel
        row = answer.get("channel") or {}
        return f"#{row['name']}" if row.get("name") else channel


def _person(user: str, row: dict[str, Any]) -> Person:
    return Person(
        id=user,
        team=row.get("team_id"),
        name=str(row.get("real_name") or row.get("name") or user),
        is_bot=bool(row.get("is_bot")),
        deleted=bool(row.get("deleted")),
        guest=bool(row.get("is_restricted") or row.get("is_ultra_restricted")),
        stranger=bool(row.get("is_stranger")),
        workspace_admin=bool(row.get("is_admin") or row.get("is_owner") or row.get("is_primary_owner")),
    )
