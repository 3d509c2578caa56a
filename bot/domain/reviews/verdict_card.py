"""The card that a review ends in, or so far would end in: what is allowed, which words prove it, until when, what instead.

Every word comes from the rules' tables and from the dossier; nothing here decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.gates.acceptance import GATES, Gate, facts_of
from bot.domain.gates.card import Line, card
from bot.domain.gates.facts import Grade
from bot.domain.gates.record import VerdictRecord, VerdictState
from bot.domain.gates.route import RouteClass
from bot.domain.gates.verdict import Verdict
from bot.domain.reviews.authors import WEIGHTS, Author
from bot.domain.reviews.dossier import Dossier, Evidence
from bot.domain.reviews.folding import judge, worth
from bot.domain.reviews.replying import source

LONGEST_QUOTE = 140
SO_FAR = "So far, in force for nothing"
SECOND = "production and scale-up wait for a second reviewer"


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """The card as values. `verdict_id` is empty where it is only how things stand so far."""

    review_id: str
    verdict_id: str
    lines: tuple[Line, ...]
    contributors: tuple[str, ...]
    changes: tuple[str, ...]
    waits: bool
    may_ask_exception: bool
    decided_by: str = ""
    confirmed_by: str = ""
    ended: str = ""


def provisional(dossier: Dossier, official: str, questions: Sequence[str], today: date) -> VerdictCard:
    """Return what the verdict would be *today*."""
    verdict = judge(dossier, today)
    lines = (Line("", SO_FAR), *_lines(dossier, verdict, official, questions))
    return VerdictCard(dossier.review.id, "", lines, _contributors(dossier), (), waits=False, may_ask_exception=False)


def given(
    dossier: Dossier,
    verdict: Verdict,
    record: VerdictRecord,
    official: str,
    questions: Sequence[str],
    changes: Sequence[str],
    today: date,
) -> VerdictCard:
    """Return the card of a verdict that was given."""
    waits = record.state is VerdictState.WAITING
    standing = record.standing(today)
    return VerdictCard(
        review_id=dossier.review.id,
        verdict_id=record.id,
        lines=(*_lines(dossier, verdict, official, questions), *([Line("Waits", SECOND)] if waits else [])),
        contributors=_contributors(dossier),
        changes=tuple(changes),
        waits=waits,
        may_ask_exception=may_ask(verdict),
        decided_by=record.decided_by,
        confirmed_by=record.confirmed_by or "",
        ended="" if standing == "in force" or waits else standing,
    )


def may_ask(verdict: Verdict) -> bool:
    """Whether a risk exception can be asked for at all: never for an account pool, and not where nothing is held back."""
    return verdict.route_class not in {RouteClass.ACCOUNT_POOL, RouteClass.OFFICIAL} and not verdict.fits


def _lines(dossier: Dossier, verdict: Verdict, official: str, questions: Sequence[str]) -> tuple[Line, ...]:
    lines = card(verdict, official, questions)
    proof = [Line("Proof", " · ".join(_proof(dossier, verdict)))]
    conditions = [Line("Holds while", "; ".join(_conditions(dossier, verdict)))]
    at = next(index for index, line in enumerate(lines) if line.label == "Why") + 1
    return tuple(line for line in (*lines[:at], *proof, *conditions, *lines[at:]) if line.text)


def _proof(dossier: Dossier, verdict: Verdict) -> Iterator[str]:
    """Yield, for each gate that is evidenced, the words that carry it and where they stand."""
    for gate in Gate:
        if verdict.gates[gate].grade is Grade.EVIDENCED:
            carrying = [
                (answer, evidence)
                for answer, evidence in dossier.counting
                if answer.fact in facts_of(gate) and worth(answer, evidence) is Grade.EVIDENCED
            ]
            if carrying:
                answer, evidence = carrying[0]
                yield f"{GATES[gate].name}: “{_short(answer.quote)}” ({source(evidence)})"


def _conditions(dossier: Dossier, verdict: Verdict) -> Iterator[str]:
    """Yield the texts whose words must stay as they are, with their digests."""
    carried = [gate for gate in Gate if verdict.gates[gate].grade is Grade.EVIDENCED]
    facts = {fact for gate in carried for fact in facts_of(gate)}
    texts = {evidence.id: evidence for answer, evidence in dossier.counting if answer.fact in facts}
    for evidence in texts.values():
        if evidence.author is Author.PROVIDER:
            yield f"{_where(evidence)} reads as on {evidence.read_on.isoformat()} (sha256 {evidence.sha256[:12]})"


def _where(evidence: Evidence) -> str:
    return evidence.url if evidence.url.startswith("http") else f"{evidence.name}, {WEIGHTS[evidence.author].name},"


def _contributors(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer.given_by for answer, _ in dossier.counting))


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= LONGEST_QUOTE else f"{flat[: LONGEST_QUOTE - 1].rstrip()}…"
