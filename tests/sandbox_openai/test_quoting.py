"""The stand-in fills a form with verbatim sentences, and leaves empty what no sentence mentions."""

import json
from typing import Any

import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.quoting import fill, mentions, sentences
from tests.sandbox_openai.asking import asked

FACT = {
    "type": "object",
    "properties": {
        "source": {"type": "integer", "minimum": 1},
        "fact": {"type": "string", "enum": ["billing.timeout", "billing.refusal", "rights.delete", "billing.retry"]},
        "reading": {"type": "string", "enum": ["billed", "not_billed", "unclear"]},
        "quote": {"type": "string"},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
    "required": ["source", "fact", "reading", "quote", "note"],
    "additionalProperties": False,
}
FORM: dict[str, Any] = {
    "type": "object",
    "$defs": {"Fact": FACT},
    "properties": {"facts": {"type": "array", "items": {"$ref": "#/$defs/Fact"}}, "summary": {"type": "string"}},
    "required": ["facts", "summary"],
    "additionalProperties": False,
}
TEXTS = [
    "[1] terms.html, timeouts and refusals\nTimeouts are billed in full. Refused requests are not billed!\n",
    "[2] Files are deleted after 30 days.",
]


def fact(name: str, reading: str, quote: str) -> dict[str, Any]:
    """One item as the stand-in would give it."""
    return {"source": 1, "fact": name, "reading": reading, "quote": quote, "note": None}


FOUND = {
    "facts": [
        fact("billing.timeout", "billed", "Timeouts are billed in full."),
        fact("billing.refusal", "not_billed", "Refused requests are not billed!"),
        fact("rights.delete", "billed", "Files are deleted after 30 days."),
    ],
    "summary": "",
}


async def test_a_form_with_quotes_is_filled_from_the_message(client: AsyncOpenAI) -> None:
    """Over the wire, with the sentences as they stand there and without the labels."""
    form = {"format": {"type": "json_schema", "name": "facts", "strict": True, "schema": FORM}}
    content = [{"type": "input_text", "text": text} for text in TEXTS]
    body = asked(tools=None, tool_choice=None, text=form) | {"input": [{"role": "user", "content": content}]}
    done = await client.responses.create(**body)
    assert json.loads(done.output_text) == FOUND


MENTIONS = [
    ("A request that times out is billed", "billing.timeout", True),
    ("Each timeout", "billing.timeout", True),
    ("We time every call", "billing.timeout", False),
    ("The model refused", "billing.refusal", True),
    ("Retries are free", "billing.retry", True),
    ("You may delete them", "rights.delete", True),
    ("It is deleted", "rights.delete", True),
    ("A request id is sent", "observability.request_id", True),
    ("We store outputs", "rights.store", True),
    ("App Store", "rights.redistribute", False),
    ("Limits apply", "observability.limits", True),
]


@pytest.mark.parametrize(("sentence", "option", "found"), MENTIONS)
def test_a_name_is_found_in_its_plain_forms(sentence: str, option: str, found: bool) -> None:
    """Plurals and the usual endings, and nothing cleverer."""
    assert mentions(sentence, option) is found


def test_labels_are_no_part_of_a_sentence() -> None:
    """Neither above a text nor beside it."""
    assert list(sentences(TEXTS)) == [
        "Timeouts are billed in full.",
        "Refused requests are not billed!",
        "Files are deleted after 30 days.",
    ]


def test_a_form_without_quotes_stays_empty() -> None:
    """Nothing is made up."""
    form = {"type": "object", "properties": {"facts": {"type": "array", "items": {"type": "string"}}}}
    assert fill(form, TEXTS) == {"facts": []}
    assert fill(FORM, ["Good morning."]) == {"facts": [], "summary": ""}
