"""Faults that strike before any work: the right error, in the right shape, for nothing."""

from typing import Any

import openai
import pytest
from openai import APIConnectionError, APIStatusError, AsyncOpenAI
from pydantic import ValidationError

from bot.sandbox.openai.fault import KINDS, Fault
from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import asked

ANSWERS: list[tuple[str, type[APIStatusError], str | None]] = [
    ("http_401", openai.AuthenticationError, "invalid_api_key"),
    ("http_403_unverified", openai.PermissionDeniedError, None),
    ("http_404_model", openai.NotFoundError, "model_not_found"),
    ("http_429_rate", openai.RateLimitError, "rate_limit_exceeded"),
    ("http_429_quota", openai.RateLimitError, "credit_balance_exhausted"),
    ("http_500", openai.InternalServerError, None),
    ("http_503", openai.InternalServerError, None),
    ("http_400_moderation", openai.BadRequestError, "moderation_blocked"),
    ("http_400_invalid", openai.BadRequestError, "invalid_value"),
]


@pytest.mark.parametrize(("kind", "error", "code"), ANSWERS)
@pytest.mark.parametrize("stream", [True, False])
async def test_an_answer_fault_strikes_once_and_costs_nothing(
    sandbox: OpenAISandbox, client: AsyncOpenAI, kind: str, error: type[APIStatusError], code: str | None, stream: bool
) -> None:
    """The next request goes through."""
    sandbox.faults.add(kind)
    with pytest.raises(error) as caught:
        await client.responses.create(**asked(), stream=stream)
    assert caught.value.code == code
    assert caught.value.request_id
    assert sandbox.meter.bills == []
    assert (await client.responses.create(**asked("thanks", tool_choice="auto"))).status == "completed"


async def test_a_rate_limit_says_when_to_come_back(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Retry-After is a header, in seconds."""
    sandbox.faults.add("http_429_rate", retry_after=7)
    with pytest.raises(openai.RateLimitError) as caught:
        await client.responses.create(**asked())
    assert caught.value.response.headers["retry-after"] == "7"


async def test_input_moderation_says_at_what_stage_and_why(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The details stand beside the code."""
    sandbox.faults.add("http_400_moderation", categories=("sexual", "minors"))
    with pytest.raises(openai.BadRequestError) as caught:
        await client.responses.create(**asked())
    body: Any = caught.value.body
    assert body["type"] == "image_generation_user_error"
    assert body["moderation_details"] == {"moderation_stage": "input", "categories": ["sexual", "minors"]}


async def test_background_is_rejected_only_where_it_is_asked_for(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The same request without it goes through and does not use the fault up."""
    sandbox.faults.add("background_rejected", times=None)
    for _ in range(2):
        with pytest.raises(openai.BadRequestError) as caught:
            await client.responses.create(**asked(background=True))
        assert caught.value.param == "background"
        assert (await client.responses.create(**asked("thanks", tool_choice="auto"))).status == "completed"


async def test_a_dropped_connection_has_no_answer(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Nobody knows what became of the request; here, nothing."""
    sandbox.faults.add("drop_before_headers")
    with pytest.raises(APIConnectionError):
        await client.responses.create(**asked())
    assert sandbox.meter.bills == []
    assert sandbox.journal.entries[-1].status is None


async def test_a_slow_start_outlasts_impatience(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The headers come late."""
    sandbox.faults.add("slow_start", delay_s=30)
    with pytest.raises(openai.APITimeoutError):
        await client.responses.create(**asked(), timeout=0.2)


async def test_faults_wait_for_their_prompt_route_and_turn(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """The first entry that fits strikes; others stay where they are."""
    sandbox.faults.add("http_500", prompt="heron")
    sandbox.faults.add("http_503", on="retrieve")
    sandbox.faults.add("http_404_model", on="models", times=2)
    done = await client.responses.create(**asked("thanks", tool_choice="auto"))
    for call in (client.responses.retrieve(done.id), client.responses.create(**asked("a heron"))):
        with pytest.raises(openai.InternalServerError):
            await call
    for _ in range(2):
        with pytest.raises(openai.NotFoundError):
            await client.models.retrieve("gpt-image-2")
    assert sandbox.faults.waiting == []


async def test_an_illegal_request_does_not_use_a_fault_up(sandbox: OpenAISandbox, client: AsyncOpenAI) -> None:
    """Faults strike requests that would have worked."""
    sandbox.faults.add("http_500")
    with pytest.raises(openai.BadRequestError):
        await client.responses.create(**asked(), extra_body={"n": 1})
    assert [entry[0].kind for entry in sandbox.faults.waiting] == ["http_500"]


@pytest.mark.parametrize(
    "words", [{"kind": "gremlin"}, {"kind": "http_500", "reason": "steered"}, {"kind": "cut", "bytes": 3}]
)
def test_a_fault_takes_only_its_own_parameters(words: dict[str, Any]) -> None:
    """A misspelled fault is refused, not ignored."""
    with pytest.raises(ValidationError):
        Fault.model_validate(words)


def test_every_parameter_in_the_table_exists() -> None:
    """The table names only what a fault can carry."""
    named = frozenset[str]().union(*(kind.params for kind in KINDS.values()))
    assert named <= Fault.model_fields.keys()
