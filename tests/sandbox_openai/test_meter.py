"""The bill is what was consumed, priced line by line; what was reported is another matter."""

from typing import Any

import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.prices import nano_usd
from bot.sandbox.openai.server import OpenAISandbox
from bot.sandbox.openai.tokens import edit_input_tokens, image_output_tokens, read_tokens, text_tokens
from tests.sandbox_openai.asking import asked, streamed, tool, with_picture


@pytest.mark.parametrize(
    ("width", "height", "low", "medium", "high"),
    [
        (1024, 1024, 196, 1756, 7024),
        (1536, 1024, 158, 1372, 5488),
        (1024, 1536, 158, 1372, 5488),
        (1536, 864, 120, 1078, 4312),
        (2048, 2048, 397, 3568, 14272),
        (2560, 1440, 205, 1843, 7370),
        (3840, 2160, 371, 3336, 13342),
    ],
)
def test_pictures_have_the_published_token_counts(width: int, height: int, low: int, medium: int, high: int) -> None:
    """The official calculator's numbers, for every size it shows."""
    counts = [image_output_tokens("gpt-image-2", width, height, quality) for quality in ("low", "medium", "high")]
    assert counts == [low, medium, high]


def test_newer_models_count_differently() -> None:
    """The same word buys another number of tokens from gpt-image-2.5."""
    assert image_output_tokens("gpt-image-2.5-flare", 1024, 1024, "medium") == 439
    assert image_output_tokens("gpt-image-2.5-flare", 1024, 1024, "max") == 7024


@pytest.mark.parametrize(
    ("model", "token_class", "tokens", "price"),
    [
        ("gpt-image-2", "image_output", 1756, 52_680_000),
        ("gpt-image-2-2026-04-21", "cached_text_input", 3, 3_750),
        ("gpt-5.4", "input", 2_203, 5_507_500),
        ("gpt-5.4-mini", "cached_input", 1, 75),
        ("gpt-6-luna", "output", 7, 3_500),
    ],
)
def test_prices_are_whole_nano_dollars(model: str, token_class: str, tokens: int, price: int) -> None:
    """Hand-computed from the price per million."""
    assert nano_usd(model, token_class, tokens) == price


def test_reading_is_counted_in_capped_patches() -> None:
    """Low detail has one price; high detail and edit inputs have a ceiling each."""
    assert [read_tokens(1024, 1024, detail) for detail in ("low", "high")] == [85, 1024]
    assert (read_tokens(3840, 2160, "high"), edit_input_tokens(3840, 2160), edit_input_tokens(33, 32)) == (
        2500,
        1536,
        2,
    )
    assert text_tokens(["abcd", "é"]) == 2


async def test_a_drawing_costs_what_it_consumed(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Every line computed by hand for "a red fox" (9 bytes), low, two previews."""
    body = asked(
        tools=[tool(partial_images=2)], metadata={"turn": "t1"}, extra_headers={"X-Client-Request-Id": "att_1"}
    )
    events = await streamed(client, **body)
    revised = f"A clear, balanced picture: {body['input']}"
    prompt_tokens = -(-len(revised) // 4) + 20
    expected = {
        ("gpt-5.4-mini", "input"): (3 + 2200, 750),
        ("gpt-5.4-mini", "output"): (prompt_tokens, 4_500),
        ("gpt-image-2", "text_input"): (prompt_tokens, 5_000),
        ("gpt-image-2", "image_output"): (196 + 200, 30_000),
    }
    [bill] = sandbox.meter.bills
    assert {(line.model, line.token_class): line.tokens for line in bill.lines} == {
        k: v[0] for k, v in expected.items()
    }
    assert bill.nano_usd == sum(tokens * price for tokens, price in expected.values())
    assert (bill.state, bill.client_request_id, bill.metadata) == ("final", "att_1", {"turn": "t1"})
    assert events[-1].response.id == bill.response_id


async def test_an_edit_pays_for_its_picture_twice(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Once to the mainline that looks at it, once to the image model that edits it."""
    done: Any = await client.responses.create(**asked(with_picture("make it blue"), tools=[tool(action="edit")]))
    tally = sandbox.meter.bills[0].tally
    assert tally.input == 3 + 2200 + 1024
    assert tally.image_input == 1024
    assert done.tool_usage.image_gen.input_tokens_details.image_tokens == 1024


@pytest.mark.parametrize(("inside", "reported"), [(True, 396), (False, 196)])
async def test_previews_are_billed_whether_or_not_they_are_reported(
    sandbox: OpenAISandbox, client: AsyncOpenAI, inside: bool, reported: int
) -> None:
    """The setting changes the report and never the bill."""
    sandbox.settings.previews_in_usage = inside
    done = (await streamed(client, **asked(tools=[tool(partial_images=2)])))[-1].response
    [line] = [line for line in sandbox.meter.bills[0].lines if line.token_class == "image_output"]
    assert (done.tool_usage.image_gen.output_tokens, line.tokens) == (reported, 396)


async def test_report_and_bill_agree_where_nothing_is_held_back(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Priced by the report alone, with cached parts, the sum is the bill."""
    sandbox.settings.cached_share = 0.5
    done: Any = await client.responses.create(**asked(with_picture("make it blue"), tools=[tool(action="edit")]))
    main, image = done.usage, done.tool_usage.image_gen
    cached, hidden = main.input_tokens_details.cached_tokens, image.cached_tokens_details
    text, seen = image.input_tokens_details.text_tokens, image.input_tokens_details.image_tokens
    parts = [
        nano_usd("gpt-5.4-mini", "input", main.input_tokens - cached),
        nano_usd("gpt-5.4-mini", "cached_input", cached),
        nano_usd("gpt-5.4-mini", "output", main.output_tokens),
        nano_usd("gpt-image-2", "text_input", text - hidden.cached_text_tokens),
        nano_usd("gpt-image-2", "cached_text_input", hidden.cached_text_tokens),
        nano_usd("gpt-image-2", "image_input", seen - hidden.cached_image_tokens),
        nano_usd("gpt-image-2", "cached_image_input", hidden.cached_image_tokens),
        nano_usd("gpt-image-2", "image_output", image.output_tokens),
    ]
    assert cached > 0
    assert hidden.cached_image_tokens == 512
    assert sandbox.meter.nano_usd == sum(parts)


async def test_words_cost_the_mainline_alone(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """No picture, no image line."""
    await client.responses.create(**asked("thanks", tool_choice="auto"))
    assert [line.token_class for line in sandbox.meter.bills[0].lines] == ["input", "output"]


async def test_bills_are_found_by_turn_attempt_and_response(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Filters narrow together."""
    first = await client.responses.create(**asked(metadata={"turn": "t1"}, extra_headers={"X-Client-Request-Id": "a"}))
    await client.responses.create(**asked(metadata={"turn": "t1"}, extra_headers={"X-Client-Request-Id": "b"}))
    meter = sandbox.meter
    assert len(meter.select(turn="t1")) == 2
    assert [bill.response_id for bill in meter.select(turn="t1", client_request_id="a")] == [first.id]
    assert meter.select(response_id=first.id, client_request_id="b") == []
