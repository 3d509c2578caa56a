"""What the reader says about each kind of event, told in tables."""

from typing import Any

import pytest

from bot.domain.upstream import (
    Ended,
    Final,
    ImageTokens,
    MainlineTokens,
    Opened,
    Preview,
    StreamError,
    UpstreamError,
)
from tests.stream.wire import (
    Json,
    Layout,
    b64,
    call,
    completed,
    created,
    cut,
    end_of,
    finals,
    hear,
    item_done,
    partial,
    stream,
)

PICTURE = b"the picture" * 3
OTHER = b"another picture" * 3
BIG = bytes(range(256)) * 3000
MODERATION = {"moderation_stage": "input", "categories": ["violence", "self-harm"]}
BLOCKED = {
    "type": "image_generation_user_error",
    "code": "moderation_blocked",
    "message": "Your request was rejected.",
    "param": None,
    "moderation_details": MODERATION,
}
BLOCKED_SAID = UpstreamError(
    "moderation_blocked",
    "Your request was rejected.",
    "image_generation_user_error",
    moderation_stage="input",
    moderation_categories=("violence", "self-harm"),
)


def test_a_whole_turn_is_heard_in_order() -> None:
    """Opened, previews, the final picture once, the end."""
    item = call(PICTURE, action="generate", size="1024x1024", quality="medium", revised_prompt="a cat, in oil")
    heard = stream(created(), partial(OTHER), partial(OTHER, 1), item_done(item), completed(item, model="gpt-6-luna"))
    assert [type(event) for event in heard.events] == [Opened, Preview, Preview, Final, Ended]
    assert heard.pictures == [OTHER, OTHER, PICTURE]
    final = finals(heard)[0]
    assert (final.call.call_id, final.call.size, final.call.revised_prompt) == ("ig_1", "1024x1024", "a cat, in oil")
    assert final.sequence == 8
    assert end_of(heard).model == "gpt-6-luna"


def test_a_large_picture_survives_escapes_and_small_chunks() -> None:
    """Three quarters of a megabyte, its slashes and pluses escaped, cut every 1,000 bytes."""
    for escape in ("", "/", "+/"):
        body = Layout(escape=escape).write([created(), item_done(call(BIG)), completed()])
        heard = hear(cut(body, range(0, len(body), 1000)))
        assert heard.pictures == [BIG]


@pytest.mark.parametrize("status", ["generating", "in_progress", "failed", None])
def test_a_full_result_is_a_picture_whatever_the_status_says(status: str | None) -> None:
    """The result decides; the status is only recorded."""
    final = finals(stream(created(), item_done(call(PICTURE, status=status)), completed()))[0]
    assert final.picture is not None
    assert final.call.status == status


@pytest.mark.parametrize("first", [None, "", "not base64", "QUJ", b64(PICTURE)[:-1]])
def test_the_terminal_response_supplies_a_picture_the_item_lacked(first: str | None) -> None:
    """Final without a picture at the item's end, with it before the end."""
    heard = stream(created(), item_done(call(PICTURE) | {"result": first}), completed(call(PICTURE)))
    without, final = finals(heard)
    assert without.picture is None
    assert without.problem
    assert final.picture is not None
    assert final.problem is None
    assert heard.pictures == [PICTURE]


def test_a_repeat_is_skipped_even_where_it_differs() -> None:
    """The first usable result of a call is its picture; a call's second telling is not read."""
    heard = stream(created(), item_done(call(PICTURE)), completed(call(OTHER)))
    assert heard.pictures == [PICTURE]


def test_calls_without_an_id_are_told_apart_by_their_place() -> None:
    """A gateway that drops ids does not double its pictures."""
    first, second = call(PICTURE, ""), call(OTHER, "")
    heard = stream(created(), item_done(first, 0), item_done(second, 1), completed(first, second))
    assert heard.pictures == [PICTURE, OTHER]


def test_a_call_that_never_had_a_picture_is_told_once() -> None:
    """One final without a picture, with the reason, not one per telling."""
    item = call(None, status="failed", error=BLOCKED)
    heard = stream(created(), item_done(item), completed(item))
    (final,) = finals(heard)
    assert final.picture is None
    assert final.call.error == BLOCKED_SAID
    assert final.problem == "Your request was rejected."


ERRORS: list[tuple[Json, UpstreamError]] = [
    (
        {"type": "error", "code": "server_error", "message": "Oh.", "param": "size", "sequence_number": 4},
        UpstreamError("server_error", "Oh.", param="size"),
    ),
    ({"type": "error", "error": BLOCKED, "sequence_number": 4}, BLOCKED_SAID),
    ({"error": BLOCKED, "sequence_number": 4}, BLOCKED_SAID),
    ({"error": "out of order", "sequence_number": 4}, UpstreamError(None, "out of order")),
    ({"type": "error", "sequence_number": 4}, UpstreamError(None, "")),
]


@pytest.mark.parametrize(("event", "error"), ERRORS)
def test_error_events_flat_and_nested(event: Json, error: UpstreamError) -> None:
    """An error event is a stream's last word: a clean end after it is no broken stream."""
    heard = stream(created(), event)
    assert heard.events[-1] == StreamError(error, 4)
    assert heard.failure is None


def test_an_end_after_an_error_event_is_still_heard() -> None:
    """Usage comes with the end, and a failed turn costs too."""
    failed = completed(status="failed", error=BLOCKED, usage={"input_tokens": 7})
    heard = stream(created(), {"type": "error", "message": "no"}, failed)
    assert [type(event) for event in heard.events] == [Opened, StreamError, Ended]
    assert end_of(heard).error == BLOCKED_SAID
    assert end_of(heard).mainline == MainlineTokens(input=7, output=None)


def test_an_incomplete_response_says_why() -> None:
    """The reason is kept, and what was said so far."""
    message = {
        "type": "message",
        "content": [{"type": "output_text", "text": "I "}, {"type": "refusal", "refusal": "won't"}],
    }
    end = end_of(
        stream(created(), completed(message, status="incomplete", incomplete_details={"reason": "content_filter"}))
    )
    assert (end.status, end.incomplete_reason, end.text) == ("incomplete", "content_filter", "I won't")


TOOL_USAGE: list[tuple[Any, ImageTokens | None]] = [
    (None, None),
    ({"image_gen": None}, None),
    ({"web_search": {"num_requests": 0}}, None),
    ({"image_gen": {"output_tokens": 1756}}, ImageTokens(None, None, 1756)),
    ({"image_gen": {"output_tokens": "many", "input_tokens": True}}, ImageTokens(None, None, None)),
    (
        {
            "image_gen": {
                "input_tokens": 54,
                "input_tokens_details": {"image_tokens": 40, "text_tokens": 14},
                "output_tokens": 1372,
                "output_tokens_details": {"image_tokens": 1372, "text_tokens": 0},
                "cached_tokens": 12,
                "cached_tokens_details": {"cached_image_tokens": 8, "cached_text_tokens": 4},
                "total_tokens": 1426,
            }
        },
        ImageTokens(14, 40, 1372, 4, 8, 54, 1372, 0, 12),
    ),
]


@pytest.mark.parametrize(("usage", "tokens"), TOOL_USAGE)
def test_image_tokens_as_reported(usage: Any, tokens: ImageTokens | None) -> None:
    """What was not said is None, never zero."""
    assert end_of(stream(completed(tool_usage=usage))).image == tokens
    assert end_of(stream(completed())).image is None


def test_mainline_tokens_and_models_as_reported() -> None:
    """The mainline's own usage, its model and tier, and the image model that the tool list echoes."""
    usage = {
        "input_tokens": 2269,
        "input_tokens_details": {"cached_tokens": 100, "cache_write_tokens": 7},
        "output_tokens": 67,
        "output_tokens_details": {"reasoning_tokens": 20},
    }
    tools = [{"type": "web_search", "model": "x"}, {"type": "image_generation", "model": "gpt-image-2-2026-04-21"}]
    end = end_of(stream(completed(usage=usage, tools=tools, model="gpt-6-luna", service_tier="default")))
    assert end.mainline == MainlineTokens(2269, 67, 100, 7, 20)
    assert (end.model, end.service_tier, end.image_model) == ("gpt-6-luna", "default", "gpt-image-2-2026-04-21")
