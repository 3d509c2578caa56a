"""The shipped price file, against what `genai-prices` says of the same model on the same day."""

from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from genai_prices import Usage, calc_price

from bot.domain.policy import Policy
from bot.domain.prices import Price, TokenClass
from tests.domain.values import AT, PRICES

TOKENS = 1000
MAINLINE = {TokenClass.TEXT_IN, TokenClass.TEXT_IN_CACHED, TokenClass.TEXT_OUT}
IMAGE = MAINLINE | {TokenClass.IMAGE_IN, TokenClass.IMAGE_IN_CACHED, TokenClass.IMAGE_OUT}
ASKED = {
    # how genai-prices is asked for tokens of a class
    TokenClass.TEXT_IN: Usage(input_tokens=TOKENS),
    TokenClass.TEXT_IN_CACHED: Usage(input_tokens=TOKENS, cache_read_tokens=TOKENS),
    TokenClass.TEXT_OUT: Usage(output_tokens=TOKENS),
    TokenClass.IMAGE_IN: Usage(input_tokens=TOKENS, input_image_tokens=TOKENS),
    TokenClass.IMAGE_IN_CACHED: Usage(
        input_tokens=TOKENS, input_image_tokens=TOKENS, cache_read_tokens=TOKENS, cache_image_read_tokens=TOKENS
    ),
    TokenClass.IMAGE_OUT: Usage(output_tokens=TOKENS, output_image_tokens=TOKENS),
    TokenClass.CACHE_WRITE: Usage(input_tokens=TOKENS, cache_write_tokens=TOKENS),
}


def draws(model: str) -> bool:
    """Whether this is a model that makes pictures."""
    return model.startswith("gpt-image")


def known(row: Price) -> bool:
    """Whether the oracle tells this class apart: of image models it knows one output price, that of pictures."""
    return not (draws(row.model) and row.token_class is TokenClass.TEXT_OUT)


def oracle(row: Price, at_ms: int) -> Decimal:
    """Dollars per million by genai-prices."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    answer = calc_price(ASKED[row.token_class], row.model, provider_id="openai", genai_request_timestamp=at)
    return answer.total_price * 1_000_000 / TOKENS


@pytest.mark.parametrize("row", [row for row in PRICES.rows if known(row)], ids=lambda row: str(row.id))
def test_a_row_agrees_with_genai_prices_when_it_begins_and_today(row: Price) -> None:
    """Two sources, kept by different people, with one number."""
    today = PRICES.at(row.model, row.token_class, AT)
    for said, at_ms in ((row, max(row.valid_from_ms, 0)), (today, AT)):
        assert Decimal(said.nano_per_million) / 1_000_000_000 == oracle(said, at_ms)


def test_every_model_can_be_priced_to_the_last_token() -> None:
    """No model stands in the file with half of its classes."""
    for model in {row.model for row in PRICES.rows}:
        assert PRICES.missing(model, IMAGE if draws(model) else MAINLINE, AT) == [], model


def test_what_policy_draws_with_unless_told_otherwise_has_its_prices() -> None:
    """A fresh installation can quote."""
    assert PRICES.missing(Policy().mainline_model, MAINLINE, AT) == []
    assert PRICES.missing(Policy().image_model, IMAGE, AT) == []


def test_rows_are_told_apart_and_say_where_they_come_from() -> None:
    """One id each, a page of OpenAI's, and no price from the future was checked in the past."""
    assert len({row.id for row in PRICES.rows}) == len(PRICES.rows)
    for row in PRICES.rows:
        source = urlsplit(row.source)
        assert source.scheme == "https"
        assert (source.hostname or "").endswith("openai.com")
        assert datetime.fromtimestamp(row.valid_from_ms / 1000, UTC).date().isoformat() <= row.checked_on
