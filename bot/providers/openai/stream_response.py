"""One `Response` object and its parts, as values: pure mapping, no pictures, no state."""

from collections.abc import Iterator
from typing import Any, Final

from bot.domain.upstream import Ended, FunctionCall, ToolCall, UpstreamError
from bot.providers.openai.stream_fields import rows, table, word
from bot.providers.openai.stream_usage import image_tokens, mainline_tokens

IMAGE_CALL: Final = "image_generation_call"
FUNCTION_CALL: Final = "function_call"
LONGEST_NAME: Final = 64
TEXT_PARTS: Final = {"output_text": "text", "refusal": "refusal"}
"""Parts of a message that are words, and the field that holds them."""


def upstream_error(error: dict[str, Any], limit: int) -> UpstreamError | None:
    """Return an error object as a value, None for an empty one; its message has at most *limit* characters."""
    if not error:
        return None
    details = table(error, "moderation_details")
    categories = details.get("categories")
    return UpstreamError(
        code=word(error, "code"),
        message=(word(error, "message") or "")[:limit],
        type=word(error, "type"),
        param=word(error, "param"),
        moderation_stage=word(details, "moderation_stage"),
        moderation_categories=tuple(c for c in categories if isinstance(c, str))
        if isinstance(categories, list)
        else (),
    )


def tool_call(item: dict[str, Any], limit: int) -> ToolCall:
    """Return an `image_generation_call` item without its result; a missing id is an empty one."""
    revised = word(item, "revised_prompt")
    return ToolCall(
        call_id=word(item, "id") or "",
        status=word(item, "status"),
        action=word(item, "action"),
        size=word(item, "size"),
        quality=word(item, "quality"),
        background=word(item, "background"),
        output_format=word(item, "output_format"),
        revised_prompt=None if revised is None else revised[:limit],
        error=upstream_error(table(item, "error"), limit),
    )


def function_call(item: dict[str, Any], limit: int) -> FunctionCall | None:
    """Return a completed `function_call` item; None for any other. Arguments over *limit* characters are left out."""
    if item.get("type") != FUNCTION_CALL or word(item, "status") not in {None, "completed"}:
        return None
    arguments = word(item, "arguments") or ""
    return FunctionCall((word(item, "name") or "")[:LONGEST_NAME], arguments if len(arguments) <= limit else "")


def ended(response: dict[str, Any], status: str, sequence: int | None, limit: int) -> Ended:
    """Return *response* as an end; *status* is used where it does not name its own."""
    return Ended(
        response_id=word(response, "id"),
        status=word(response, "status") or status,
        sequence=sequence,
        model=word(response, "model"),
        service_tier=word(response, "service_tier"),
        image_model=image_model(response),
        mainline=mainline_tokens(response),
        image=image_tokens(response),
        text="".join(texts(response))[:limit],
        incomplete_reason=word(table(response, "incomplete_details"), "reason"),
        error=upstream_error(table(response, "error"), limit),
    )


def image_model(response: dict[str, Any]) -> str | None:
    """Return the image model that the response's own list of tools names."""
    return next(
        (word(tool, "model") for tool in rows(response, "tools") if tool.get("type") == "image_generation"), None
    )


def texts(response: dict[str, Any]) -> Iterator[str]:
    """Yield the words of the response's messages in order, refusals included."""
    for item in rows(response, "output"):
        for part in rows(item, "content") if item.get("type") == "message" else ():
            yield word(part, TEXT_PARTS.get(str(part.get("type")), "")) or ""
