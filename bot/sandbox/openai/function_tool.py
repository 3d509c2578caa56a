"""Function tools: offered to the mainline, never run here. The stand-in calls none by itself; a script can.

In strict mode the schema names every property as required and allows no other, as upstream demands; outside of it, any
object schema is taken. Source: the Responses API's `FunctionTool` and the structured outputs guide.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import orjson
from pydantic import StringConstraints

from bot.sandbox.openai.conversation_input import Strict

Name = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_-]{1,64}$")]


class FunctionTool(Strict):
    """The tool as sent. `strict` is on where it is not said, as upstream has it."""

    type: Literal["function"]
    name: Name
    description: str | None = None
    parameters: dict[str, Any] | None
    strict: bool | None = None

    @property
    def as_text(self) -> str:
        """The tool as the mainline reads it: what it adds to the input."""
        return orjson.dumps([self.name, self.description, self.parameters]).decode()

    def complaints(self) -> Iterator[str]:
        """Yield what is wrong with the schema."""
        schema = self.parameters or {"type": "object"}
        if schema.get("type") != "object":
            yield "schema must be a JSON Schema of 'type: \"object\"'."
        elif self.strict is not False:
            yield from _not_strict(self.parameters or {})


class ForcedFunction(Strict):
    """`tool_choice` that names a function."""

    type: Literal["function"]
    name: Name


def _not_strict(schema: dict[str, Any]) -> Iterator[str]:
    if schema.get("additionalProperties") is not False:
        yield "'additionalProperties' is required to be supplied and to be false."
    if set(schema.get("required") or ()) != set(schema.get("properties") or ()):
        yield "'required' is required to be supplied and to be an array including every key in properties."
