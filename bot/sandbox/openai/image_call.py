"""One call of the image tool, told as events: begun, generating, previews, done.

The tally grows where upstream would have spent: the image model's input when it begins, 100 tokens with each preview
that goes out, the picture itself once it is painted.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.openai.decision import Action, ImageCall
from bot.sandbox.openai.event import Event
from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.fault_pictures import spoiled
from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.image_tool import ImageTool
from bot.sandbox.openai.mainline import action_for, revised_prompt
from bot.sandbox.openai.painter import Order
from bot.sandbox.openai.studio import Developed, UnreadablePicture, develop
from bot.sandbox.openai.tokens import REPLY_OVERHEAD, edit_input_tokens, image_output_tokens, text_tokens
from bot.sandbox.openai.work import Work
from bot.sandbox.openai.workshop import Workshop

PREFIX = "response.image_generation_call"
BLOCKED = "Your request was rejected by the safety system."


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A call with nothing left open."""

    action: Action
    revised_prompt: str


def plan(work: Work, call: ImageCall) -> PlannedCall:
    """Return *call* with the stand-in's choices filled in."""
    action = action_for(work.request, call, sees_picture=bool(work.pictures))
    written = call.revised_prompt
    return PlannedCall(action, revised_prompt(work.request.instruction, action) if written is None else written)


async def draw(work: Work, call: PlannedCall, shop: Workshop) -> AsyncGenerator[Event, None]:
    """Yield the events of one call; its output item is placed in *work* and filled in on the way."""
    tool = work.request.tool or ImageTool(type="image_generation")
    order = _order(work, call, tool, shop)
    item: dict[str, Any] = {"id": new_id("ig"), "type": "image_generation_call", "status": "in_progress"}
    item["result"] = None
    spot = {"output_index": work.place(item), "item_id": item["id"]}
    yield work.event("response.output_item.added", output_index=spot["output_index"], item=dict(item))
    yield work.event(f"{PREFIX}.in_progress", **spot)
    _count_input(work, order)
    item["status"] = "generating"
    yield work.event(f"{PREFIX}.generating", **spot)
    item |= _echo(order) | {"revised_prompt": call.revised_prompt}
    blocked = work.faults.get("failed_moderation", "item_failed")
    if blocked is None or blocked.stage != "input":
        async for event in _develop(work, item, order, spot, shop):
            yield event
    if blocked or work.error:
        _withdraw(item, blocked)
    else:
        yield work.event(f"{PREFIX}.completed", **spot)
    yield work.event("response.output_item.done", output_index=spot["output_index"], item=_announced(work, item))


async def _develop(
    work: Work, item: dict[str, Any], order: Order, spot: dict[str, Any], shop: Workshop
) -> AsyncGenerator[Event, None]:
    """Yield the previews, then put the finished picture into *item*."""
    try:
        made = await _pictures(work, order, shop)
    except UnreadablePicture as unreadable:
        work.error = {"code": "image_parse_error", "message": str(unreadable)}
        return
    for at, preview in enumerate(made.previews):
        await asyncio.sleep(shop.settings.preview_interval_s)
        work.tally.previews += 1
        told = {**spot, "partial_image_b64": preview, "partial_image_index": at, **_echo(order, action=False)}
        yield work.event(f"{PREFIX}.partial_image", **told)
    await asyncio.sleep(shop.settings.preview_interval_s)
    model = work.tally.image_model or ""
    work.tally.image_output += image_output_tokens(model, order.width, order.height, order.quality)
    work.tally.images += 1
    item["result"] = made.final
    item["status"] = "generating" if work.faults.has("final_generating") else "completed"


async def _pictures(work: Work, order: Order, shop: Workshop) -> Developed:
    """Return what the studio makes of *order*, spoiled where a fault says so."""
    few = work.faults.get("fewer_previews")
    count = min(work.request.previews, few.count) if few else work.request.previews
    made = await develop(order, count, f"{work.id}-{len(work.output)}", shop.settings)
    spoil = [spoiled(one, work.faults, "previews") for one in made.previews]
    return Developed(spoiled(made.final, work.faults, "final"), spoil)


def _order(work: Work, call: PlannedCall, tool: ImageTool, shop: Workshop) -> Order:
    wrong = work.faults.get("wrong_size")
    width, height = tool.pixels if wrong is None else map(int, wrong.size.split("x"))
    shop.drawn[call.revised_prompt] += 1
    return Order(
        prompt=call.revised_prompt,
        width=width,
        height=height,
        action=call.action,
        quality=tool.drawn_quality,
        background=tool.drawn_background,
        output_format=tool.drawn_format,
        compression=tool.output_compression,
        variant=shop.drawn[call.revised_prompt],
        source=work.pictures[0].data if work.pictures else None,
        mask=work.mask.data if work.mask else None,
    )


def _count_input(work: Work, order: Order) -> None:
    work.tally.text_input += text_tokens([order.prompt]) + REPLY_OVERHEAD
    if order.action == "edit":
        work.tally.image_input += sum(edit_input_tokens(one.width, one.height) for one in work.pictures)


def _echo(order: Order, *, action: bool = True) -> dict[str, str]:
    """Return what was really done, as it is told."""
    done = {"size": f"{order.width}x{order.height}", "quality": order.quality}
    done |= {"background": order.background, "output_format": order.output_format}
    return {**done, "action": order.action} if action else done


def _withdraw(item: dict[str, Any], fault: Fault | None) -> None:
    """Take the picture back; an `item_failed` says why in the item itself."""
    item |= {"status": "failed", "result": None}
    if fault and fault.kind == "item_failed":
        item["error"] = moderation_error(fault)


def moderation_error(fault: Fault) -> dict[str, Any]:
    """Return the error of a blocked picture."""
    return {
        "type": "image_generation_user_error",
        "code": fault.code or "moderation_blocked",
        "message": fault.message or BLOCKED,
        "param": None,
        "moderation_details": fault.moderation_details(),
    }


def _announced(work: Work, item: dict[str, Any]) -> dict[str, Any]:
    held_back = work.faults.has("final_only_in_terminal")
    return {**item, "result": None} if held_back else dict(item)
