"""`/v1/images/…`: pictures without a conversation, in one piece. No mainline takes part, and none is billed.

From words, or from pictures that a form brings along: then what is billed has their tokens, too.
"""

import asyncio
from typing import Any, Final

import orjson
from aiohttp import web

from bot.sandbox.openai import form
from bot.sandbox.openai.fault_answers import hang_up, strike
from bot.sandbox.openai.fault_pictures import spoiled
from bot.sandbox.openai.faults import FaultSet
from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.images_request import ImagesRequest, legal_images_request
from bot.sandbox.openai.input_picture import InputPicture, picture_of
from bot.sandbox.openai.meter import Bill, Tally
from bot.sandbox.openai.painter import Order
from bot.sandbox.openai.refusal import Refusal, json_response
from bot.sandbox.openai.studio import develop
from bot.sandbox.openai.tokens import REPLY_OVERHEAD, edit_input_tokens, image_output_tokens, text_tokens
from bot.sandbox.openai.workshop import WORKSHOP, Workshop

NUMBERS: Final = frozenset({"n", "output_compression"})


async def generate(request: web.Request) -> web.Response:
    """`POST /v1/images/generations`"""
    shop = request.app[WORKSHOP]
    return await _draw(request, legal_images_request(await request.read(), shop.settings), [])


async def edit(request: web.Request) -> web.Response:
    """`POST /v1/images/edits`"""
    shop = request.app[WORKSHOP]
    found = form.fields(request.headers.get("Content-Type", ""), await request.read())
    words = {one.name: _plain(one) for one in found if not one.is_file}
    given = [picture_of(one.data, "image") for one in found if one.is_file and one.name == "image"]
    if strange := next((one.name for one in found if one.is_file and one.name != "image"), None):
        raise Refusal(f"This sandbox takes no '{strange}'.", code="unknown_parameter", param=strange)
    if not given:
        raise Refusal("Missing required parameter: 'image'.", code="missing_required_parameter", param="image")
    return await _draw(request, legal_images_request(orjson.dumps(words), shop.settings), given)


def _plain(field: form.Field) -> str | int:
    text = field.data.decode("utf-8", "replace")
    return int(text) if field.name in NUMBERS and text.isdecimal() else text


async def _draw(request: web.Request, wanted: ImagesRequest, given: list[InputPicture]) -> web.Response:
    shop = request.app[WORKSHOP]
    faults = shop.faults.take("images", prompt=wanted.prompt)
    await strike(request, faults)
    bill = _bill(wanted, given, request.headers.get("X-Client-Request-Id"), shop)
    try:
        pictures = [await _picture(wanted, given, bill, faults, shop) for _ in range(wanted.n or 1)]
    except asyncio.CancelledError:
        bill.state = "cancelled"
        raise
    bill.state = "final"
    if faults.get("cut", "early_end"):
        hang_up(request)
    return json_response(_body(wanted, bill, pictures, shop))


def _bill(wanted: ImagesRequest, given: list[InputPicture], client_request_id: str | None, shop: Workshop) -> Bill:
    model = wanted.tool.image_model
    tally = Tally(model, model, shop.settings.cached_share)
    tally.text_input = text_tokens([wanted.prompt]) + REPLY_OVERHEAD
    tally.image_input = sum(edit_input_tokens(one.width, one.height) for one in given)
    return shop.meter.open(Bill(new_id("img"), client_request_id, {}, tally))


async def _picture(
    wanted: ImagesRequest, given: list[InputPicture], bill: Bill, faults: FaultSet, shop: Workshop
) -> str:
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
        action="edit" if given else "generate",
        source=given[0].data if given else None,
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
    given = tally.text_input + tally.image_input
    return {
        "input_tokens": given,
        "input_tokens_details": {"image_tokens": tally.image_input, "text_tokens": tally.text_input},
        "output_tokens": tally.image_output,
        "output_tokens_details": {"image_tokens": tally.image_output, "text_tokens": 0},
        "total_tokens": given + tally.image_output,
    }
