"""What OpenAI does wrong becomes one clear sentence with a trace id, the right ledger entries, and no exception text."""

from typing import Any

import pytest

from bot.sandbox.openai.fault import Fault
from bot.sandbox.slack.message import Message
from tests.stories.town import Town, basis, kinds, opened, settled

DREADFUL = ("Traceback", "Error code", "openai.", "httpx", "Exception", "{'error'")


async def troubled(
    here: Town, *faults: Fault, text: str = "@darkroom a knight, no wounds"
) -> tuple[Message, dict[str, Any]]:
    """Ask for a picture while *faults* strike one after another; return the outcome and the trace."""
    here.openai.faults.extend(faults)
    asked = await here.say(text)
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert trace["turn"]["id"] in answer.all_text
    assert not any(word in answer.all_text for word in DREADFUL)
    assert here.thread(asked) == [answer]
    return answer, trace


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(kind="http_401"), "does not accept this bot's key"),
        (Fault(kind="http_403_unverified"), "wants the organization verified"),
        (Fault(kind="http_404_model"), "does not offer this bot the model"),
        (Fault(kind="http_429_quota"), "credit or spending limit is used up"),
        (Fault(kind="http_400_invalid"), "did not accept the request"),
        (Fault(kind="http_429_rate", times=3, retry_after=0.01), "limiting how fast"),
    ],
)
async def test_what_was_declined_before_any_work_costs_nothing(here: Town, fault: Fault, sentence: str) -> None:
    answer, trace = await troubled(here, fault)
    assert sentence in answer.all_text
    assert "It cost nothing." in answer.all_text
    assert set(kinds(trace)) == {"reservation", "release"}
    assert here.bill(trace) == 0


async def test_a_rate_limit_is_waited_for_and_each_try_is_an_attempt(here: Town) -> None:
    answer, trace = await troubled(here, Fault(kind="http_429_rate", times=2, retry_after=0.01))
    assert answer.files
    assert kinds(trace) == ["reservation", "release", "reservation", "release", "reservation", "settlement"]
    assert [attempt["number"] for attempt in trace["attempts"]] == [1, 2, 3]
    assert settled(trace) == here.bill(trace)


@pytest.mark.parametrize("kind", ["http_500", "http_503", "drop_before_headers"])
async def test_what_nobody_knows_the_price_of_is_held_at_the_ceiling(here: Town, kind: str) -> None:
    answer, trace = await troubled(here, Fault(kind=kind))
    assert "Whether the rest is billed is unknown; up to $" in answer.all_text
    assert basis(trace) == ["ceiling"]
    assert settled(trace) == trace["turn"]["quote_nano"] >= here.bill(trace)
    assert answer.button("again")


@pytest.mark.parametrize(
    ("fault", "stage"),
    [
        (Fault(kind="http_400_moderation", stage="input"), "input stage: violence"),
        (Fault(kind="failed_moderation", stage="output"), "output stage: violence"),
        (Fault(kind="item_failed", stage="output"), "output stage: violence"),
        (Fault(kind="error_nested", stage="output", code="moderation_blocked"), "output stage: violence"),
        (Fault(kind="error_flat", code="moderation_blocked"), "safety check"),
    ],
)
async def test_a_moderation_refusal_says_stage_categories_and_what_it_cost(
    here: Town, fault: Fault, stage: str
) -> None:
    answer, trace = await troubled(here, fault)
    assert "*Not drawn.* OpenAI's safety check stopped it" in answer.all_text
    assert stage in answer.all_text
    assert ("stays reserved" in answer.all_text) == (basis(trace) == ["ceiling"])
    assert "It cost $" in answer.all_text or "stays reserved" in answer.all_text
    assert trace["turn"]["outcome"] == "refused"
    assert settled(trace) >= here.bill(trace)
    assert not [button for button in answer.buttons if button.action_id == "again"]


async def test_no_image_though_one_was_forced_is_said_with_its_words(here: Town) -> None:
    here.openai.script.words("I would rather talk about it.")
    answer, trace = await troubled(here, text="@darkroom a lighthouse --quality low")
    assert "No picture came back; OpenAI answered in words instead: I would rather talk about it." in answer.all_text
    assert basis(trace) == ["metered"]
    assert settled(trace) == here.bill(trace)


async def test_two_images_are_both_kept_and_both_shown(here: Town) -> None:
    answer, trace = await troubled(here, Fault(kind="two_images"))
    assert len(answer.files) == 2
    assert [version["label"] for version in trace["versions"]] == ["v1", "v1b"]
    assert settled(trace) == here.bill(trace)


async def test_a_final_that_says_generating_is_a_final(here: Town) -> None:
    answer, trace = await troubled(here, Fault(kind="final_generating"))
    assert opened(answer.files[0]).size == (1024, 1024)
    assert settled(trace) == here.bill(trace)


async def test_a_result_only_in_the_terminal_event_is_found(here: Town) -> None:
    answer, trace = await troubled(here, Fault(kind="final_only_in_terminal"))
    assert opened(answer.files[0]).size == (1024, 1024)
    assert settled(trace) == here.bill(trace)


@pytest.mark.parametrize("kind", ["corrupt_base64", "truncated_base64", "not_a_picture", "bomb"])
async def test_a_picture_that_cannot_be_used_is_paid_for_and_said_so(here: Town, kind: str) -> None:
    answer, trace = await troubled(here, Fault(kind=kind))
    assert "A picture came back that cannot be used" in answer.all_text
    assert answer.files == []
    assert settled(trace) == here.bill(trace) > 0


@pytest.mark.parametrize("kind", ["no_tool_usage", "zero_tool_usage", "no_usage", "cached_omitted"])
async def test_missing_usage_is_never_zero_and_never_below_the_bill(here: Town, kind: str) -> None:
    answer, trace = await troubled(here, Fault(kind=kind))
    assert answer.files
    assert "Up to $" in answer.all_text
    assert settled(trace) >= here.bill(trace)
    assert basis(trace) == ["ceiling"]
    formula = [
        p for e in trace["ledger"] for p in e["parts"] if p["purpose"] == "picture" and e["kind"] == "settlement"
    ]
    assert formula[0]["tokens"] == 1756


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="cut", after="response.image_generation_call.partial_image"),
        Fault(kind="cut", after="response.created"),
        Fault(kind="cut", after="response.output_item.done"),
        Fault(kind="cut", after_bytes=200_000),
        Fault(kind="early_end", after="response.image_generation_call.partial_image"),
    ],
)
async def test_a_cut_stream_is_found_again_by_its_response_id(here: Town, fault: Fault) -> None:
    answer, trace = await troubled(here, fault)
    assert opened(answer.files[0]).size == (1024, 1024)
    assert settled(trace) >= here.bill(trace)
    assert len(here.openai.meter.bills) == 1


async def test_a_cut_stream_that_is_gone_upstream_is_held_at_the_ceiling_and_the_person_told(here: Town) -> None:
    cut = Fault(kind="cut", after="response.image_generation_call.partial_image")
    answer, trace = await troubled(here, cut, Fault(kind="retrieve_404"))
    assert "could not be found again" in answer.all_text
    assert basis(trace) == ["ceiling"]
    assert settled(trace) == trace["turn"]["quote_nano"] >= here.bill(trace)


async def test_try_again_draws_the_same_once_more(here: Town) -> None:
    answer, _ = await troubled(here, Fault(kind="http_500"))
    await here.slack.click(user="mo", channel="general", message_ts=answer.ts, action_id="again")
    picture = await here.until(lambda w: next((m for m in w.messages("general") if m.files), None))
    await here.idle_trace(picture)
    assert "*v1*" in picture.all_text


async def test_background_mode_that_is_rejected_is_left_out_and_remembered(here: Town) -> None:
    answer, _ = await troubled(here, Fault(kind="background_rejected", times=None))
    assert answer.files
    assert [body["background"] for body in here.uploaded()] == [True, False]
    await here.ask("@darkroom another one")
    assert [body["background"] for body in here.uploaded()] == [True, False, False]


async def test_a_different_size_than_asked_is_shown(here: Town) -> None:
    answer, trace = await troubled(here, Fault(kind="wrong_size", size="1024x1536"))
    assert "Not as asked: size asked 1024x1024, got 1024x1536" in answer.all_text
    assert trace["tool_calls"][0]["echoed_size"] == "1024x1536"


@pytest.mark.parametrize("reason", ["max_output_tokens", "content_filter"])
async def test_an_incomplete_answer_says_which_limit_was_met(here: Town, reason: str) -> None:
    answer, trace = await troubled(here, Fault(kind="incomplete", reason=reason))
    assert answer.files or "limit" in answer.all_text or "filter" in answer.all_text
    assert settled(trace) >= here.bill(trace)


@pytest.mark.parametrize("inside", [True, False])
async def test_previews_are_booked_once_whether_or_not_the_usage_contains_them(here: Town, inside: bool) -> None:
    here.openai.settings.previews_in_usage = inside
    answer, trace = await troubled(here)
    assert answer.files
    assert settled(trace) == here.bill(trace)
    assert basis(trace) == (["metered"] if inside else ["formula"])
