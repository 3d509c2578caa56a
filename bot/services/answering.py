"""Answering commands, and beginning the thread that a command's picture belongs to."""

from bot.domain.answers import Help, Sentence
from bot.domain.errors import PersonError
from bot.domain.message import CommandCall, ThreadPlace
from bot.ports import Reception


class Answering:
    """Answers whoever typed a command, and nobody else."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception

    async def answer(self, call: CommandCall) -> str:
        """Answer *call*; return its name."""
        await self._reception.reply(call, Help())
        return call.name

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
