"""How a review stands, as values: gate by gate, fact by fact, what is missing and who could know. Renderers add the looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.gates.acceptance import GATES, Gate, facts_of, grade_of
from bot.domain.gates.facts import NOTHING, Fact, Grade
from bot.domain.gates.verdict import Verdict
from bot.domain.reviews.asking import missing
from bot.domain.reviews.dossier import Dossier, ReviewState
from bot.domain.reviews.folding import contradictions, judge
from bot.domain.reviews.questions import QUESTIONS, label
from bot.domain.reviews.replies import gate_of


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact, its grade, and what was said of it."""

    fact: Fact
    grade: Grade
    says: str


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate, its grade, and its facts."""

    gate: Gate
    name: str
    grade: Grade
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Answers that stand against each other: `(answer's id, what it says, the quoted words, who gave it)`."""

    fact: Fact
    label: str
    answers: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class StatusCard:
    """The whole card. `missing` groups facts, gate by gate, by who could know them."""

    review_id: str
    host: str
    model: str
    endpoint: str
    key_group: str
    purpose: str
    state: ReviewState
    headline: str
    gates: tuple[GateLine, ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    disagreeing: tuple[SideBySide, ...]
    signals: tuple[tuple[str, str], ...]
    contributors: tuple[str, ...]
    verdict: Verdict

    @property
    def answered(self) -> int:
        """How many facts are evidenced or failed."""
        return sum(line.grade in {Grade.EVIDENCED, Grade.FAILED} for gate in self.gates for line in gate.facts)

    @property
    def facts(self) -> int:
        """How many facts there are."""
        return sum(len(gate.facts) for gate in self.gates)


def status(dossier: Dossier, today: date) -> StatusCard:
    """Return how a review stands *today*."""
    review, verdict = dossier.review, judge(dossier, today)
    route = review.route
    return StatusCard(
        review_id=review.id,
        host=route.host,
        model=route.model,
        endpoint=route.endpoint,
        key_group=route.key_group,
        purpose=review.purpose or "",
        state=review.state,
        headline=verdict.headline,
        gates=tuple(_gate(gate, verdict) for gate in Gate),
        missing=_missing(verdict),
        disagreeing=tuple(_side_by_side(dossier)),
        signals=tuple({found.seen.id: found.quote for found in reversed(dossier.showing)}.items()),
        contributors=tuple(dict.fromkeys(answer.given_by for answer, _ in dossier.counting)),
        verdict=verdict,
    )


def _gate(gate: Gate, verdict: Verdict) -> GateLine:
    lines = tuple(
        FactLine(fact, grade_of(fact, verdict.facts), verdict.facts.get(fact, NOTHING).says) for fact in facts_of(gate)
    )
    return GateLine(gate, GATES[gate].name, verdict.gates[gate].grade, lines)


def _missing(verdict: Verdict) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_who: dict[str, dict[Gate, list[str]]] = {}
    for fact in missing(verdict.facts, verdict.purpose):
        by_who.setdefault(QUESTIONS[fact].who, {}).setdefault(gate_of(fact), []).append(fact.word)
    return tuple((who, tuple(_listed(gates))) for who, gates in by_who.items())


def _listed(gates: dict[Gate, list[str]]) -> Iterator[str]:
    for gate, words in gates.items():
        yield f"{GATES[gate].name} ({', '.join(words)})"


def _side_by_side(dossier: Dossier) -> list[SideBySide]:
    return [
        SideBySide(
            fact,
            label(fact),
            tuple((answer.id, answer.reply.value, answer.quote, answer.given_by) for answer, _ in pairs),
        )
        for fact, pairs in contradictions(dossier).items()
    ]
