"""The five gates: every combination of their facts' grades."""

from itertools import product

import pytest

from bot.domain.gates.acceptance import GATES, Gate, facts_of, judge
from bot.domain.gates.facts import Fact, Grade, Stated, best, worst
from tests.gates.asking import ALL_EVIDENCED, CONTRADICTION, EVIDENCED, FAILED, POOL, QUESTION, UNKNOWN, but


def test_every_fact_answers_exactly_one_gate_and_bears_its_name() -> None:
    """Nothing that is recorded goes unread."""
    answering = [fact for gate in Gate for fact in facts_of(gate)]
    assert sorted(answering) == sorted(Fact)
    assert all(fact.value.startswith(f"{gate}.") for gate in Gate for fact in facts_of(gate))


@pytest.mark.parametrize("gate", Gate)
def test_a_gate_is_as_good_as_its_worst_fact_in_every_combination(gate: Gate) -> None:
    """Usage and dashboard count as one, the better of the two; other gates do not matter."""
    facts = facts_of(gate)
    for grades in product(Grade, repeat=len(facts)):
        found = judge({fact: Stated(grade) for fact, grade in zip(facts, grades, strict=True)}, ())
        counted = [*grades[:-2], best(grades[-2:])] if gate is Gate.OBSERVABILITY else grades
        assert found[gate].grade is worst(counted), (gate, grades)
        others = {found[other].grade for other in Gate if other is not gate}
        assert others == {UNKNOWN}


def test_what_was_never_recorded_is_unknown() -> None:
    """Silence is no evidence and no failure."""
    assert {graded.grade for graded in judge({}, ()).values()} == {UNKNOWN}


def test_a_contradicting_signal_fails_the_mapping_alone() -> None:
    """However well it is evidenced."""
    found = judge(ALL_EVIDENCED, [CONTRADICTION, QUESTION, POOL])
    assert found[Gate.MAPPING].grade is FAILED
    assert found[Gate.MAPPING].grounds == ("signal:9",)
    assert {found[gate].grade for gate in Gate if gate is not Gate.MAPPING} == {EVIDENCED}


def test_grounds_name_what_holds_a_gate_back_or_what_carries_it() -> None:
    """In the order of the table."""
    held = judge(but(billing_timeout=Grade.CLAIMED, billing_retry=UNKNOWN), ())[Gate.BILLING]
    assert held.grounds == ("billing.timeout", "billing.retry")
    carried = judge(but(observability_usage=UNKNOWN), ())[Gate.OBSERVABILITY]
    assert carried.grounds[-1] == "observability.dashboard"
    assert "observability.usage" not in carried.grounds


def test_the_table_says_the_seed_s_words() -> None:
    """What is asked, and what is said of a gate that fails."""
    assert [(gate.value, row.if_it_fails) for gate, row in GATES.items()] == [
        ("owner", "Do not put it in production."),
        ("mapping", "Treat it as an unknown wrapper."),
        ("billing", "Publish no cost promises."),
        ("rights", "Process no brand, customer or sensitive assets."),
        ("observability", "Manual tests only; no automated scale-up."),
    ]
    assert all(row.question.endswith("?") for row in GATES.values())
