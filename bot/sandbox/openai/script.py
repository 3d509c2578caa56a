"""Replies that a test or a visitor wants from the mainline, word for word, in place of the stand-in's own.

A reply waits for the next request, or for the first one whose instruction contains its `prompt`. Each is used once.
"""

from collections.abc import Iterable
from typing import Any

import orjson
from pydantic import Field

from bot.sandbox.openai.decision import Action, Decision, FunctionCall, ImageCall


class Reply(Decision):
    """A decision and what it waits for."""

    prompt: str | None = Field(default=None, description="only for a request whose instruction contains this")


class Script:
    """The queue of replies."""

    def __init__(self) -> None:
        self.waiting: list[Reply] = []

    def add(self, *replies: Reply) -> None:
        """Queue whole replies."""
        self.waiting.extend(replies)

    def words(self, text: str, *, prompt: str | None = None) -> None:
        """Answer in exactly these words and draw nothing, even if the tool was forced."""
        self.add(Reply(words=text, prompt=prompt))

    def image(
        self, revised_prompt: str | None = None, *, action: Action | None = None, prompt: str | None = None
    ) -> None:
        """Draw one picture, even if words were expected."""
        self.add(Reply(images=(ImageCall(revised_prompt=revised_prompt, action=action),), prompt=prompt))

    def two_images(self, first: str | None = None, second: str | None = None, *, prompt: str | None = None) -> None:
        """Call the tool twice."""
        calls = (ImageCall(revised_prompt=first), ImageCall(revised_prompt=second))
        self.add(Reply(images=calls, prompt=prompt))

    def function(self, name: str, arguments: str | dict[str, Any], *, prompt: str | None = None) -> None:
        """Call a function, offered or not; a text of arguments is sent as it is, JSON or not."""
        text = arguments if isinstance(arguments, str) else orjson.dumps(arguments).decode()
        self.add(Reply(functions=(FunctionCall(name=name, arguments=text),), prompt=prompt))

    def refusal(self, text: str, *, prompt: str | None = None) -> None:
        """Refuse in these words."""
        self.add(Reply(refusal=text, prompt=prompt))

    def take(self, instruction: str) -> Decision | None:
        """Remove and return the first reply that fits *instruction*."""
        for reply in self.waiting:
            if reply.prompt is None or reply.prompt in instruction:
                self.waiting.remove(reply)
                return reply
        return None

    def replace(self, replies: Iterable[Reply]) -> None:
        """Forget what waits and queue *replies*."""
        self.waiting = list(replies)
