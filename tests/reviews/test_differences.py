"""What changed from one verdict to the next, in lines."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.differences import differences
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import GradedFact, VerdictRecord
from bot.domain.gates.route import RouteClass
from bot.domain.reviews.replies import Reply
from tests.reviews.bringing import dossier, proven, record, said

PROVEN = record(dossier(*proven()))
DISPUTED = record(dossier(*proven(), said(Fact.BILLING_TIMEOUT, Reply.BILLED, by="U2")))


def test_the_same_verdict_changes_nothing() -> None:
    """Another day or another person is no change."""
    assert differences(PROVEN, replace(PROVEN, id="v2", decided_by="U2")) == ()


def test_every_change_that_matters_is_a_line() -> None:
    """Permissions, then gates, then facts, each from what to what."""
    assert differences(PROVEN, DISPUTED) == (
        "production: allowed → not allowed",
        "scale-up: allowed → not allowed",
        "cost promises: allowed → not allowed",
        "failed-call billing: evidenced → failed",
        "billing.timeout: evidenced (not billed) → failed",
    )


def test_the_class_is_told_first() -> None:
    """In words."""
    wrapper = replace(PROVEN, route_class=RouteClass.WRAPPER)
    assert differences(PROVEN, wrapper) == ("class provider gateway → wrapper",)


def test_another_answer_of_the_same_grade_is_a_change() -> None:
    """Billed and not billed are both known."""
    billed = {**PROVEN.facts, Fact.BILLING_RETRY: GradedFact(Grade.EVIDENCED, says="billed")}
    assert differences(PROVEN, replace(PROVEN, facts=billed)) == (
        "billing.retry: evidenced (not billed) → evidenced (billed)",
    )


records = st.builds(
    lambda gates, permissions, facts: replace(PROVEN, gates=gates, permissions=permissions, facts=facts),
    st.dictionaries(st.sampled_from(Gate), st.sampled_from(Grade)),
    st.dictionaries(st.sampled_from(Permission), st.booleans()),
    st.dictionaries(
        st.sampled_from(Fact), st.builds(GradedFact, st.sampled_from(Grade), says=st.sampled_from(["", "x"]))
    ),
)


@given(records, records)
def test_there_and_back_are_as_many_changes(one: VerdictRecord, other: VerdictRecord) -> None:
    """Nothing is a change in one direction only."""
    assert len(differences(one, other)) == len(differences(other, one))
