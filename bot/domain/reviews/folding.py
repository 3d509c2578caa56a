"""From a dossier to the facts: what every answer is worth, and what several answers to one question come to.

Only what a person attributed to the right author is evidenced. Answers that disagree make a failure, until one of them
is withdrawn; what the same person said earlier about the same fact is overtaken by what they say now.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.domain.gates.facts import Fact, Grade, Stated, agreed
from bot.domain.gates.record import STANDING, GradedFact, VerdictRecord
from bot.domain.gates.route import RouteClass
from bot.domain.gates.verdict import Verdict, decide
from bot.domain.reviews.authors import Author, lasts_until, proves
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, ReviewState
from bot.domain.reviews.replies import denies

LONGEST_NOTE = 200
PROBED = "a probe of ours is consistent with it, but the provider's written statement of its upstream is missing"
Pair = tuple[Answer, Evidence]
FALLEN = frozenset({RouteClass.WRAPPER, RouteClass.ACCOUNT_POOL})


def fold(dossier: Dossier, today: date | None = None) -> dict[Fact, Stated]:
    """Return what is known of each fact that was answered, each with the last day of the evidence that carries it.

    With *today*, evidence that has run out is left out where later evidence says the same: a renewal counts.
    """
    stated = {
        fact: _renewed([_stated(*pair) for pair in pairs], today)
        for fact, pairs in _by_fact(_newest_claims(dossier.counting)).items()
    }
    if Fact.MAPPING_PROOF in stated and agreed(stated.get(Fact.MAPPING_CLAIM, ())).grade is not Grade.EVIDENCED:
        stated[Fact.MAPPING_PROOF] = [_held_back(one) for one in stated[Fact.MAPPING_PROOF]]
    return {fact: agreed(answers) for fact, answers in stated.items()}


def judge(dossier: Dossier, today: date) -> Verdict:
    """Return the verdict as the dossier stands *today*."""
    review = dossier.review
    return decide(review.route, fold(dossier, today), dossier.seen, review.purpose, today)


def graded(dossier: Dossier, verdict: Verdict) -> dict[Fact, GradedFact]:
    """Return the facts of *verdict* as they will rest with it: with who supplied them."""
    by: dict[Fact, list[str]] = {}
    for answer, _ in dossier.counting:
        by.setdefault(answer.fact, []).append(answer.given_by)
    return {
        fact: GradedFact(stated.grade, stated.note, stated.says, " ".join(dict.fromkeys(by.get(fact, ()))))
        for fact, stated in verdict.facts.items()
    }


def undermines(dossier: Dossier, record: VerdictRecord, today: date) -> bool:
    """Whether the dossier, as it stands, no longer carries what *record* decided; what only improves takes nothing away."""
    verdict = judge(dossier, today)
    lost = any(allowed and not verdict.allows(permission) for permission, allowed in record.permissions.items())
    worse = any(verdict.gates[gate].grade.rank < grade.rank for gate, grade in record.gates.items())
    fell = verdict.route_class is not record.route_class and verdict.route_class in FALLEN
    return lost or worse or fell


def repeats(record: VerdictRecord, dossier: Dossier, verdict: Verdict, by: str) -> bool:
    """Whether *verdict*, given by *by*, says what *record* says and stands for: then there is nothing to write down."""
    same_act = record.state in STANDING and record.decided_by == by and dossier.review.state is ReviewState.DECIDED
    same_words = record.purpose is dossier.review.purpose and record.valid_until == verdict.valid_until
    return same_act and same_words and not _other(verdict, record)


def _other(verdict: Verdict, record: VerdictRecord) -> bool:
    gates = {gate: graded.grade for gate, graded in verdict.gates.items()}
    permissions = {permission: decision.allowed for permission, decision in verdict.permissions.items()}
    return verdict.route_class is not record.route_class or gates != record.gates or permissions != record.permissions


def contradictions(dossier: Dossier) -> dict[Fact, tuple[Pair, ...]]:
    """Return the answers that stand against each other, fact by fact."""
    by_fact = _by_fact(_newest_claims(dossier.counting))
    return {fact: tuple(found) for fact, found in by_fact.items() if len({answer.reply for answer, _ in found}) > 1}


def _by_fact(pairs: Iterable[Pair]) -> dict[Fact, list[Pair]]:
    """Return the pairs of each fact that has some, in the order of the facts."""
    found: dict[Fact, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair[0].fact, []).append(pair)
    return {fact: found[fact] for fact in Fact if fact in found}


def _newest_claims(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Leave out what somebody claimed earlier where they have claimed something else about the same fact since."""
    newest: dict[tuple[str, Fact], Answer] = {}
    listed = tuple(pairs)
    for answer, evidence in listed:
        if evidence.author is Author.SOMEBODY:
            newest[answer.given_by, answer.fact] = answer
    return tuple(
        (answer, evidence)
        for answer, evidence in listed
        if evidence.author is not Author.SOMEBODY or newest[answer.given_by, answer.fact] is answer
    )


def worth(answer: Answer, evidence: Evidence) -> Grade:
    """Return what an answer is worth by itself: a denial is a failure, whoever says it."""
    if denies(answer.fact, answer.reply):
        return Grade.FAILED
    return Grade.EVIDENCED if proves(evidence.author, answer.fact) else Grade.CLAIMED


def _stated(answer: Answer, evidence: Evidence) -> Stated:
    until = None if evidence.author is Author.SOMEBODY else lasts_until(evidence.author, evidence.read_on)
    return Stated(
        worth(answer, evidence),
        note=" ".join(answer.quote.split())[:LONGEST_NOTE],
        says=answer.reply.value,
        by_probe=evidence.author is Author.PROBE,
        until=until,
    )


def _renewed(answers: list[Stated], today: date | None) -> list[Stated]:
    """Leave out what has run out by *today* where something of the same grade says the same and has not."""
    if today is None:
        return answers
    lasting = {(one.grade, one.says) for one in answers if one.until is None or one.until >= today}
    return [one for one in answers if one.until is None or one.until >= today or (one.grade, one.says) not in lasting]


def _held_back(proof: Stated) -> Stated:
    """A probe proves the mapping only beside the provider's written statement of what stands upstream."""
    if proof.by_probe and proof.grade is Grade.EVIDENCED:
        return replace(proof, grade=Grade.CLAIMED, note=PROBED)
    return proof
