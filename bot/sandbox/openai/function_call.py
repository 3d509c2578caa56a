"""A function being called, told as events: an item that opens, grows by argument deltas and closes. Nothing is run."""

from collections.abc import AsyncGenerator
from typing import Any, Final

from bot.sandbox.openai.decision import FunctionCall
from bot.sandbox.openai.event import Event
from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.work import Work

DELTA_LENGTH: Final = 12
ARGUMENTS: Final = "response.function_call_arguments"


async def call_function(work: Work, call: FunctionCall) -> AsyncGenerator[Event, None]:
    """Yield the events of one call and place it in *work*."""
    item: dict[str, Any] = {"id": new_id("fc"), "type": "function_call", "status": "in_progress", "name": call.name}
    item |= {"call_id": new_id("call"), "arguments": ""}
    outer = {"output_index": work.place(item)}
    spot = {**outer, "item_id": item["id"]}
    yield work.event("response.output_item.added", **outer, item=dict(item))
    for start in range(0, len(call.arguments), DELTA_LENGTH):
        yield work.event(f"{ARGUMENTS}.delta", **spot, delta=call.arguments[start : start + DELTA_LENGTH])
    yield work.event(f"{ARGUMENTS}.done", **spot, arguments=call.arguments)
    item |= {"status": "completed", "arguments": call.arguments}
    yield work.event("response.output_item.done", **outer, item=dict(item))
