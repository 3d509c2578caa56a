"""What answers give away: only an explicit wish that came back as something else, and only for models we can count."""

import base64
import json
from typing import Any

import pytest

from tests.gates.scanning import numbers, scanned

MODEL = {"model": "gpt-image-2"}


def png(width: int, height: int) -> str:
    """Return the beginning of a PNG of this size."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + bytes(40)
    return base64.b64encode(head).decode()


def answer(**changes: Any) -> dict[str, Any]:
    """An answer of the Image API, official but for what is changed."""
    official = {
        "created": 1,
        "size": "1408x480",
        "quality": "low",
        "data": [{"b64_json": png(1408, 480)}],
        "usage": {"input_tokens": 9, "output_tokens": 54, "total_tokens": 63},
    }
    return official | MODEL | changes


def har(request: dict[str, Any], response: dict[str, Any]) -> str:
    """Return a HAR of one call."""
    entry = {
        "request": {"method": "POST", "url": "https://api.example/v1", "postData": {"text": json.dumps(request)}},
        "response": {"content": {"text": json.dumps(response)}},
    }
    return json.dumps({"log": {"entries": [entry]}})


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, set()),
        ({"usage": {"output_tokens": 717}}, {8}),
        ({"usage": {"output_tokens": 154}}, set()),
        ({"usage": {"output_tokens": 717}, "model": "gpt-image-1"}, set()),
        ({"usage": {"output_tokens": 717}, "model": None}, set()),
        ({"usage": {"output_tokens": 717}, "quality": "auto"}, set()),
        ({"usage": {"output_tokens": 60, "output_tokens_details": {"image_tokens": 54}}}, set()),
        ({"usage": {"output_tokens": 108}, "data": [{"b64_json": png(1408, 480)}] * 2}, set()),
        ({"data": [{"b64_json": png(1254, 1254)}]}, {7}),
        ({"data": [{"b64_json": png(1264, 1248)}]}, set()),
        ({"data": [{"b64_json": "not base64!"}]}, set()),
        ({"data": [{"url": "https://files.oaiusercontent.com/file-1"}]}, {11}),
        ({"usage": None}, {21}),
        ({"usage": {"input_tokens": 0, "output_tokens": 0}}, {21}),
        ({"credits_cost": 3}, {21}),
        ({"task_id": "t1"}, {25}),
    ],
)
def test_an_answer_is_held_against_what_it_says_itself(changes: dict[str, Any], found: set[int]) -> None:
    """Previews are allowed for, other models are not judged."""
    assert numbers(scanned(json.dumps(answer(**changes)))) == found


@pytest.mark.parametrize(
    ("asked", "echo", "found"),
    [
        ({"size": "1408x480", "quality": "low"}, {}, set()),
        ({"size": "1408x480"}, {"size": "auto", "usage": {"output_tokens": 1}}, {6}),
        ({"size": "auto"}, {"size": "auto"}, set()),
        ({}, {"quality": "auto"}, set()),
        ({"model": "gpt-image-2-canary-7f3a"}, {}, {9}),
        ({"model": "gpt-image-2-canary-7f3a"}, {"data": []}, set()),
        ({"model": "gpt-image-2-marketing"}, {}, set()),
    ],
)
def test_a_recorded_call_is_held_against_what_was_asked(
    asked: dict[str, Any], echo: dict[str, Any], found: set[int]
) -> None:
    """A limited surface that says so is none of this."""
    assert numbers(scanned(har(MODEL | asked, answer(**echo)))) == found


@pytest.mark.parametrize(
    ("tool", "picture", "tokens", "found"),
    [
        ({"size": "1024x1024", "quality": "low"}, {"size": "1024x1024", "quality": "low"}, 196, set()),
        ({"size": "1024x1024", "quality": "low"}, {"size": "1024x1024", "quality": "low"}, 296, set()),
        ({"size": "1024x1024", "quality": "low"}, {"size": "1024x1024", "quality": "low"}, 700, {8}),
        ({"size": "1024x1024", "quality": "high"}, {"size": "auto", "quality": "auto"}, 7024, {6}),
        ({"size": "auto", "quality": "auto"}, {"size": "1254x1254", "quality": "auto"}, 700, {7}),
    ],
)
def test_an_answer_of_the_responses_api_repeats_what_was_asked(
    tool: dict[str, Any], picture: dict[str, Any], tokens: int, found: set[int]
) -> None:
    """Its image tokens stand apart from the mainline's."""
    body = {
        "object": "response",
        "model": "gpt-5.4",
        "tools": [{"type": "image_generation"} | MODEL | tool],
        "output": [{"type": "image_generation_call", "result": "x"} | picture],
        "usage": {"output_tokens": 40},
        "tool_usage": {"image_gen": {"output_tokens": tokens}},
    }
    assert numbers(scanned(json.dumps(body))) == found
