"""What the reading model answered, as findings: tolerant of what is missing or unknown, deaf to everything else.

It only says what was found where. What that is worth is decided elsewhere, from the words themselves.
"""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.gates.facts import Fact
from bot.domain.reviews.quoting import Finding

MOST = 100


class Statement(BaseModel):
    """One statement."""

    model_config = ConfigDict(extra="ignore")

    fact: str
    answer: str
    quote: str


class Form(BaseModel):
    """The whole answer."""

    model_config = ConfigDict(extra="ignore")

    statements: list[Any] = Field(default_factory=list)
    why_not_official: str | None = None
    transcription: str | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """What was found, and what was read off pictures."""

    findings: tuple[Finding, ...] = ()
    why_not_official: str = ""
    transcription: str = ""


def parse(text: str) -> Statements | None:
    """Return what *text* says; None where it is not in the form."""
    try:
        form = Form.model_validate(json.loads(text))
    except (ValueError, ValidationError, RecursionError):
        return None
    return Statements(
        tuple(found for row in form.statements[:MOST] if (found := _finding(row))),
        form.why_not_official or "",
        form.transcription or "",
    )


def _finding(row: Any) -> Finding | None:
    try:
        read = Statement.model_validate(row)
        return Finding(Fact(read.fact), read.answer, read.quote)
    except (ValidationError, ValueError):
        return None
