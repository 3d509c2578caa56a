"""A review and everything brought into it, as values. What it comes to is folded elsewhere, from these alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose, Route
from bot.domain.gates.seen import SignalSeen
from bot.domain.reviews.authors import Author
from bot.domain.reviews.replies import Reply


class ReviewState(StrEnum):
    """Where a review stands; a new fact opens a decided one again."""

    OPEN = "open"
    DECIDED = "decided"
    CLOSED = "closed"


class EvidenceKind(StrEnum):
    """How something came into a review. A screenshot counts once a person has confirmed what was read off it."""

    MESSAGE = "message"
    FILE = "file"
    FORM = "form"
    SCREENSHOT = "screenshot"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Review:
    """The conversation. `volume` is pictures a month; `asked` are facts somebody said they do not know."""

    id: str
    team: str
    thread_id: str
    channel: str
    root: str
    route_id: str
    route: Route
    purpose: Purpose | None
    reason: str
    volume: int | None
    asked: frozenset[Fact]
    state: ReviewState
    opened_by: str
    opened_at_ms: int
    changed_at_ms: int
    card_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text in a review. `number` is what people call it by; `text` holds no secrets."""

    id: str
    number: int
    kind: EvidenceKind
    name: str
    text: str
    sha256: str
    given_by: str
    given_at_ms: int
    author: Author
    url: str
    read_on: date
    confirmed_by: str | None = None
    attributed_by: str | None = None
    superseded: bool = False

    @property
    def counts(self) -> bool:
        """Whether it may support anything at all."""
        return not self.superseded and (self.kind is not EvidenceKind.SCREENSHOT or self.confirmed_by is not None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one piece of evidence answers about one fact, with the words that say so."""

    id: str
    fact: Fact
    reply: Reply
    quote: str
    evidence_id: str
    given_by: str
    given_at_ms: int
    found_by: str


@dataclass(frozen=True, slots=True)
class SignalFound:
    """A signal that a piece of evidence showed."""

    seen: SignalSeen
    evidence_id: str
    place: str
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A review with all that counts in it: withdrawn answers and dismissed signals are left out."""

    review: Review
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[Answer, ...] = ()
    signals: tuple[SignalFound, ...] = ()

    def of(self, evidence_id: str) -> Evidence:
        """Return a piece of evidence by its id."""
        return next(one for one in self.evidence if one.id == evidence_id)

    @property
    def counting(self) -> tuple[tuple[Answer, Evidence], ...]:
        """Every answer whose evidence counts, oldest first."""
        texts = {one.id: one for one in self.evidence if one.counts}
        return tuple((one, texts[one.evidence_id]) for one in self.answers if one.evidence_id in texts)

    @property
    def seen(self) -> tuple[SignalSeen, ...]:
        """The signals of evidence that counts."""
        return tuple(found.seen for found in self.showing)

    @property
    def showing(self) -> tuple[SignalFound, ...]:
        """The signals of evidence that counts, each with its words."""
        counting = {one.id for one in self.evidence if one.counts}
        return tuple(found for found in self.signals if found.evidence_id in counting)
