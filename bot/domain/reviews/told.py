"""What the bot answers in a review, as values: the outbox keeps these, the renderer finds the blocks and buttons.

Quotes are other people's words and stand apart from ours.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnderstoodLine:
    """A fact that was understood: its name, the answer, the quoted words, where they stand, and how good that is."""

    answer_id: str
    label: str
    reply: str
    quote: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Unattributed:
    """A text of which nobody has said yet whose words it is."""

    evidence_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What was read off a screenshot and counts for nothing until a person says that it is so."""

    evidence_id: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewReply:
    """One answer of the bot in a review. `notes` are plain sentences, `signals` pairs of what was seen and the words.

    `reuse` is an earlier review whose evidence is offered, and what it established.
    """

    review_id: str
    opening: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    understood: tuple[UnderstoodLine, ...] = ()
    dropped: tuple[str, ...] = ()
    signals: tuple[tuple[str, str], ...] = ()
    unattributed: tuple[Unattributed, ...] = ()
    unconfirmed: tuple[Unconfirmed, ...] = ()
    questions: tuple[str, ...] = ()
    reuse: tuple[str, str] | None = None
