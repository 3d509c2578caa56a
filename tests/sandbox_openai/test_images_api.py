"""The Image API draws without a conversation and bills the image model alone."""

import base64

import openai
import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import opened


async def test_several_pictures_are_drawn_counted_and_billed(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """`n` pictures, each another, and one usage for all."""
    done = await client.images.generate(
        prompt="a red fox",
        model="gpt-image-2",
        n=2,
        size="1536x1024",
        quality="low",
        output_format="jpeg",
        extra_headers={"X-Client-Request-Id": "att_9"},
    )
    assert done.data is not None
    assert done.usage is not None
    first, second = [picture.b64_json for picture in done.data]
    assert first != second
    assert opened(first).size == (1536, 1024)
    assert (done.size, done.quality, done.output_format) == ("1536x1024", "low", "jpeg")
    assert (done.usage.input_tokens, done.usage.output_tokens) == (3 + 20, 2 * 158)
    [bill] = sandbox.meter.select(client_request_id="att_9")
    assert {line.token_class: line.tokens for line in bill.lines} == {"text_input": 23, "image_output": 316}
    assert (bill.state, bill.nano_usd) == ("final", 23 * 5_000 + 316 * 30_000)


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"n": 11}, "n"),
        ({"size": "1x1"}, "size"),
        ({"response_format": "url"}, "response_format"),
        ({"prompt": ""}, "prompt"),
    ],
)
async def test_the_image_api_is_strict(client: AsyncOpenAI, changes: dict[str, object], param: str) -> None:
    """The tool's limits hold, and what was retired is unknown."""
    body = {"prompt": "a fox", "model": "gpt-image-2", **changes}
    with pytest.raises(openai.BadRequestError) as caught:
        await client.post("/images/generations", body=body, cast_to=object)
    assert caught.value.param == param


async def test_the_image_api_has_its_own_faults(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Moderation before work is free; a cut after it is not."""
    sandbox.faults.add("http_400_moderation", on="images")
    sandbox.faults.add("cut", on="images")
    with pytest.raises(openai.BadRequestError):
        await client.images.generate(prompt="a fox", model="gpt-image-2")
    assert sandbox.meter.bills == []
    with pytest.raises(openai.APIConnectionError):
        await client.images.generate(prompt="a fox", model="gpt-image-2")
    assert sandbox.meter.bills[0].state == "final"


async def test_a_given_picture_is_changed_and_its_tokens_are_billed(
    sandbox: OpenAISandbox, client: AsyncOpenAI
) -> None:
    """It comes in a form, as a file."""
    first = await client.images.generate(prompt="a red fox", model="gpt-image-2", size="1024x1024", quality="low")
    assert first.data is not None
    before = base64.b64decode(first.data[0].b64_json or "")
    done = await client.images.edit(
        image=[("fox.png", before, "image/png")],
        prompt="in the snow",
        model="gpt-image-2",
        size="1024x1024",
        quality="low",
        n=1,
    )
    assert done.data is not None
    assert done.usage is not None
    assert opened(done.data[0].b64_json).size == (1024, 1024)
    assert done.usage.input_tokens_details.image_tokens == 1024
    bill = sandbox.meter.bills[-1]
    assert {line.token_class: line.tokens for line in bill.lines}["image_input"] == 1024


@pytest.mark.parametrize("data", [b"no picture", b""])
async def test_what_is_no_picture_is_not_changed(client: AsyncOpenAI, data: bytes) -> None:
    """Refused by name."""
    with pytest.raises(openai.BadRequestError) as caught:
        await client.images.edit(image=("fox.png", data, "image/png"), prompt="a fox", model="gpt-image-2")
    assert caught.value.param == "image"
