"""What can be answered to the question behind a fact, and what each answer does. Nothing else is ever recorded.

An answer that denies makes its fact failed, whoever says it; any other is as good as the words that carry it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.facts import Fact


class Reply(StrEnum):
    """An answer, in the words people read."""

    NAMED = "named"
    SHOWN = "shown"
    CONTRADICTED = "contradicted"
    OTHER_MODEL = "another model"
    BILLED = "billed"
    NOT_BILLED = "not billed"
    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    AVAILABLE = "available"
    NOT_AVAILABLE = "not available"
    REFUSED = "refused to say"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer; *denies* makes the fact failed."""

    reply: Reply
    denies: bool = False


REFUSED = Choice(Reply.REFUSED, denies=True)
BY_GATE: Mapping[Gate, tuple[Choice, ...]] = {
    Gate.OWNER: (Choice(Reply.NAMED), REFUSED),
    Gate.MAPPING: (Choice(Reply.NAMED), Choice(Reply.OTHER_MODEL, denies=True), REFUSED),
    Gate.BILLING: (Choice(Reply.BILLED), Choice(Reply.NOT_BILLED), REFUSED),
    Gate.RIGHTS: (Choice(Reply.ALLOWED), Choice(Reply.NOT_ALLOWED, denies=True), REFUSED),
    Gate.OBSERVABILITY: (Choice(Reply.AVAILABLE), Choice(Reply.NOT_AVAILABLE, denies=True), REFUSED),
}
PROOF = (Choice(Reply.SHOWN), Choice(Reply.CONTRADICTED, denies=True), REFUSED)


def gate_of(fact: Fact) -> Gate:
    """Return the gate that a fact belongs to."""
    return Gate(fact.value.partition(".")[0])


def choices(fact: Fact) -> tuple[Choice, ...]:
    """Return what can be answered about a fact."""
    return PROOF if fact is Fact.MAPPING_PROOF else BY_GATE[gate_of(fact)]


def possible(fact: Fact, said: str) -> Reply | None:
    """Return the answer that *said* is, or None where that cannot be answered about this fact."""
    return next((one.reply for one in choices(fact) if one.reply == said), None)


def denies(fact: Fact, reply: Reply) -> bool:
    """Whether an answer makes its fact failed."""
    return any(one.denies for one in choices(fact) if one.reply is reply)
