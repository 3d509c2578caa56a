"""Faults that strike before any work: the answer they give, as a table. They bill nothing."""

import asyncio
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.sandbox.openai.fault import Fault
from bot.sandbox.openai.faults import FaultSet
from bot.sandbox.openai.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """An error as upstream gives it; a fault may replace its message, code and parameter."""

    status: int
    kind: str
    code: str | None
    message: str
    param: str | None = None


ANSWERS: Final[dict[str, Answer]] = {
    "http_401": Answer(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
    "http_403_unverified": Answer(
        403,
        "invalid_request_error",
        None,
        "Your organization must be verified to use the model `gpt-image-2`. Please go to your organization's settings "
        "and click on Verify Organization.",
    ),
    "http_404_model": Answer(
        404, "invalid_request_error", "model_not_found", "The model does not exist or you do not have access.", "model"
    ),
    "http_429_rate": Answer(429, "requests", "rate_limit_exceeded", "Rate limit reached for images per minute."),
    "http_429_quota": Answer(
        429, "insufficient_quota", "credit_balance_exhausted", "You exceeded your current quota; check your billing."
    ),
    "http_500": Answer(500, "server_error", None, "The server had an error while processing your request."),
    "http_503": Answer(503, "server_error", None, "The engine is currently overloaded, please try again later."),
    "http_400_moderation": Answer(
        400, "image_generation_user_error", "moderation_blocked", "Your request was rejected by the safety system."
    ),
    "http_400_invalid": Answer(400, "invalid_request_error", "invalid_value", "Invalid value."),
    "background_rejected": Answer(
        400,
        "invalid_request_error",
        "unsupported_parameter",
        "Background mode is not supported with this tool.",
        "background",
    ),
    "retrieve_404": Answer(404, "invalid_request_error", None, "Response not found."),
}
WITH_RETRY_AFTER: Final = frozenset({"http_429_rate", "http_503"})
DROP: Final = "drop_before_headers"


async def strike(request: web.Request, faults: FaultSet) -> None:
    """Let the faults of the first stage strike: wait, hang up, or raise a `Refusal`. Returns if there are none."""
    if late := faults.get("slow_start"):
        await asyncio.sleep(late.delay_s)
    if faults.has(DROP):
        hang_up(request)
        raise ConnectionResetError(DROP)
    if fault := faults.get(*ANSWERS):
        raise _refusal(fault, ANSWERS[fault.kind])


def hang_up(request: web.Request) -> None:
    """Close the connection under *request* once what was written is out."""
    if request.transport is not None:
        request.transport.close()


def _refusal(fault: Fault, answer: Answer) -> Refusal:
    return Refusal(
        fault.message or answer.message,
        status=answer.status,
        kind=answer.kind,
        code=fault.code or answer.code,
        param=fault.param or answer.param,
        extra={"moderation_details": _at_input(fault)} if fault.kind == "http_400_moderation" else None,
        headers={"Retry-After": f"{fault.retry_after:g}"} if fault.kind in WITH_RETRY_AFTER else None,
    )


def _at_input(fault: Fault) -> dict[str, object]:
    """Before any work there is no output, so the stage is `input` unless the fault says otherwise."""
    told = "stage" in fault.model_fields_set
    return {**fault.moderation_details(), "moderation_stage": fault.stage if told else "input"}
