"""From a legal request to work that has begun: its pictures looked at, its past found, its bill opened.

Whatever can still be refused is refused here; after that the meter runs.
"""

import pybase64

from bot.sandbox.openai.faults import FaultSet
from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.input_picture import InputPicture, mask, pictures
from bot.sandbox.openai.meter import Bill, Tally
from bot.sandbox.openai.refusal import Refusal
from bot.sandbox.openai.responses_request import ResponsesRequest
from bot.sandbox.openai.tokens import TOOL_OVERHEAD, read_tokens, text_tokens
from bot.sandbox.openai.work import Work
from bot.sandbox.openai.workshop import Workshop


def admit(request: ResponsesRequest, faults: FaultSet, client_request_id: str | None, shop: Workshop) -> Work:
    """Return the work for *request*, with an open bill for what the mainline has to read."""
    earlier = _earlier(request, shop)
    seen = [*pictures(request), *(_drawn(earlier) if earlier else [])]
    work = Work(
        id=new_id("resp"),
        request=request,
        bill=Bill("", client_request_id, request.metadata or {}, _tally(request, shop)),
        created_at=shop.clock(),
        pictures=seen,
        mask=mask(request, seen),
        faults=faults,
        status="queued" if request.background else "in_progress",
    )
    work.bill.response_id = work.id
    work.tally.input = _input_tokens(request, seen) + (earlier.tally.input + earlier.tally.output if earlier else 0)
    shop.meter.open(work.bill)
    if request.stored or work.background:
        shop.shelf.put(work)
    return work


def _tally(request: ResponsesRequest, shop: Workshop) -> Tally:
    image_model = request.tool.image_model if request.tool else None
    return Tally(request.model, image_model, shop.settings.cached_share)


def _input_tokens(request: ResponsesRequest, seen: list[InputPicture]) -> int:
    looking = sum(read_tokens(picture.width, picture.height, picture.detail) for picture in seen)
    return text_tokens(request.texts) + (TOOL_OVERHEAD if request.tool else 0) + looking


def _earlier(request: ResponsesRequest, shop: Workshop) -> Work | None:
    if request.previous_response_id is None:
        return None
    try:
        return shop.shelf.get(request.previous_response_id)
    except Refusal as refusal:
        text = f"Previous response with id '{request.previous_response_id}' not found."
        code, param = "previous_response_not_found", "previous_response_id"
        raise Refusal(text, status=404, code=code, param=param) from refusal


def _drawn(earlier: Work) -> list[InputPicture]:
    """Return the pictures an earlier response made, which the mainline sees again."""
    items = [item for item in earlier.output if item.get("type") == "image_generation_call" and item.get("result")]
    return [_as_input(item) for item in items]


def _as_input(item: dict[str, str]) -> InputPicture:
    width, height = item["size"].split("x")
    return InputPicture(pybase64.b64decode(item["result"]), int(width), int(height))
