"""Slack's native indicator that the bot is at work: an agent session where there is one, else a thread status.

Nothing waits for it and nothing fails for it.
"""

import asyncio

import structlog

from bot.domain.errors import ProviderError
from bot.domain.turn import Turn
from bot.providers.slack.errors import slack_code
from bot.providers.slack.limits import Priority
from bot.providers.slack.sender import GaveWay, Sender

log = structlog.get_logger(__name__)
NO_SESSIONS = frozenset({"not_authorized", "unknown_method", "missing_scope"})


class Status:
    """Shows and hides the indicator, in the background."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._sessions = True
        self._running: set[asyncio.Task[None]] = set()

    def show(self, turn: Turn, *, working: bool) -> None:
        """Begin to show, or to hide; returns at once."""
        task = asyncio.create_task(self._show(turn, working=working))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def settle(self) -> None:
        """Wait for what is still on its way."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _show(self, turn: Turn, *, working: bool) -> None:
        try:
            if not (self._sessions and await self._session(turn, "processing" if working else "active")):
                await self._sender.call(
                    "assistant.threads.setStatus",
                    Priority.PREVIEW,
                    channel_id=turn.channel,
                    thread_ts=turn.root,
                    status="is drawing…" if working else "",
                )
        except (ProviderError, GaveWay) as error:
            log.debug("no status shown", turn=turn.id, kind=type(error).__name__)

    async def _session(self, turn: Turn, status: str) -> bool:
        """Use the agent session, which brings Slack's own Stop; False where this app or thread has none."""
        try:
            await self._sender.call(
                "agents.sessions.setStatus",
                Priority.TIDY,
                channel_id=turn.channel,
                thread_ts=turn.root,
                status=status,
            )
        except ProviderError as error:
            self._sessions = slack_code(error) not in NO_SESSIONS
            return False
        return True
