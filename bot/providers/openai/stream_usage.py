"""Token counts as reported: absent stays None, never zero.

The two usages are disjoint: `usage` is the mainline's alone, `tool_usage.image_gen` the image model's.
"""

from typing import Any

from bot.domain.upstream import ImageTokens, MainlineTokens
from bot.providers.openai.stream_fields import number, table


def mainline_tokens(response: dict[str, Any]) -> MainlineTokens | None:
    """Return `response.usage`, None where it is absent or null."""
    usage = table(response, "usage")
    if not usage:
        return None
    cached = table(usage, "input_tokens_details")
    return MainlineTokens(
        input=number(usage, "input_tokens"),
        output=number(usage, "output_tokens"),
        cached=number(cached, "cached_tokens"),
        cache_write=number(cached, "cache_write_tokens"),
        reasoning=number(table(usage, "output_tokens_details"), "reasoning_tokens"),
    )


def image_tokens(response: dict[str, Any]) -> ImageTokens | None:
    """Return `response.tool_usage.image_gen`, None where it is absent."""
    usage = table(table(response, "tool_usage"), "image_gen")
    if not usage:
        return None
    given, made = table(usage, "input_tokens_details"), table(usage, "output_tokens_details")
    cached = table(usage, "cached_tokens_details")
    return ImageTokens(
        text_in=number(given, "text_tokens"),
        image_in=number(given, "image_tokens"),
        output=number(usage, "output_tokens"),
        text_in_cached=number(cached, "cached_text_tokens"),
        image_in_cached=number(cached, "cached_image_tokens"),
        input_total=number(usage, "input_tokens"),
        image_out=number(made, "image_tokens"),
        text_out=number(made, "text_tokens"),
        cached_total=number(usage, "cached_tokens"),
    )
