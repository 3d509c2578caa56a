"""The bot's answers in a review, put together from what was understood: plain sentences, every one true of the dossier."""

from collections.abc import Iterable, Sequence

from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.record import VerdictRecord
from bot.domain.periods import describe, one_day
from bot.domain.reviews.asking import missing, questions
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, EvidenceKind, Review
from bot.domain.reviews.folding import fold, worth
from bot.domain.reviews.questions import label
from bot.domain.reviews.told import Unattributed, UnderstoodLine

DROP = (
    "Drop everything you have here: terms, docs, price lists, bills, answers of their support, screenshots. Text, "
    "Markdown, HTML, JSON, PDF and DOCX files work; I do not open links. I ask only for what is missing."
)
LINKS = "I do not open links: paste the text, or upload the page as text, Markdown, HTML, JSON, PDF or DOCX."
ENOUGH = "Nothing more to ask: give the verdict when you are ready."
NOTED_UNKNOWN = "Noted: not known here ({facts}). The letter to the provider asks for it."


def restated(review: Review, official: str) -> tuple[str, ...]:
    """Return how a review begins: the route and purpose as understood, and what the official route would cost."""
    route = review.route
    what = f"{route.model}, {route.endpoint or 'every endpoint'}, key group {route.key_group}"
    purpose = f" for {review.purpose}" if review.purpose else ""
    return (
        f"Review {review.id}: {route.base_url}{purpose} · {what}.",
        f"The official route: {official}.",
        DROP,
    )


def asked_next(dossier: Dossier) -> tuple[str, ...]:
    """Return what to ask now; where everything is answered, that."""
    facts = fold(dossier)
    if not missing(facts, dossier.review.purpose):
        return (ENOUGH,)
    return questions(dossier.review, facts)


def understood(answers: Iterable[Answer], dossier: Dossier) -> tuple[UnderstoodLine, ...]:
    """Return what was understood just now, each with its words and what they are worth so far."""
    return tuple(_line(answer, dossier.of(answer.evidence_id)) for answer in answers)


def _line(answer: Answer, evidence: Evidence) -> UnderstoodLine:
    return UnderstoodLine(
        answer.id, label(answer.fact), answer.reply, answer.quote, source(evidence), worth(answer, evidence).value
    )


def source(evidence: Evidence) -> str:
    """Return how a text is called: `terms.md [3]`."""
    name = "a message" if evidence.kind is EvidenceKind.MESSAGE else evidence.name
    return f"{name} [{evidence.number}]"


def unattributed(documents: Sequence[Evidence]) -> tuple[Unattributed, ...]:
    """Return the texts of which somebody has to say whose words they are."""
    return tuple(Unattributed(one.id, source(one)) for one in documents if one.author == "somebody")


def established(dossier: Dossier) -> str:
    """Return what an earlier review found out about its provider, in one line; nothing where that is nothing."""
    named = [answer.fact for answer, evidence in dossier.counting if reusable(answer, evidence)]
    gates = [gate.value for gate in Gate if set(named) & set(facts_of(gate))]
    return f"{len(set(named))} facts ({', '.join(gates)})" if named else ""


def reusable(answer: Answer, evidence: Evidence) -> bool:
    """Whether an answer is about the provider and not about one key or model: it may be used in another review."""
    return evidence.author == "provider" and answer.fact not in facts_of(Gate.MAPPING)


def unknown_noted(facts: Iterable[str]) -> str:
    """Return the sentence for what somebody said they do not know."""
    return NOTED_UNKNOWN.format(facts=", ".join(facts))


def reopened(record: VerdictRecord) -> str:
    """Return the sentence for a verdict that a new fact put out of force."""
    until = describe(one_day(record.valid_until.isoformat()))
    return f"That changes verdict {record.id} (valid until {until}): it is out of force until a new one is given."
