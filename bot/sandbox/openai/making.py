"""How a response is made, as the story of its events: created, in progress, what was decided, the end.

One story for every way of asking. Whoever reads it drives it: a socket, a plain answer or a background task. Leaving it
early is cancelling it, and the bill then holds what had been consumed.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Final

from bot.sandbox.openai.decision import Decision, ImageCall
from bot.sandbox.openai.event import Event
from bot.sandbox.openai.event_mark import Mark
from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.function_call import call_function
from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.image_call import PlannedCall, draw, moderation_error, plan
from bot.sandbox.openai.mainline import STAND_IN, decide
from bot.sandbox.openai.response_body import body
from bot.sandbox.openai.speech import speak
from bot.sandbox.openai.tokens import REPLY_OVERHEAD, text_tokens
from bot.sandbox.openai.work import Work
from bot.sandbox.openai.workshop import Workshop


async def make(work: Work, shop: Workshop) -> AsyncGenerator[Event, None]:
    """Yield every event of *work*; afterwards it is ended, its bill closed and its log complete."""
    hang, slow = Mark(work.faults.get("hang")), work.faults.get("slow")
    try:
        async with aclosing(_story(work, shop)) as events:
            async for event in events:
                await asyncio.sleep(slow.delay_s if slow else 0)
                yield event
                if hang.reached(event):
                    await asyncio.Event().wait()
    finally:
        _settle(work, shop)


def _settle(work: Work, shop: Workshop) -> None:
    if not work.ended:
        work.status, work.completed_at = "cancelled", shop.clock()
    work.bill.state = "cancelled" if work.status == "cancelled" else "final"
    work.log.close()


async def _story(work: Work, shop: Workshop) -> AsyncGenerator[Event, None]:
    yield work.event("response.created", response=body(work, shop.settings))
    if work.background:
        yield work.event("response.queued", response=body(work, shop.settings))
    work.status = "in_progress"
    yield work.event("response.in_progress", response=body(work, shop.settings))
    if fault := work.faults.get("error_flat", "error_nested"):
        yield _error(work, fault, shop)
        return
    async for event in _reply(work, shop):
        yield event
    yield _end(work, shop)


async def _reply(work: Work, shop: Workshop) -> AsyncGenerator[Event, None]:
    decision = _decision(work, shop)
    calls = [plan(work, call) for call in decision.images]
    if not _affordable(work, decision, calls):
        return
    if shop.settings.reasoning_items:
        for event in _reasoning(work):
            yield event
    for call in calls:
        async for event in draw(work, call, shop):
            yield event
    async for event in _written(work, decision):
        yield event


async def _written(work: Work, decision: Decision) -> AsyncGenerator[Event, None]:
    """Yield what the mainline wrote itself: the functions it calls, then its words."""
    for function in decision.functions:
        async for event in call_function(work, function):
            yield event
    for text, refusal in ((decision.words, False), (decision.refusal, True)):
        if text is not None:
            async for event in speak(work, text, refusal=refusal):
                yield event


def _decision(work: Work, shop: Workshop) -> Decision:
    if fault := work.faults.get("no_image"):
        return Decision(words=fault.message or STAND_IN)
    if work.faults.has("two_images"):
        return Decision(images=(ImageCall(), ImageCall()))
    return shop.script.take(work.request.instruction) or decide(work.request)


def _affordable(work: Work, decision: Decision, calls: list[PlannedCall]) -> bool:
    """Count the mainline's output; false where it does not fit or a fault ends it, and then nothing more is made."""
    written = [call.revised_prompt for call in calls] + [decision.words or "", decision.refusal or ""]
    written += [call.name + call.arguments for call in decision.functions]
    wanted, most = text_tokens(written) + REPLY_OVERHEAD, work.request.max_output_tokens
    work.tally.output = wanted if most is None else min(wanted, most)
    fault = work.faults.get("incomplete")
    if fault is None and wanted == work.tally.output:
        return True
    work.incomplete_reason = fault.reason if fault else "max_output_tokens"
    return False


def _reasoning(work: Work) -> list[Event]:
    item = {"id": new_id("rs"), "type": "reasoning", "summary": []}
    spot = {"output_index": work.place(item), "item": item}
    return [work.event("response.output_item.added", **spot), work.event("response.output_item.done", **spot)]


def _end(work: Work, shop: Workshop) -> Event:
    if fault := work.faults.get("failed_moderation"):
        work.error = {**moderation_error(fault), "code": fault.code or "image_content_policy_violation"}
    work.status = "incomplete" if work.incomplete_reason else "failed" if work.error else "completed"
    work.completed_at = shop.clock()
    return work.event(f"response.{work.status}", response=body(work, shop.settings))


def _error(work: Work, fault: Fault, shop: Workshop) -> Event:
    """Return the event that ends a stream instead of an end: the error flat in the event, or nested in it."""
    told = ERRORS[fault.kind](fault)
    work.error = {"code": told["code"], "message": told["message"]}
    work.status, work.completed_at = "failed", shop.clock()
    return work.event("error", **told) if fault.kind == "error_flat" else work.event("error", error=told)


def _server_error(fault: Fault) -> dict[str, Any]:
    message = fault.message or "The server had an error while processing your request."
    return {"code": fault.code or "server_error", "message": message, "param": None}


ERRORS: Final = {"error_flat": _server_error, "error_nested": moderation_error}
