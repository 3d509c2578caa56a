"""The statements an acceptance is made of, and how well each is known. Only evidenced allows; absent is unknown.

A text is evidence of what its author says. Answers that contradict each other are a failure of the fact, however good
each of them is. Evidence that has run out supports nothing; a failure stays one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Grade(StrEnum):
    """How well a fact is known, from worst to best."""

    FAILED = "failed"
    UNKNOWN = "unknown"
    CLAIMED = "claimed"
    EVIDENCED = "evidenced"

    @property
    def rank(self) -> int:
        """Return the place in the order; more is better."""
        return ORDER.index(self)


ORDER = tuple(Grade)


def worst(grades: Iterable[Grade]) -> Grade:
    """Return the worst of some grades."""
    return min(grades, key=lambda grade: grade.rank)


def best(grades: Iterable[Grade]) -> Grade:
    """Return the best of some grades."""
    return max(grades, key=lambda grade: grade.rank)


class Fact(StrEnum):
    """A single statement about a route. Its first word is its gate's name."""

    OWNER_ENDPOINT = "owner.endpoint"
    OWNER_ACCOUNT = "owner.account"
    OWNER_BILLING = "owner.billing"
    OWNER_SUPPORT = "owner.support"
    OWNER_ABUSE = "owner.abuse"
    MAPPING_CLAIM = "mapping.claim"
    MAPPING_PROOF = "mapping.proof"
    BILLING_TIMEOUT = "billing.timeout"
    BILLING_REFUSAL = "billing.refusal"
    BILLING_FAILED = "billing.failed"
    BILLING_RETRY = "billing.retry"
    RIGHTS_COMMERCIAL = "rights.commercial"
    RIGHTS_STORE = "rights.store"
    RIGHTS_REDISTRIBUTE = "rights.redistribute"
    RIGHTS_DELETE = "rights.delete"
    OBSERVABILITY_REQUEST_ID = "observability.request_id"
    OBSERVABILITY_ERROR_TYPE = "observability.error_type"
    OBSERVABILITY_LIMITS = "observability.limits"
    OBSERVABILITY_USAGE = "observability.usage"
    OBSERVABILITY_DASHBOARD = "observability.dashboard"

    @property
    def word(self) -> str:
        """Return what people call it beside its gate: `error type`."""
        return self.value.partition(".")[2].replace("_", " ")


@dataclass(frozen=True, slots=True)
class Stated:
    """What is recorded of a fact.

    *says* is the answer in a word or two where answers can differ ("bills", "does not bill"); *until* is the last day
    on which the evidence holds; *by_probe* tells that it rests on a probe of ours.
    """

    grade: Grade
    note: str = ""
    says: str = ""
    by_probe: bool = False
    until: date | None = None

    def on(self, today: date) -> "Stated":
        """Return what is left of it *today*: evidence that has run out makes the fact unknown; a failure stays."""
        if self.until is None or self.until >= today:
            return self
        if self.grade is Grade.FAILED:
            return replace(self, until=None)
        return Stated(Grade.UNKNOWN, f"the evidence ran out on {self.until}")


NOTHING = Stated(Grade.UNKNOWN)


def agreed(answers: Sequence[Stated]) -> Stated:
    """Return what several answers to one question come to: the best of them, or a failure where they disagree."""
    if not answers:
        return NOTHING
    said = sorted({answer.says for answer in answers if answer.says})
    if len(said) > 1:
        return Stated(Grade.FAILED, f"contradictory answers: {', '.join(said)}")
    lasting = sorted(answers, key=lambda answer: answer.until or date.max)
    failed = [answer for answer in lasting if answer.grade is Grade.FAILED]
    return failed[0] if failed else max(lasting, key=lambda answer: answer.grade.rank)
