"""What is illegal upstream is a 400 here that names the parameter, and bills nothing."""

from typing import Any

import httpx2
import pytest
from openai import APIStatusError, AsyncOpenAI, AuthenticationError

from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import asked, picture, tool, with_picture

Row = tuple[dict[str, Any], str | None, str]

SHAPES: list[Row] = [
    ({"wibble": 1}, "wibble", "unknown_parameter"),
    ({"n": 2}, "n", "unknown_parameter"),
    ({"temperature": 0.4}, "temperature", "unsupported_parameter"),
    ({"reasoning": {"effort": "max"}}, "reasoning.effort", "invalid_value"),
    ({"reasoning": {"budget": 3}}, "reasoning.budget", "unknown_parameter"),
    ({"max_output_tokens": 15}, "max_output_tokens", "integer_below_min_value"),
    ({"max_output_tokens": "100"}, "max_output_tokens", "invalid_type"),
    ({"max_tool_calls": 0}, "max_tool_calls", "integer_below_min_value"),
    ({"parallel_tool_calls": "no"}, "parallel_tool_calls", "invalid_type"),
    ({"service_tier": "cheap"}, "service_tier", "invalid_value"),
    ({"safety_identifier": "x" * 129}, "safety_identifier", "string_above_max_length"),
    ({"metadata": {str(at): "x" for at in range(17)}}, "metadata", "array_above_max_length"),
    ({"metadata": {"k": "x" * 513}}, "metadata.k", "string_above_max_length"),
    ({"metadata": {"turn": 7}}, "metadata.turn", "invalid_type"),
    ({"stream_options": {"include_obfuscation": True}}, "stream_options", "invalid_value"),
    ({"stream_options": {"include_usage": True}}, "stream_options.include_usage", "unknown_parameter"),
    ({"include": ["everything"]}, "include[0]", "invalid_value"),
    ({"truncation": "middle"}, "truncation", "invalid_value"),
    ({"text": {"verbosity": "shrill"}}, "text.verbosity", "invalid_value"),
    ({"input": []}, "input", "invalid_value"),
    ({"input": 3}, "input", "invalid_type"),
    ({"input": [{"role": "robot", "content": "x"}]}, "input[0].role", "invalid_value"),
    (
        {"input": [{"role": "user", "content": [{"type": "input_text"}]}]},
        "input[0].content[0].text",
        "missing_required",
    ),
    ({"input": [{"role": "user", "content": [{"type": "sound"}]}]}, "input[0].content[0]", "invalid_value"),
    (
        {"input": [{"role": "user", "content": [{"type": "output_text", "text": "x"}]}]},
        "input[0].content[0]",
        "invalid",
    ),
    ({"previous_response_id": "resp_none"}, "previous_response_id", "previous_response_not_found"),
]
MODELS: list[Row] = [
    ({"model": "gpt-image-2"}, "model", "invalid_value"),
    ({"model": "gpt-9"}, "model", "model_not_found"),
    ({"model": "gpt-6.2-sol", "reasoning": {"effort": "none"}}, "reasoning.effort", "unsupported_value"),
    ({"tools": [tool(), tool()]}, "tools", "array_above_max_length"),
    ({"tools": [{"type": "web_search"}]}, "tools[0].type", "invalid_value"),
    ({"tool_choice": {"type": "web_search"}}, "tool_choice", "invalid"),
    ({"tools": []}, "tool_choice", "invalid_value"),
]
TOOLS: list[tuple[dict[str, Any], str, str]] = [
    ({"n": 2}, "n", "unknown_parameter"),
    ({"model": "gpt-image-3"}, "model", "invalid_value"),
    ({"model": "gpt-image-1.5"}, "model", "invalid_value"),
    ({"model": "gpt-5.4"}, "model", "invalid_value"),
    ({"size": "1000x1000"}, "size", "invalid_value"),
    ({"size": "huge"}, "size", "invalid_value"),
    ({"size": "0x0"}, "size", "invalid_value"),
    ({"size": "3856x2160"}, "size", "invalid_value"),
    ({"size": "3072x1008"}, "size", "invalid_value"),
    ({"size": "512x512"}, "size", "invalid_value"),
    ({"size": "3840x3840"}, "size", "invalid_value"),
    ({"quality": "ultra"}, "quality", "invalid_value"),
    ({"quality": "max"}, "quality", "invalid_value"),
    ({"output_format": "bmp"}, "output_format", "invalid_value"),
    ({"output_format": "gif"}, "output_format", "invalid_value"),
    ({"output_format": "svg"}, "output_format", "invalid_value"),
    ({"output_compression": 50}, "output_compression", "invalid_value"),
    ({"output_compression": 101, "output_format": "jpeg"}, "output_compression", "integer_above_max_value"),
    ({"background": "transparent", "output_format": "jpeg"}, "background", "invalid_value"),
    ({"input_fidelity": "high"}, "input_fidelity", "invalid_value"),
    ({"partial_images": 4}, "partial_images", "integer_above_max_value"),
    ({"partial_images": -1}, "partial_images", "integer_below_min_value"),
    ({"partial_images": True}, "partial_images", "invalid_type"),
    ({"action": "paint"}, "action", "invalid_value"),
    ({"action": "edit"}, "action", "invalid_value"),
    ({"moderation": "off"}, "moderation", "invalid_value"),
]
LEGAL: list[dict[str, Any]] = [
    {"size": "auto", "quality": "auto", "background": "auto", "moderation": "low", "action": "auto"},
    {"size": "1536x864", "output_format": "webp", "output_compression": 0},
    {"size": "3072x1024", "quality": "high"},
    {"size": "1280x512"},
    {"model": "gpt-image-2.5-flare", "quality": "max", "complexity": "low"},
    {"model": None},
]
PICTURES: list[tuple[str, str]] = [
    ("data:image/png;base64,@@@@", "invalid_base64_image"),
    ("data:image/png;base64,aGVsbG8gd29ybGQ=", "invalid_image_format"),
    ("data:image/png,plain", "invalid_image_url"),
    ("http://example.com/a.png", "invalid_image_url"),
    (picture(64, 64, form="BMP"), "invalid_image_format"),
]


async def refused(client: AsyncOpenAI, body: dict[str, Any]) -> APIStatusError:
    """Return the error that *body* earns, sent as raw as it is."""
    with pytest.raises(APIStatusError) as caught:
        await client.post("/responses", body=body, cast_to=object)
    return caught.value


@pytest.mark.parametrize(("changes", "param", "code"), SHAPES + MODELS)
async def test_an_illegal_parameter_is_named(
    sandbox: OpenAISandbox, client: AsyncOpenAI, changes: dict[str, Any], param: str, code: str
) -> None:
    """The error says which parameter and why, in OpenAI's shape."""
    error = await refused(client, asked(**changes))
    assert error.param == param
    assert error.code is not None
    assert error.code.startswith(code)
    assert (error.type, error.status_code) == ("invalid_request_error", 404 if "not_found" in code else 400)
    assert error.request_id
    assert sandbox.meter.bills == []


@pytest.mark.parametrize(("changes", "field", "code"), TOOLS)
async def test_an_illegal_tool_parameter_is_named(
    client: AsyncOpenAI, changes: dict[str, Any], field: str, code: str
) -> None:
    """The tool has no `n`, and gpt-image-2's limits hold."""
    error = await refused(client, asked(tools=[tool(**changes)]))
    assert (error.param, error.code) == (f"tools[0].{field}", code)


@pytest.mark.parametrize("changes", LEGAL)
async def test_legal_tools_draw(sandbox: OpenAISandbox, client: AsyncOpenAI, changes: dict[str, Any]) -> None:
    """The limits themselves are allowed."""
    sandbox.settings.canned_picture_bytes = 1
    assert (await client.responses.create(**asked(tools=[tool(**changes)]))).status == "completed"


@pytest.mark.parametrize(("url", "code"), PICTURES)
async def test_a_picture_must_be_one(client: AsyncOpenAI, url: str, code: str) -> None:
    """A data URL decodes to a format that models read, or is refused by name."""
    error = await refused(client, asked(with_picture("make it blue", url)))
    assert (error.code, error.param) == (code, "input[0].content[0].image_url")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_readable_pictures_are_read(client: AsyncOpenAI, form: str) -> None:
    """All four formats of the documentation."""
    body = asked(with_picture("what is this?", picture(64, 64, form=form)), tool_choice="auto")
    assert (await client.responses.create(**body)).status == "completed"


async def test_an_https_picture_is_accepted_and_never_fetched(client: AsyncOpenAI) -> None:
    """Nothing leaves the machine; the address stands for a plain picture."""
    body = asked(with_picture("make it blue", "https://example.com/a.png"), tools=[tool(action="edit")])
    assert (await client.responses.create(**body)).status == "completed"


async def test_a_mask_must_fit(client: AsyncOpenAI) -> None:
    """Its size is its picture's, and it has an alpha channel."""
    for mask, code in ((picture(64, 64), "invalid_value"), (picture(), "invalid_image_mode")):
        masked = tool(action="edit", input_image_mask={"image_url": mask})
        error = await refused(client, asked(with_picture("add a hat"), tools=[masked]))
        assert (error.param, error.code) == ("tools[0].input_image_mask", code)


async def test_transparency_can_be_a_matter_of_account(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The preview feature can be switched off, for gpt-image-2 only."""
    sandbox.settings.reject_transparent = True
    error = await refused(client, asked(tools=[tool(background="transparent")]))
    assert error.param == "tools[0].background"
    newer = tool(background="transparent", model="gpt-image-2.5-flare")
    assert (await client.responses.create(**asked(tools=[newer]))).status == "completed"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff"])
async def test_a_body_that_is_no_request_is_refused(sandbox: OpenAISandbox, body: bytes) -> None:
    """Even noise gets an error in OpenAI's shape."""
    headers = {"Authorization": "Bearer sk-sandbox"}
    async with httpx2.AsyncClient() as plain:
        answer = await plain.post(f"{sandbox.base_url}/responses", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"].keys() == {"message", "type", "param", "code"}


async def test_the_key_is_checked(sandbox: OpenAISandbox) -> None:
    """A wrong key is a 401 with a request id, and is written down without the key."""
    async with AsyncOpenAI(base_url=sandbox.base_url, api_key="sk-wrong", max_retries=0) as stranger:
        with pytest.raises(AuthenticationError) as caught:
            await stranger.responses.create(**asked())
    assert (caught.value.code, bool(caught.value.request_id)) == ("invalid_api_key", True)
    [entry] = sandbox.journal.entries
    assert (entry.status, entry.headers["authorization"]) == (401, "[redacted]")


async def test_unknown_addresses_answer_in_shape(client: AsyncOpenAI) -> None:
    """There is no other API here."""
    for call in (client.get("/wibble", cast_to=object), client.post("/models", cast_to=object)):
        with pytest.raises(APIStatusError) as caught:
            await call
        assert caught.value.type == "invalid_request_error"


async def test_models_are_listed_with_their_last_day(client: AsyncOpenAI) -> None:
    """What is leaving says when."""
    found = {model.id: model async for model in client.models.list()}
    assert found["gpt-image-2"].shutdown_date is None
    assert found["gpt-image-1.5"].shutdown_date == "2026-12-01"
    assert (await client.models.retrieve("gpt-5.4-mini")).object == "model"
    with pytest.raises(APIStatusError):
        await client.models.retrieve("gpt-9")
