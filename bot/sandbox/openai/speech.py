"""Words, told as events: a message item that opens, grows by deltas and closes. A refusal is told the same way."""

from collections.abc import AsyncGenerator, Iterator
from typing import Any, Final

from bot.sandbox.openai.event import Event
from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.work import Work

DELTA_LENGTH: Final = 24
PADDING: Final = "x" * 16  # stands for the random padding that hides the length of deltas


async def speak(work: Work, text: str, *, refusal: bool = False) -> AsyncGenerator[Event, None]:
    """Yield the events of one message and place it in *work*."""
    item: dict[str, Any] = {"id": new_id("msg"), "type": "message", "role": "assistant", "status": "in_progress"}
    item["content"] = []
    outer = {"output_index": work.place(item)}
    spot = {**outer, "item_id": item["id"], "content_index": 0}
    yield work.event("response.output_item.added", **outer, item={**item, "content": []})
    yield work.event("response.content_part.added", **spot, part=_part("", refusal))
    for event in _deltas(work, spot, text, refusal):
        yield event
    item |= {"status": "completed", "content": [_part(text, refusal)]}
    yield work.event("response.content_part.done", **spot, part=_part(text, refusal))
    yield work.event("response.output_item.done", **outer, item=dict(item))


def _deltas(work: Work, spot: dict[str, Any], text: str, refusal: bool) -> Iterator[Event]:
    kind = "response.refusal" if refusal else "response.output_text"
    extra: dict[str, Any] = {} if refusal else {"logprobs": []}
    options = work.request.stream_options
    hidden = {} if options and options.include_obfuscation is False else {"obfuscation": PADDING}
    for start in range(0, len(text), DELTA_LENGTH):
        yield work.event(f"{kind}.delta", **spot, delta=text[start : start + DELTA_LENGTH], **extra, **hidden)
    yield work.event(f"{kind}.done", **spot, **{"refusal" if refusal else "text": text}, **extra)


def _part(text: str, refusal: bool) -> dict[str, Any]:
    if refusal:
        return {"type": "refusal", "refusal": text}
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
