"""The two functions that the mainline may choose instead of drawing, and what its choice means here.

They are offered where a step is not forced. A choice is one word from a closed list; anything else the model writes there
means nothing. They are function tools, so `max_tool_calls`, which counts built-in tools, does not count them.
Source of the shape: the Responses API's `FunctionTool` in strict mode (every property required, none besides).
"""

import json
from enum import StrEnum
from typing import Any, Final

from bot.domain.refusing.asks import Category, Choice, Topic
from bot.domain.upstream import FunctionCall

DECLINE: Final = "decline_request"
ANSWER: Final = "answer_about_routes"


def _tool(name: str, description: str, key: str, values: type[StrEnum]) -> dict[str, Any]:
    choice = {"type": "string", "enum": [value.value for value in values]}
    schema = {"type": "object", "properties": {key: choice}, "required": [key], "additionalProperties": False}
    return {"type": "function", "name": name, "description": description, "parameters": schema, "strict": True}


DECLINE_TOOL: Final = _tool(
    DECLINE,
    "Decline an ask for help with account pools, traded or shared accounts, taken logins, or getting around limits,"
    " verification or moderation.",
    "category",
    Category,
)
ANSWER_TOOL: Final = _tool(
    ANSWER,
    "Answer a question on how to detect or leave an account pool, whether a route is one, or what is official.",
    "topic",
    Topic,
)
TOOLS: Final = (DECLINE_TOOL, ANSWER_TOOL)
BYTES: Final = len(json.dumps(TOOLS).encode())
"""What the two add to a request, in bytes: at least as many as tokens."""
MEANING: Final[dict[str, tuple[str, type[Category] | type[Topic]]]] = {
    DECLINE: ("category", Category),
    ANSWER: ("topic", Topic),
}


def chosen(call: FunctionCall | None) -> Choice | None:
    """Return what the mainline chose; None where it called nothing, an unknown function, or one with unreadable arguments."""
    if call is None or call.name not in MEANING:
        return None
    key, values = MEANING[call.name]
    try:
        said = json.loads(call.arguments)
        return values(said[key]) if isinstance(said, dict) and set(said) == {key} else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def named(value: str | None) -> Choice | None:
    """Return the choice that was kept under its value; no category is called as a topic is."""
    return next((choice for choice in (*Category, *Topic) if choice.value == value), None)
