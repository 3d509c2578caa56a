"""What to ask next: first why and how much, then single facts, a few at a time, those first that the purpose hangs on.

A fact that is evidenced or failed is not asked again; what somebody said they do not know goes into the letter to the
provider instead.
"""

import re
from collections.abc import Iterator, Mapping

from bot.domain.gates.acceptance import GATES, Gate, facts_of, grade_of
from bot.domain.gates.facts import Fact, Grade, Stated
from bot.domain.gates.permissions import NEEDED_FOR, PERMISSIONS
from bot.domain.gates.route import Purpose
from bot.domain.reviews.dossier import Review
from bot.domain.reviews.questions import ask

AT_A_TIME = 3
SETTLED = frozenset({Grade.EVIDENCED, Grade.FAILED})
WHY_NOT_OFFICIAL = "Why is the official route not enough?"
WHAT_FOR = "What is it for: experiments, internal use, public content, customer or brand assets, or anything sensitive?"
HOW_MANY = "About how many pictures a month? Then I can say what the official route would cost you."
NOT_KNOWN = re.compile(
    r"^\W*(?:(?:sorry|well|honestly|hm+)\W+)?(?:(?:i|we)\s+)?(?:don'?t|do not|didn'?t)\s+know(?:\W.{0,40})?\W*$"
    r"|^\W*(?:no idea|not sure|no clue|unknown|dunno|idk|nobody knows|can'?t say|keine ahnung|wei(?:ß|ss)\s+(?:ich|nicht)\b.*|"
    r"je ne sais pas|aucune idée|no s[eé]|no lo s[eé]|ni idea|não sei|不知道|分からない|わからない)\W*$",
    re.IGNORECASE,
)


def is_not_known(text: str) -> bool:
    """Whether *text* says nothing but that somebody does not know."""
    return NOT_KNOWN.match(text.replace("’", "'").strip()) is not None


def missing(facts: Mapping[Fact, Stated], purpose: Purpose | None) -> tuple[Fact, ...]:
    """Return the facts that hold something back and could still be had, those first that the purpose hangs on."""
    order = [fact for gate in _gates(purpose) for fact in facts_of(gate)]
    return tuple(fact for fact in order if grade_of(fact, facts) not in SETTLED and not _stands_in(fact, facts))


def questions(review: Review, facts: Mapping[Fact, Stated]) -> tuple[str, ...]:
    """Return what to ask now, in plain language."""
    return tuple(_context(review)) + tuple(
        ask(fact, review.route.host, review.route.model) for fact in next_facts(review, facts)
    )


def next_facts(review: Review, facts: Mapping[Fact, Stated]) -> tuple[Fact, ...]:
    """Return the facts to ask about now."""
    open_facts = [fact for fact in missing(facts, review.purpose) if fact not in review.asked]
    return tuple(open_facts[: max(AT_A_TIME - len(tuple(_context(review))), 1)])


def _context(review: Review) -> Iterator[str]:
    if not review.reason:
        yield WHY_NOT_OFFICIAL
    if review.purpose is None:
        yield WHAT_FOR
    if review.volume is None:
        yield HOW_MANY


def _gates(purpose: Purpose | None) -> tuple[Gate, ...]:
    """Return the gates in the order in which they are asked about."""
    needed = NEEDED_FOR[purpose] if purpose else ()
    held = [gate for permission in needed for gate in PERMISSIONS[permission].gates]
    first = sorted(set(held), key=lambda gate: (-held.count(gate), tuple(Gate).index(gate)))
    return tuple(dict.fromkeys((*first, *Gate)))


def _stands_in(fact: Fact, facts: Mapping[Fact, Stated]) -> bool:
    """Whether a fact is answered by one that counts as the same: a dashboard by usage in answers, and the other way."""
    together = next(row for gate in Gate for row in GATES[gate].answered_by if fact in row)
    return any(grade_of(other, facts) is Grade.EVIDENCED for other in together if other is not fact)
