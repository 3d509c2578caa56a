"""What the mainline chose: one word of a closed list, or nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refusing.asks import Category, Choice, Topic
from bot.domain.refusing.tools import ANSWER, DECLINE, TOOLS, chosen, named
from bot.domain.upstream import FunctionCall
from bot.services.interrupted import _from_books

KEYS: dict[str, tuple[str, type[Category] | type[Topic]]] = {DECLINE: ("category", Category), ANSWER: ("topic", Topic)}


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: str(tool["name"]))
def test_every_word_that_is_offered_is_understood_and_kept(tool: dict[str, object]) -> None:
    """What the schema allows, what is read, and what is stored are the same list."""
    name = str(tool["name"])
    key, values = KEYS[name]
    assert tool["parameters"] == {
        "type": "object",
        "properties": {key: {"type": "string", "enum": [value.value for value in values]}},
        "required": [key],
        "additionalProperties": False,
    }
    for value in values:
        assert chosen(FunctionCall(name, json.dumps({key: value.value}))) is value
        assert named(value.value) is value


@pytest.mark.parametrize(
    "call",
    [
        None,
        FunctionCall("", ""),
        FunctionCall("draw_everything", '{"category": "limits"}'),
        FunctionCall(DECLINE, ""),
        FunctionCall(DECLINE, "limits"),
        FunctionCall(DECLINE, '{"category": "limits"'),
        FunctionCall(DECLINE, '{"category": "detect"}'),
        FunctionCall(DECLINE, '{"category": ["limits"]}'),
        FunctionCall(DECLINE, '{"category": {}}'),
        FunctionCall(DECLINE, '{"topic": "detect"}'),
        FunctionCall(DECLINE, '{"category": "limits", "note": "x"}'),
        FunctionCall(DECLINE, "[" * 100_000),
        FunctionCall(ANSWER, "null"),
    ],
)
def test_anything_else_means_nothing(call: FunctionCall | None) -> None:
    """Unknown functions, unreadable arguments, words that are not on the list."""
    assert chosen(call) is None


@given(st.sampled_from([DECLINE, ANSWER]), st.text(max_size=100))
def test_no_arguments_are_too_odd_to_be_read(name: str, arguments: str) -> None:
    """Nothing is raised."""
    assert chosen(FunctionCall(name, arguments)) is None or json.loads(arguments)


def test_a_choice_that_was_settled_is_taken_up_from_the_books() -> None:
    """Killed between its settlement and its end, a turn is declined all the same."""
    row = {"status": "completed", "words": None, "failure": None, "versions": 0, "unusable": 0, "chosen": "limits"}
    end = _from_books(row)  # type: ignore[arg-type]  # a dict answers as a row does
    assert (end.choice, end.error, end.made) == (Category.LIMITS, None, 0)


def test_what_was_not_kept_is_nothing() -> None:
    """Nor is a word that is on no list."""
    kept: list[Choice | None] = [named(None), named(""), named("poem")]
    assert kept == [None, None, None]
