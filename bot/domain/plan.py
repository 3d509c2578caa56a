"""The upstream calls of a turn, each with its exact parameters and the context that will be sent. Pure values."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.context import Context, Source
from bot.domain.intent import Intent
from bot.domain.options.image_options import ImageOptions


class Action(StrEnum):
    """The tool's `action`: named only where certain."""

    GENERATE = "generate"
    EDIT = "edit"
    AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Models:
    """Which models a plan uses, and what bounds the mainline."""

    mainline: str
    image: str
    max_output_tokens: int
    reasoning_effort: str


@dataclass(frozen=True, slots=True)
class Step:
    """One upstream call. `forced`: the intent is certain, so the mainline must draw."""

    index: int
    instruction: str
    digest: str
    options: ImageOptions
    sources: tuple[Source, ...]
    action: Action
    forced: bool
    instructions_bytes: int

    @property
    def text_bytes(self) -> int:
        """UTF-8 bytes of everything in words that goes upstream: at least as many as tokens."""
        return self.instructions_bytes + len(self.digest.encode()) + len(self.instruction.encode())


@dataclass(frozen=True, slots=True)
class Via:
    """The fallback that a person picked, and what is printed on everything it makes."""

    name: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps of a turn under one set of models, on the official lane where no other was picked."""

    steps: tuple[Step, ...]
    models: Models
    intent: Intent
    via: Via | None = None


FORCED = frozenset({Intent.DRAW, Intent.EDIT, Intent.VARY, Intent.RE_RENDER})
EDITS = frozenset({Intent.EDIT, Intent.VARY, Intent.RE_RENDER})


def _action(intent: Intent, *, has_sources: bool) -> Action:
    """Return the action where it is certain: a change needs a picture, and without one only a new one can come."""
    if not has_sources:
        return Action.GENERATE
    return Action.EDIT if intent in EDITS else Action.AUTO


def make(
    intent: Intent,
    context: Context,
    options: ImageOptions,
    models: Models,
    instructions_bytes: int,
    via: Via | None = None,
) -> Plan:
    """Return one step for each picture asked for; they differ in nothing but their index."""
    action = _action(intent, has_sources=bool(context.sources))
    steps = tuple(
        Step(
            index=index,
            instruction=context.instruction,
            digest=context.digest,
            options=options,
            sources=context.sources,
            action=action,
            forced=intent in FORCED,
            instructions_bytes=instructions_bytes,
        )
        for index in range(options.count)
    )
    return Plan(steps, models, intent, via)
