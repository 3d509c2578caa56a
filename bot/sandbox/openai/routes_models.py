"""`/v1/models`: what is served, and until when."""

from typing import Any, Final

from aiohttp import web

from bot.sandbox.openai.catalogue import LEAVING, listed
from bot.sandbox.openai.fault_answers import strike
from bot.sandbox.openai.refusal import Refusal, json_response
from bot.sandbox.openai.workshop import WORKSHOP

CREATED: Final = 1_767_225_600


def _model(model_id: str) -> dict[str, Any]:
    last_day = {"shutdown_date": LEAVING[model_id]} if model_id in LEAVING else {}
    return {"id": model_id, "object": "model", "created": CREATED, "owned_by": "system", **last_day}


async def list_models(request: web.Request) -> web.Response:
    """`GET /v1/models`"""
    await strike(request, request.app[WORKSHOP].faults.take("models"))
    return json_response({"object": "list", "data": [_model(model_id) for model_id in listed()]})


async def get_model(request: web.Request) -> web.Response:
    """`GET /v1/models/{id}`"""
    await strike(request, request.app[WORKSHOP].faults.take("models"))
    model_id = request.match_info["id"]
    if model_id not in listed():
        text = f"The model '{model_id}' does not exist or you do not have access to it."
        raise Refusal(text, status=404, code="model_not_found", param="model")
    return json_response(_model(model_id))
