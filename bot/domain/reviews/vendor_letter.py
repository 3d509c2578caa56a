"""The letter to the provider that asks for exactly what is missing, ready to be copied."""

from dataclasses import dataclass
from datetime import date

from bot.domain.gates.verdict import Verdict
from bot.domain.reviews.asking import missing
from bot.domain.reviews.dossier import Dossier
from bot.domain.reviews.folding import judge
from bot.domain.reviews.questions import QUESTIONS, VENDOR


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft."""

    subject: str
    body: str


def draft(dossier: Dossier, today: date) -> Letter | None:
    """Return the letter as the review stands *today*; None where nothing is missing that a provider could say."""
    verdict = judge(dossier, today)
    points = _points(verdict)
    if not points:
        return None
    route = dossier.review.route
    where = f"{route.base_url} ({route.model}{f', {route.endpoint}' if route.endpoint else ''})"
    listed = "\n".join(f"{number}. {point}" for number, point in enumerate(points, 1))
    body = (
        f"Hello,\n\nwe are deciding whether we may use {where}, key group {route.key_group}, and need the following "
        f"in writing, or a link to where it is published:\n\n{listed}\n\nPlease name the document and its date for each "
        "point, and say so where you would rather not answer. Without these answers we cannot use the service in "
        "production.\n\nThank you"
    )
    return Letter(f"Questions before using {route.host} for {route.model}", body)


def _points(verdict: Verdict) -> list[str]:
    """Return what only the provider can say first, then what it could say as well."""
    facts = missing(verdict.facts, verdict.purpose)
    ordered = sorted(facts, key=lambda fact: QUESTIONS[fact].who != VENDOR)
    return [QUESTIONS[fact].vendor.format(host=verdict.route.host, model=verdict.route.model) for fact in ordered]
