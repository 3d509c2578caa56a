"""The body of the one call that reads what somebody brought into a review: no tools, an answer in a fixed form.

Source of the form: the Responses API's `text.format` with a strict JSON schema (openai 3.54 types).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain import image_tokens
from bot.domain.context import Source
from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.facts import Fact
from bot.domain.ledger import Basis, Purpose, part
from bot.domain.plan import Models
from bot.domain.prices import PriceList, TokenClass
from bot.domain.pricing import Quote, dearest
from bot.domain.reviews.replies import choices
from bot.domain.upstream_request import ARTIFACT, DETAIL, Modes, Tags

SCHEMA_TOKENS_CEILING = 2_000
FORM = "statements"
OUTPUT_TOKENS = 6_000
NULLABLE_TEXT = {"type": ["string", "null"]}


def _statement(facts: Sequence[Fact]) -> dict[str, Any]:
    """Return the form of a statement about facts that can be answered alike: nothing else can be said of them."""
    answers = [choice.reply.value for choice in choices(facts[0])]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["fact", "answer", "quote"],
        "properties": {
            "fact": {"type": "string", "enum": [fact.value for fact in facts]},
            "answer": {"type": "string", "enum": answers},
            "quote": {"type": "string"},
        },
    }


ALIKE: Sequence[Sequence[Fact]] = (
    facts_of(Gate.OWNER),
    (Fact.MAPPING_CLAIM,),
    (Fact.MAPPING_PROOF,),
    facts_of(Gate.BILLING),
    facts_of(Gate.RIGHTS),
    facts_of(Gate.OBSERVABILITY),
)
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["statements", "why_not_official", "transcription"],
    "properties": {
        "statements": {"type": "array", "items": {"anyOf": [_statement(facts) for facts in ALIKE]}},
        "why_not_official": NULLABLE_TEXT,
        "transcription": NULLABLE_TEXT,
    },
}


@dataclass(frozen=True, slots=True)
class Given:
    """What there is to read: texts by number and name, and pictures."""

    texts: tuple[tuple[int, str, str], ...]
    pictures: tuple[Source, ...] = ()

    @property
    def text_bytes(self) -> int:
        """UTF-8 bytes of all texts."""
        return sum(len(text.encode()) + len(name.encode()) + 16 for _, name, text in self.texts)


def body(given: Given, models: Models, modes: Modes, tags: Tags, instructions: str) -> dict[str, Any]:
    """Return the request."""
    return {
        "model": models.mainline,
        "instructions": instructions,
        "input": [{"role": "user", "content": list(_content(given))}],
        "text": {"format": {"type": "json_schema", "name": FORM, "strict": True, "schema": SCHEMA}},
        "max_output_tokens": models.max_output_tokens,
        "reasoning": {"effort": models.reasoning_effort},
        "service_tier": "default",
        "background": modes.background,
        "store": modes.store or modes.background,
        "stream": True,
        "safety_identifier": tags.safety_identifier,
        "metadata": {"app": "darkroom", "turn": tags.turn, "attempt": tags.attempt, "step": "reading"},
    }


def recorded(request: dict[str, Any], instructions_digest: str) -> dict[str, Any]:
    """Return *request* as it rests in the database: what was read rests as evidence, and is not kept twice."""
    return {
        **request,
        "instructions": f"prompt:{instructions_digest}",
        "input": "the evidence of its turn",
        "text": FORM,
    }


def quote(given: Given, models: Models, instructions_bytes: int, prices: PriceList, at_ms: int) -> Quote:
    """Return the most the call can cost; raises MissingPriceError."""
    seen = sum(image_tokens.mainline_patches(one.width, one.height, DETAIL) for one in given.pictures)
    read = given.text_bytes + instructions_bytes + SCHEMA_TOKENS_CEILING + seen
    amounts = ((TokenClass.TEXT_IN, read), (TokenClass.TEXT_OUT, models.max_output_tokens))
    return Quote(
        tuple(
            part(Purpose.PLANNING, dearest(prices, models.mainline, cls, at_ms), tokens, Basis.CEILING)
            for cls, tokens in amounts
        )
    )


def _content(given: Given) -> Sequence[dict[str, Any]]:
    texts = [{"type": "input_text", "text": f"[{number}] {name}:\n{text}"} for number, name, text in given.texts]
    pictures = [
        {"type": "input_image", "detail": DETAIL, "image_url": f"{ARTIFACT}{one.media_type}:{one.sha256}"}
        for one in given.pictures
    ]
    return [*texts, *pictures]
