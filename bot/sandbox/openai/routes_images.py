"""`/v1/images/generations`: pictures without a conversation, in one piece. No mainline takes part, and none is billed."""

import asyncio
from typing import Any

from aiohttp import web

from bot.sandbox.openai.fault_answers import hang_up, strike
from bot.sandbox.openai.fault_pictures import spoiled
from bot.sandbox.openai.faults import FaultSet
from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.images_request import ImagesRequest, legal_images_request
from bot.sandbox.openai.meter import Bill, Tally
from bot.sandbox.openai.painter import Order
from bot.sandbox.openai.refusal import json_response
from bot.sandbox.openai.studio import develop
from bot.sandbox.openai.tokens import REPLY_OVERHEAD, image_output_tokens, text_tokens
from bot.sandbox.openai.workshop import WORKSHOP, Workshop


async def generate(request: web.Request) -> web.Response:
    """`POST /v1/images/generations`"""
    shop = request.app[WORKSHOP]
    wanted = legal_images_request(await request.read(), shop.settings)
    faults = shop.faults.take("images", prompt=wanted.prompt)
    await strike(request, faults)
    bill = _bill(wanted, request.headers.get("X-Client-Request-Id"), shop)
    try:
        pictures = [await _picture(wanted, bill, faults, shop) for _ in range(wanted.n or 1)]
    except asyncio.CancelledError:
        bill.state = "cancelled"
        raise
    bill.state = "final"
    if faults.get("cut", "early_end"):
        hang_up(request)
    return json_response(_body(wanted, bill, pictures, shop))


def _bill(wanted: ImagesRequest, client_request_id: str | None, shop: Workshop) -> Bill:
    model = wanted.tool.image_model
    tally = Tally(model, model, shop.settings.cached_share)
    tally.text_input = text_tokens([wanted.prompt]) + REPLY_OVERHEAD
    return shop.meter.open(Bill(new_id("img"), client_request_id, {}, tally))


async def _picture(wanted: ImagesRequest, bill: Bill, faults: FaultSet, shop: Workshop) -> str:
    shop.drawn[wanted.prompt] += 1
    tool = wanted.tool
    order = Order(
        prompt=wanted.prompt,
        width=tool.pixels[0],
        height=tool.pixels[1],
        quality=tool.drawn_quality,
        background=tool.drawn_background,
        output_format=tool.drawn_format,
        compression=tool.output_compression,
        variant=shop.drawn[wanted.prompt],
    )
    made = await develop(order, 0, f"{bill.response_id}-{shop.drawn[wanted.prompt]}", shop.settings)
    bill.tally.image_output += image_output_tokens(tool.image_model, order.width, order.height, order.quality)
    bill.tally.images += 1
    return spoiled(made.final, faults, "final")


def _body(wanted: ImagesRequest, bill: Bill, pictures: list[str], shop: Workshop) -> dict[str, Any]:
    width, height = wanted.tool.pixels
    return {
        "created": int(shop.clock()),
        "data": [{"b64_json": picture} for picture in pictures],
        "background": wanted.tool.drawn_background,
        "output_format": wanted.tool.drawn_format,
        "quality": wanted.tool.drawn_quality,
        "size": f"{width}x{height}",
        "usage": _usage(bill.tally),
    }


def _usage(tally: Tally) -> dict[str, Any]:
    return {
        "input_tokens": tally.text_input,
        "input_tokens_details": {"image_tokens": 0, "text_tokens": tally.text_input},
        "output_tokens": tally.image_output,
        "output_tokens_details": {"image_tokens": tally.image_output, "text_tokens": 0},
        "total_tokens": tally.text_input + tally.image_output,
    }
