"""Answering commands, and beginning the thread that a command's picture belongs to."""

from bot.domain import commands
from bot.domain.answers import Answer, Help, Sentence
from bot.domain.errors import PersonError
from bot.domain.intent import is_help
from bot.domain.message import CommandCall, ThreadPlace
from bot.ports import Reception
from bot.services.accounts import Accounts
from bot.services.budgeting import Budgeting
from bot.services.reviews.gateway import Gateway


class Answering:
    """Answers whoever typed a command, and nobody else."""

    def __init__(self, reception: Reception, accounts: Accounts, budgeting: Budgeting, gateway: Gateway) -> None:
        self._reception, self._accounts, self._budgeting, self._gateway = reception, accounts, budgeting, gateway

    async def answer(self, call: CommandCall) -> str:
        """Answer *call*; return its name."""
        await self._reception.reply(call, await self._answer(call))
        return call.name

    async def _answer(self, call: CommandCall) -> Answer:
        if is_help(call.text):
            return Help()
        match call.name:
            case commands.USAGE:
                return await self._accounts.answer(call)
            case commands.BUDGET:
                return await self._budgeting.answer(call)
            case commands.GATEWAY:
                return await self._gateway.answer(call)
        return Help()

    async def turn_away(self, call: CommandCall, sentence: str) -> None:
        """Say why not."""
        await self._reception.reply(call, Sentence(sentence))

    async def begin_thread(self, call: CommandCall, *, again: bool) -> ThreadPlace | None:
        """Return the thread for what *call* asks, begun once; None where the bot cannot post, which the person is told."""
        if again and (found := await self._reception.find(call)):
            return found
        try:
            return await self._reception.begin(call)
        except PersonError as error:
            await self.turn_away(call, error.sentence)
            return None
