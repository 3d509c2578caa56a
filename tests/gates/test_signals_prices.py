"""Prices that cannot be official are asked about, with the arithmetic; official ones and other models' are left alone."""

import pytest

from bot.domain.gates.seen import Effect
from bot.domain.gates.signals_scene import Kind
from tests.gates.scanning import numbers, scanned


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gpt-image-2: $0.03 per image", {13}),
        ("| gpt-image-2 | Per-call | $0.03 / image |", {13}),
        ("GPT Image 2 for $0.0085 each call", {13}),
        ("gpt-image-2: $0.25 per image", set()),
        ("gpt-image-1-mini: $0.011 per image", set()),
        ("FLUX.1 dev: $0.025 per image", set()),
        ("gpt-image-2 from us; Seedream 4 is $0.03 per image", set()),
        ("gpt-image-2 low $0.006, medium $0.053, high $0.211", set()),
        ("gpt-image-2 low $0.004, medium $0.053, high $0.211", {14}),
        ("gpt-image-2: $0.02 (low), $0.07 (medium), $0.10 (high) per image", {14}),
        ("gpt-image-2: $0.02 (low), $0.07 (medium), $0.19 (high) per image", set()),
        ("gpt-image-2 high 1024x1024 $0.20", {14}),
        ("gpt-image-2 high 1536x1024 $0.20", set()),
        ("# gpt-image-2\n| Low | $0.001 |", {14}),
        ("# gpt-image-2\n# gpt-image-1\n| Low | $0.001 |", set()),
        ("gpt-image-2 image output $30 per 1M tokens", set()),
        ("gpt-image-2 output $12 / 1M tokens", {14}),
        ("gpt-image-2 text output $10 per 1M tokens", set()),
        ("gpt-image-2: $5/M input tokens, $8/M image input tokens and $30/M output tokens", set()),
        ("gpt-image-2: $2 per million tokens", {14}),
        ("gpt-image-2 cached input $1.25 per 1M tokens", set()),
        ("gpt-image-2 batch output $15 per 1M tokens", set()),
        ("gpt-image-2: $0.000000000001 per image", {13}),
    ],
)
def test_a_price_is_held_against_the_tokens(text: str, found: set[int]) -> None:
    """At the cheapest official size of a quality, unless a size is named."""
    signals = scanned(text, Kind.TEXT)
    assert numbers(signals) == found
    assert {one.effect for one in signals} <= {Effect.QUESTION}


def test_the_arithmetic_is_told() -> None:
    """With the official amount beside the quote."""
    (flat,) = scanned("gpt-image-2: $0.03 per image", Kind.TEXT)
    (tier,) = scanned("gpt-image-2 high 1024x1024 $0.20", Kind.TEXT)
    assert (flat.quote, flat.note) == ("gpt-image-2: $0.03 per image", "a high 1024x1024 costs $0.211 at OpenAI")
    assert tier.note == "the output tokens of a high 1024x1024 cost $0.211 at OpenAI"
