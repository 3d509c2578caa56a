"""Facts: the order of grades, what several answers come to, and evidence that runs out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.facts import Grade, Stated, agreed, best, worst
from tests.gates.asking import CLAIMED, EVIDENCED, FAILED, TODAY, UNKNOWN

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
STATED = st.builds(
    Stated, st.sampled_from(Grade), says=st.sampled_from(["", "bills", "does not bill"]), until=st.none() | st.dates()
)


def test_failed_is_worse_than_unknown_and_unknown_than_claimed() -> None:
    """And nothing is better than evidenced."""
    for lower, higher in pairwise([FAILED, UNKNOWN, CLAIMED, EVIDENCED]):
        assert worst([higher, lower]) is lower
        assert best([lower, higher]) is higher


AGREED = [
    ([], UNKNOWN),
    ([Stated(CLAIMED)], CLAIMED),
    ([Stated(CLAIMED), Stated(EVIDENCED)], EVIDENCED),
    ([Stated(EVIDENCED), Stated(FAILED)], FAILED),
    ([Stated(UNKNOWN), Stated(FAILED)], FAILED),
    ([Stated(EVIDENCED, says="bills"), Stated(EVIDENCED, says="bills")], EVIDENCED),
    ([Stated(EVIDENCED, says="bills"), Stated(EVIDENCED)], EVIDENCED),
    ([Stated(EVIDENCED, says="bills"), Stated(CLAIMED, says="does not bill")], FAILED),
    ([Stated(EVIDENCED, says="bills"), Stated(EVIDENCED, says="does not bill")], FAILED),
]


@pytest.mark.parametrize(("answers", "grade"), AGREED)
def test_several_answers_come_to_the_best_unless_they_contradict(answers: list[Stated], grade: Grade) -> None:
    """A contradiction is a failure, however good each answer is."""
    assert agreed(answers).grade is grade
    assert agreed(answers[::-1]).grade is grade


def test_a_contradiction_says_what_was_answered() -> None:
    """So that one can ask again."""
    told = agreed([Stated(EVIDENCED, says="bills"), Stated(CLAIMED, says="does not bill")])
    assert told.note == "contradictory answers: bills, does not bill"


@given(st.lists(STATED, min_size=1), st.data())
def test_a_better_answer_never_makes_the_fact_worse(answers: list[Stated], data: st.DataObject) -> None:
    """Whatever else was answered."""
    place = data.draw(st.integers(0, len(answers) - 1))
    old = answers[place]
    better = data.draw(st.sampled_from([grade for grade in Grade if grade.rank >= old.grade.rank]))
    improved = [*answers[:place], Stated(better, says=old.says, until=old.until), *answers[place + 1 :]]
    assert agreed(improved).grade.rank >= agreed(answers).grade.rank


def test_of_two_equal_answers_the_one_that_ends_first_counts() -> None:
    """A verdict is never longer than the shortest-lived evidence."""
    assert agreed([Stated(EVIDENCED), Stated(EVIDENCED, until=TOMORROW)]).until == TOMORROW


@pytest.mark.parametrize(
    ("grade", "until", "left"),
    [
        (EVIDENCED, None, EVIDENCED),
        (EVIDENCED, TOMORROW, EVIDENCED),
        (EVIDENCED, TODAY, EVIDENCED),
        (EVIDENCED, YESTERDAY, UNKNOWN),
        (CLAIMED, YESTERDAY, UNKNOWN),
        (FAILED, YESTERDAY, FAILED),
    ],
)
def test_evidence_that_ran_out_supports_nothing_and_a_failure_stays(
    grade: Grade, until: date | None, left: Grade
) -> None:
    """On its last day it still holds."""
    assert Stated(grade, until=until).on(TODAY).grade is left
