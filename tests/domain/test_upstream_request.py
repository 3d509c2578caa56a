"""The body of one upstream call: everything explicit, nothing that says who asked, nothing twice."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.options.image_options import ImageOptions
from bot.domain.plan import Action, Step
from bot.domain.upstream_request import Modes, Tags, body, recorded
from tests.domain.values import MODELS, picture, reference, step

BACKGROUND = Modes(background=True, store=True)
TAGS = Tags(team="T0TEAM", actor="U0ACTOR", turn="t1", attempt="a1")
STANDING = "You are Darkroom. Draw what is asked."

EXPLICIT = {
    # every parameter of the call that changes what is made or what it costs
    "model",
    "instructions",
    "input",
    "tools",
    "tool_choice",
    "max_tool_calls",
    "parallel_tool_calls",
    "max_output_tokens",
    "reasoning",
    "service_tier",
    "background",
    "store",
    "stream",
    "safety_identifier",
    "metadata",
}
TOOL_EXPLICIT = {
    "type",
    "model",
    "size",
    "quality",
    "output_format",
    "background",
    "moderation",
    "partial_images",
    "action",
}


FUNCTION_EXPLICIT = {"type", "name", "description", "parameters", "strict"}


def request(made: Step | None = None, modes: Modes = BACKGROUND, tags: Tags = TAGS) -> dict[str, Any]:
    """The body of a step."""
    return body(made or step(), MODELS, modes, tags, STANDING)


def contents(made: dict[str, Any]) -> list[dict[str, Any]]:
    """What is shown to the model."""
    content: list[dict[str, Any]] = made["input"][0]["content"]
    return content


options = st.builds(
    ImageOptions,
    size=st.sampled_from(["1024x1024", "3840x2160"]),
    quality=st.sampled_from(["low", "medium", "high"]),
    output_format=st.sampled_from(["png", "jpeg", "webp"]),
    background=st.sampled_from(["auto", "opaque", "transparent"]),
    moderation=st.sampled_from(["auto", "low"]),
    previews=st.integers(0, 3),
)
steps = st.builds(
    step,
    options,
    instruction=st.text(max_size=50),
    digest=st.text(max_size=50),
    sources=st.lists(st.sampled_from([picture(), reference()]), max_size=3).map(tuple),
    action=st.sampled_from(Action),
    forced=st.booleans(),
)
modes = st.builds(Modes, background=st.booleans(), store=st.booleans())


@given(steps, modes)
def test_every_parameter_is_explicit(made: Step, chosen: Modes) -> None:
    """Defaults of the API change silently; what is sent does not depend on them."""
    sent = request(made, chosen)
    assert set(sent) == EXPLICIT
    tool, *functions = sent["tools"]
    assert set(tool) == TOOL_EXPLICIT
    assert all(set(function) == FUNCTION_EXPLICIT for function in functions)
    assert not [name for name, value in [*sent.items(), *tool.items()] if value is None]


@given(steps)
def test_size_and_quality_are_what_was_quoted(made: Step) -> None:
    """Never `auto`: that could not have been priced."""
    tool = request(made)["tools"][0]
    assert (tool["size"], tool["quality"]) == (made.options.size, made.options.quality)
    assert "auto" not in {tool["size"], tool["quality"], tool["model"]}
    assert (tool["model"], tool["action"], tool["partial_images"]) == (
        "gpt-image-2",
        made.action,
        made.options.previews,
    )


@given(steps, modes)
def test_one_picture_for_one_call(made: Step, chosen: Modes) -> None:
    """Else the quote would not be a ceiling."""
    sent = request(made, chosen)
    assert (sent["max_tool_calls"], sent["parallel_tool_calls"]) == (1, False)
    assert sent["max_output_tokens"] == MODELS.max_output_tokens
    assert (sent["service_tier"], sent["stream"]) == ("default", True)


@pytest.mark.parametrize(("forced", "choice"), [(True, {"type": "image_generation"}), (False, "auto")])
def test_the_model_must_draw_only_where_the_intent_is_certain(forced: bool, choice: object) -> None:
    """Else it decides."""
    assert request(step(forced=forced))["tool_choice"] == choice


def test_the_model_may_decline_or_answer_only_where_it_decides() -> None:
    """Where it must draw, it is offered nothing else; where it decides, in strict mode and beside the image tool."""
    assert [tool["type"] for tool in request(step(forced=True))["tools"]] == ["image_generation"]
    _, *functions = request(step(forced=False))["tools"]
    assert [function["name"] for function in functions] == ["decline_request", "answer_about_routes"]
    for function in functions:
        schema = function["parameters"]
        assert (function["strict"], schema["additionalProperties"]) == (True, False)
        assert schema["required"] == list(schema["properties"])


@pytest.mark.parametrize(
    ("background", "store", "kept"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_what_can_be_resumed_is_kept_upstream(background: bool, store: bool, kept: bool) -> None:
    """A background response that is not stored could not be asked for again."""
    sent = request(modes=Modes(background, store))
    assert (sent["background"], sent["store"]) == (background, kept)


def test_the_pictures_stand_before_the_instruction_each_with_its_caption() -> None:
    """The digest first, marked as material; the new words last."""
    made = step(instruction="darker", digest="- a fox", sources=(picture(), reference()))
    shown = contents(request(made))
    assert [item["type"] for item in shown] == [
        "input_text",
        "input_text",
        "input_image",
        "input_text",
        "input_image",
        "input_text",
    ]
    assert shown[0]["text"].endswith("\n- a fox")
    assert "v1" in shown[1]["text"]
    assert "Reference picture 2" in shown[3]["text"]
    assert shown[-1]["text"] == "darker"


@given(steps)
def test_pictures_are_named_not_carried(made: Step) -> None:
    """Bytes come in at the wire; each picture's detail is explicit, since the default differs between models."""
    images = [item for item in contents(request(made)) if item["type"] == "input_image"]
    assert [item["image_url"] for item in images] == [f"artifact:{s.media_type}:{s.sha256}" for s in made.sources]
    assert {item["detail"] for item in images} <= {"high", "low"}


def test_a_call_can_be_traced_by_its_metadata() -> None:
    """Turn, attempt and step, as words."""
    metadata = request()["metadata"]
    assert {"turn": "t1", "attempt": "a1", "step": "0"}.items() <= metadata.items()
    assert all(isinstance(value, str) and len(value) <= 512 for value in metadata.values())


@given(st.from_regex(r"\A[UW][A-Z0-9]{6,11}\Z"), st.from_regex(r"\AT[A-Z0-9]{6,11}\Z"))
def test_the_safety_identifier_is_the_same_for_a_person_and_tells_nobody_who(actor: str, team: str) -> None:
    """Stable over turns, another for everybody else, at most 64 characters."""
    one = request(tags=Tags(team, actor, "t1", "a1"))["safety_identifier"]
    assert one == request(tags=Tags(team, actor, "t2", "a2"))["safety_identifier"]
    assert one not in {
        request(tags=Tags(team, actor + "X", "t1", "a1"))["safety_identifier"],
        request(tags=Tags(team + "X", actor, "t1", "a1"))["safety_identifier"],
    }
    assert len(one) <= 64
    sent = orjson.dumps(request(tags=Tags(team, actor, "t1", "a1"))).decode()
    assert actor not in sent
    assert team not in sent


@given(steps)
def test_what_is_kept_of_a_request_holds_the_digest_of_the_standing_instructions(made: Step) -> None:
    """Not their text, and everything else unchanged."""
    sent = request(made)
    kept = recorded(sent, "0123456789abcdef")
    assert STANDING not in orjson.dumps(kept).decode()
    assert kept["instructions"] == "prompt:0123456789abcdef"
    assert {**kept, "instructions": STANDING} == sent
