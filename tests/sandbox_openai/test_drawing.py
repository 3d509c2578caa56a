"""A picture asked for is a picture drawn, told by the events upstream uses."""

from typing import Any

import pytest
from openai import AsyncOpenAI
from PIL import Image

from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import asked, data_url, opened, picture, streamed, tool, types, with_picture


async def test_a_drawing_is_told_in_upstream_order(client: AsyncOpenAI) -> None:
    """Numbers start at 0, previews come first, and the picture is in the item and once more in the end."""
    events = await streamed(client, **asked(tools=[tool(partial_images=2)]))
    assert [event.sequence_number for event in events] == list(range(10))
    assert types(events) == [
        "created",
        "in_progress",
        "output_item.added",
        "image_generation_call.in_progress",
        "image_generation_call.generating",
        "image_generation_call.partial_image",
        "image_generation_call.partial_image",
        "image_generation_call.completed",
        "output_item.done",
        "completed",
    ]
    assert [event.partial_image_index for event in events[5:7]] == [0, 1]
    assert events[8].item.result == events[9].response.output[0].result
    assert opened(events[8].item.result).size == (1024, 1024)
    assert opened(events[5].partial_image_b64).size == (1024, 1024)


async def test_the_response_echoes_what_was_asked_and_what_was_done(client: AsyncOpenAI) -> None:
    """Settings left to the model are resolved in the item, not in the tool's echo."""
    body = asked(
        tools=[tool(size="auto", quality="auto")],
        metadata={"turn": "t1"},
        safety_identifier="abc",
        reasoning={"effort": "low"},
        store=False,
    )
    done = await client.responses.create(**body)
    item: Any = done.output[0]
    assert (item.size, item.quality, item.action, item.output_format) == ("1024x1024", "medium", "generate", "png")
    assert item.revised_prompt and "a red fox" in item.revised_prompt
    echoed: Any = done.tools[0]
    assert (echoed.model, echoed.size, echoed.quality) == ("gpt-image-2", "auto", "auto")
    assert (done.service_tier, done.background, done.metadata) == ("default", False, {"turn": "t1"})
    assert (done.status, done.error, done.incomplete_details) == ("completed", None, None)
    assert done._request_id and done._request_id.startswith("req_")


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("size", ["1536x864", "1024x1536"])
async def test_every_format_has_the_exact_size(client: AsyncOpenAI, form: str, size: str) -> None:
    """The bytes are what the echo says they are."""
    done: Any = await client.responses.create(**asked(tools=[tool(size=size, output_format=form)]))
    image = opened(done.output[0].result)
    assert (image.format, f"{image.width}x{image.height}") == (form.upper(), size)


@pytest.mark.parametrize("form", ["png", "webp"])
async def test_a_transparent_background_is_transparent(client: AsyncOpenAI, form: str) -> None:
    """Some of the picture is see-through where that was asked for."""
    done: Any = await client.responses.create(**asked(tools=[tool(background="transparent", output_format=form)]))
    alpha: Any = opened(done.output[0].result).getchannel("A").getextrema()
    assert alpha[0] == 0
    assert done.output[0].background == "transparent"


async def test_the_same_words_make_a_new_picture_each_time(client: AsyncOpenAI) -> None:
    """Asking again is a variation, not a copy."""
    first: Any = await client.responses.create(**asked())
    second: Any = await client.responses.create(**asked())
    assert first.output[0].result != second.output[0].result


@pytest.mark.parametrize(
    ("demanded", "text", "action"),
    [
        ("edit", "a fox", "edit"),
        ("generate", "make it blue", "generate"),
        ("auto", "make it blue", "edit"),
        (None, "remove the tree", "edit"),
        ("auto", "a portrait of a fox", "generate"),
    ],
)
async def test_an_edit_is_what_was_demanded_or_what_reads_as_one(
    client: AsyncOpenAI, demanded: str | None, text: str, action: str
) -> None:
    """With a picture at hand, only words of change change it."""
    done: Any = await client.responses.create(**asked(with_picture(text), tools=[tool(action=demanded)]))
    assert done.output[0].action == action


async def test_an_edit_derives_from_its_picture(client: AsyncOpenAI) -> None:
    """The old picture shines through the new one."""
    done: Any = await client.responses.create(**asked(with_picture("make it warmer"), tools=[tool(action="edit")]))
    red, green, blue = opened(done.output[0].result).convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert blue > red
    assert blue > green


async def test_a_mask_keeps_what_it_covers(client: AsyncOpenAI) -> None:
    """Where the mask is opaque, the old picture stays."""
    mask = Image.new("RGBA", (1024, 1024), (0, 0, 0, 255))
    mask.paste((0, 0, 0, 0), (512, 0, 1024, 1024))
    masked = tool(action="edit", input_image_mask={"image_url": data_url(mask)})
    done: Any = await client.responses.create(**asked(with_picture("add a hat"), tools=[masked]))
    image = opened(done.output[0].result)
    assert image.getpixel((5, 5)) == (10, 120, 200)
    assert image.getpixel((1018, 5)) != (10, 120, 200)


async def test_an_earlier_response_can_be_edited_and_is_read_again(client: AsyncOpenAI) -> None:
    """Chaining by id works, and bills all of the past once more."""
    first = await client.responses.create(**asked())
    second: Any = await client.responses.create(
        **asked("make it blue", tools=[tool(action="edit")], previous_response_id=first.id)
    )
    assert first.usage is not None
    assert second.output[0].action == "edit"
    assert second.usage.input_tokens > first.usage.total_tokens


async def test_a_picture_that_breaks_while_painting_fails_the_response(client: AsyncOpenAI) -> None:
    """What passes for a picture at the door may still be unreadable."""
    head, _, whole = picture(form="JPEG").partition(",")
    broken = f"{head},{whole[: len(whole) // 8 * 4]}"
    done: Any = await client.responses.create(
        **asked(with_picture("make it blue", broken), tools=[tool(action="edit")])
    )
    assert (done.status, done.error.code) == ("failed", "image_parse_error")


async def test_a_reasoning_item_moves_the_picture_to_the_second_place(
    sandbox: OpenAISandbox, client: AsyncOpenAI
) -> None:
    """Nobody may rely on the picture being first."""
    sandbox.settings.reasoning_items = True
    events = await streamed(client, **asked())
    assert [event.output_index for event in events if event.type == "response.output_item.done"] == [0, 1]


async def test_a_canned_picture_is_real_large_and_never_the_same(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Benchmarks get pictures of the size they want without paying for paint."""
    sandbox.settings.turn({"canned_picture_bytes": 300_000, "canned_preview_bytes": 90_000})
    events = await streamed(client, **asked(tools=[tool(partial_images=1)]))
    again: Any = await client.responses.create(**asked())
    preview, final = events[5].partial_image_b64, events[-1].response.output[0].result
    assert opened(final).size == opened(preview).size == (1024, 1024)
    assert abs(len(final) * 3 // 4 - 300_000) < 1_000
    assert abs(len(preview) * 3 // 4 - 90_000) < 1_000
    assert again.output[0].result != final
