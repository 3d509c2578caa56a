"""Every error of OpenAI's has a blame: whose fault, what to do, and what is known of the money."""

from typing import get_args

import pytest
from openai.types.responses.response_error import ResponseError

from bot.domain.errors import Billed, ProviderError, Refusal
from bot.domain.upstream import UpstreamError
from bot.providers.openai.errors import MODERATION_CODES, PICTURE_CODES, TABLE, translate

WIRE_CODES = [code for code in get_args(ResponseError.model_fields["code"].annotation) if isinstance(code, str)]


def error(status: int | None = None, code: str | None = None, message: str = "no") -> UpstreamError:
    return UpstreamError(code=code, message=message, http_status=status)


@pytest.mark.parametrize("code", WIRE_CODES)
def test_every_code_a_response_can_fail_with_is_told_in_a_sentence(code: str) -> None:
    blamed = translate(error(code=code))
    assert blamed.sentence
    assert (code in MODERATION_CODES) == isinstance(blamed, Refusal)
    if "image" in code and code not in MODERATION_CODES:
        assert code in PICTURE_CODES, "an error about a picture that the table does not know"


@pytest.mark.parametrize(
    ("status", "code", "message", "expected", "billed", "retryable"),
    [
        (400, "moderation_blocked", "no", "moderation_blocked", Billed.UNKNOWN, False),
        (400, "unknown_parameter", "no", "rejected", Billed.NO, False),
        (400, None, "background mode is not supported", "background_rejected", Billed.NO, False),
        (401, "invalid_api_key", "no", "key_rejected", Billed.NO, False),
        (403, None, "Your organization must be verified to use the model", "organization_unverified", Billed.NO, False),
        (404, None, "Your organization must be verified to use the model", "organization_unverified", Billed.NO, False),
        (403, None, "not allowed", "forbidden", Billed.NO, False),
        (404, "model_not_found", "no", "model_unavailable", Billed.NO, False),
        (429, "rate_limit_exceeded", "slow down", "rate_limited", Billed.NO, True),
        (429, "insufficient_quota", "pay", "quota", Billed.NO, False),
        (429, "credit_balance_exhausted", "pay", "quota", Billed.NO, False),
        (None, "rate_limit_exceeded", "slow down", "rate_limited", Billed.UNKNOWN, False),
        (500, None, "oops", "upstream_failed", Billed.UNKNOWN, False),
        (503, None, "overloaded", "upstream_failed", Billed.UNKNOWN, False),
        (None, "server_error", "oops", "upstream_failed", Billed.UNKNOWN, False),
        (None, None, "", "upstream_failed", Billed.UNKNOWN, False),
    ],
)
def test_who_is_to_blame_and_whether_it_is_billed(
    status: int | None, code: str | None, message: str, expected: str, billed: Billed, retryable: bool
) -> None:
    blamed: ProviderError = translate(error(status, code, message))
    assert (blamed.code, blamed.blame.billed, blamed.blame.retryable) == (expected, billed, retryable)


def test_only_what_surely_cost_nothing_is_ever_tried_again() -> None:
    assert all(row.blame.billed is Billed.NO for row in TABLE if row.blame.retryable)


def test_nobody_is_shown_what_openai_said_in_its_own_words() -> None:
    blamed = translate(error(400, "weird", "Traceback: secret stuff"))
    assert "secret" not in blamed.sentence
