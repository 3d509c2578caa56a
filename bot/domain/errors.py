"""Everything that can go wrong, split by blame. Foreign errors are translated into this tree, one table per provider.

    DarkroomError
    ├── PersonError            what was asked cannot be done as asked; costs nothing
    │   └── Denied             who asked may not
    ├── ProviderError          OpenAI or Slack said no, or nothing; carries `billed` and `retryable`
    │   ├── Refusal            moderation: stage and categories
    │   └── BrokenStream       the stream ended without a terminal event
    └── OurError               a fault of this program; the person sees a trace id and no detail

`sentence` is what a person reads: short, no exception text. `Billed` says what is known of the money.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Billed(StrEnum):
    """Whether a failed call is on the bill: unknown is held at the ceiling."""

    NO = "no"
    UNKNOWN = "unknown"


class DarkroomError(Exception):
    """The root: `code` is stable and goes to logs and the database, `sentence` goes to the person."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence


class PersonError(DarkroomError):
    """The request itself cannot be carried out; nothing was sent upstream."""


class Denied(PersonError):
    """The actor may not do this here."""


class OurError(DarkroomError):
    """A fault of this program."""


@dataclass(frozen=True, slots=True)
class Blame:
    """One row of a translation table: what an upstream error means for the person, the money and the plan."""

    code: str
    sentence: str
    billed: Billed
    retryable: bool = False
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Moderation:
    """Where a safety check stopped a picture, and for what; both may be unsaid."""

    stage: str | None = None
    categories: tuple[str, ...] = field(default=())


class ProviderError(DarkroomError):
    """An outside system failed or declined. `retry_after_s` is its own word, if it gave one."""

    def __init__(self, blame: Blame, *, retry_after_s: float | None = None, request_id: str | None = None) -> None:
        super().__init__(blame.code, blame.sentence)
        self.blame = blame
        self.retry_after_s = retry_after_s
        self.request_id = request_id


class Refusal(ProviderError):
    """A safety check said no."""

    def __init__(self, blame: Blame, moderation: Moderation, *, request_id: str | None = None) -> None:
        super().__init__(blame, request_id=request_id)
        self.moderation = moderation


class BrokenStream(ProviderError):
    """A stream without a terminal event: cut, ended early, or beyond what is read. `last_sequence` allows resuming."""

    def __init__(self, why: str, last_sequence: int | None = None) -> None:
        blame = Blame("stream_broken", "The connection to OpenAI broke while drawing.", Billed.UNKNOWN, retryable=False)
        super().__init__(blame)
        self.why = why
        self.last_sequence = last_sequence
