"""The `Response` object as upstream shows it at any moment of its life, and the usage inside it.

The usage is what is *reported*; the bill is what is *consumed*. They differ where settings or faults say so.
"""

from typing import Any

from bot.sandbox.openai.function_tool import FunctionTool
from bot.sandbox.openai.image_tool import ImageTool
from bot.sandbox.openai.responses_request import ResponsesRequest
from bot.sandbox.openai.settings import Settings
from bot.sandbox.openai.tokens import PREVIEW_TOKENS
from bot.sandbox.openai.work import Work

NO_IMAGE_USAGE: dict[str, Any] = {
    "input_tokens": 0,
    "input_tokens_details": {"image_tokens": 0, "text_tokens": 0},
    "output_tokens": 0,
    "total_tokens": 0,
}


def body(work: Work, settings: Settings) -> dict[str, Any]:
    """Return the response as JSON values; pictures in it are shared, not copied."""
    told = work.ended and work.status != "cancelled"
    return {
        "id": work.id,
        "object": "response",
        "created_at": int(work.created_at),
        "completed_at": work.completed_at and int(work.completed_at),
        "status": work.status,
        "background": work.background,
        "error": work.error,
        "incomplete_details": {"reason": work.incomplete_reason} if work.incomplete_reason else None,
        "output": list(work.output),
        **_echo(work.request),
        "usage": usage(work) if told else None,
        "tool_usage": tool_usage(work, settings) if told else None,
    }


def _echo(request: ResponsesRequest) -> dict[str, Any]:
    return {
        "instructions": request.instructions,
        "max_output_tokens": request.max_output_tokens,
        "max_tool_calls": request.max_tool_calls,
        "metadata": request.metadata or {},
        "model": request.model,
        "parallel_tool_calls": request.parallel_tool_calls is not False,
        "previous_response_id": request.previous_response_id,
        "prompt_cache_key": request.prompt_cache_key,
        "reasoning": {
            "effort": request.reasoning.effort if request.reasoning else None,
            "summary": request.reasoning.summary if request.reasoning else None,
        },
        "safety_identifier": request.safety_identifier,
        "service_tier": "default",
        "store": request.stored,
        "temperature": 1.0,
        "text": _text(request),
        "tool_choice": _tool_choice(request),
        "tools": _tools(request),
        "top_p": 1.0,
        "truncation": request.truncation or "disabled",
        "user": request.user,
    }


def _text(request: ResponsesRequest) -> dict[str, Any]:
    sent = request.text.model_dump(by_alias=True, exclude_none=True) if request.text else {}
    return {"format": {"type": "text"}, "verbosity": "medium", **sent}


def _tool_choice(request: ResponsesRequest) -> Any:
    choice = request.tool_choice or "auto"
    return choice if isinstance(choice, str) else choice.model_dump()


def _tools(request: ResponsesRequest) -> list[dict[str, Any]]:
    return [_image_tool(tool) if isinstance(tool, ImageTool) else _function(tool) for tool in request.tools or ()]


def _function(tool: FunctionTool) -> dict[str, Any]:
    return {"description": None, **tool.model_dump(exclude_none=True), "strict": tool.strict is not False}


def _image_tool(tool: ImageTool) -> dict[str, Any]:
    sent = tool.model_dump(exclude_none=True, exclude={"input_image_mask"})
    defaults = {"action": "auto", "size": "auto", "quality": "auto", "background": "auto", "output_format": "png"}
    defaults |= {"moderation": "auto", "model": tool.image_model}
    return {**defaults, "output_compression": 100, "partial_images": 0, **sent}


def usage(work: Work) -> dict[str, Any] | None:
    """Return the mainline's usage, or None where a fault keeps it back."""
    if work.faults.has("no_usage"):
        return None
    tally = work.tally
    cached = {"cached_tokens": tally.cached(tally.input), "cache_write_tokens": 0}
    return {
        "input_tokens": tally.input,
        "input_tokens_details": {} if work.faults.has("cached_omitted") else cached,
        "output_tokens": tally.output,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": tally.input + tally.output,
    }


def tool_usage(work: Work, settings: Settings) -> dict[str, Any] | None:
    """Return the hosted tools' usage: all zero where no picture was drawn, None where a fault keeps it back."""
    if work.faults.has("no_tool_usage"):
        return None
    drawn = work.tally.text_input and not work.faults.has("zero_tool_usage")
    image = _image_usage(work, settings) if drawn else NO_IMAGE_USAGE
    return {"image_gen": image, "web_search": {"num_requests": 0}}


def _image_usage(work: Work, settings: Settings) -> dict[str, Any]:
    tally = work.tally
    told = tally.image_output + (PREVIEW_TOKENS * tally.previews if settings.previews_in_usage else 0)
    spent = tally.text_input + tally.image_input
    return {
        "input_tokens": spent,
        "input_tokens_details": {"image_tokens": tally.image_input, "text_tokens": tally.text_input},
        "output_tokens": told,
        "output_tokens_details": {"image_tokens": told, "text_tokens": 0},
        "total_tokens": spent + told,
        **({} if work.faults.has("cached_omitted") else _cached(work)),
    }


def _cached(work: Work) -> dict[str, Any]:
    image, text = work.tally.cached(work.tally.image_input), work.tally.cached(work.tally.text_input)
    return {
        "cached_tokens": image + text,
        "cached_tokens_details": {"cached_image_tokens": image, "cached_text_tokens": text},
    }
