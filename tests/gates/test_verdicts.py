"""Verdicts: every combination of gates, classes and signals against the rules as a person would tell them."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.facts import Fact, Grade, Stated
from bot.domain.gates.permissions import Permission
from bot.domain.gates.route import Purpose, RouteClass
from bot.domain.gates.seen import SignalSeen
from tests.gates.asking import (
    ALL_EVIDENCED,
    CLAIMED,
    CONTRADICTION,
    EVIDENCED,
    FAILED,
    POOL,
    QUESTION,
    TODAY,
    UNKNOWN,
    allowed,
    but,
    graded,
    route,
    verdict,
)

EVERYTHING = {use.value for use in Permission}
STATED_CLASSES = [None, *RouteClass]
Grades = dict[Gate, Grade]


def combinations() -> Iterator[Grades]:
    """Every grade of every gate: 4^5."""
    for grades in product(Grade, repeat=len(Gate)):
        yield dict(zip(Gate, grades, strict=True))


def expected(grades: Grades) -> set[str]:
    """What a person would allow by the gates alone."""
    good = {gate for gate, grade in grades.items() if grade is EVIDENCED}
    uses = {"manual_tests"}
    uses |= {"cost_promises"} if Gate.BILLING in good else set()
    uses |= {"customer_assets"} if {Gate.RIGHTS, Gate.MAPPING} <= good else set()
    return uses | ({"production", "scale_up"} if len(good) == len(Gate) else set())


@pytest.mark.parametrize("stated", STATED_CLASSES)
def test_every_combination_of_gates_allows_what_the_rules_say(stated: RouteClass | None) -> None:
    """Only evidenced allows; a failed mapping makes a wrapper; an account pool is one whatever its gates."""
    for grades in combinations():
        found = verdict(graded(grades), asked=route(stated))
        pool = stated is RouteClass.ACCOUNT_POOL
        assert {gate: one.grade for gate, one in found.gates.items()} == grades
        assert allowed(found) == (set() if pool else expected(grades)), grades
        assert pool == (found.route_class is RouteClass.ACCOUNT_POOL)
        assert pool or (grades[Gate.MAPPING] is FAILED) <= (found.route_class is RouteClass.WRAPPER)
        assert found.route_class is not RouteClass.OFFICIAL
        assert found.fits is ("production" in allowed(found))


@pytest.mark.parametrize("stated", STATED_CLASSES)
@pytest.mark.parametrize("official", [True, False])
def test_a_pool_s_signal_overrides_everything(stated: RouteClass | None, official: bool) -> None:
    """Evidenced gates and an official host included: nothing is left but leaving it."""
    for grades in combinations():
        found = verdict(graded(grades), QUESTION, POOL, CONTRADICTION, asked=route(stated, official=official))
        assert found.route_class is RouteClass.ACCOUNT_POOL
        assert allowed(found) == set()
        assert found.headline.startswith("Stop")
        assert found.stop_rule == "Stop; nothing but leaving it."
        for decision in found.permissions.values():
            assert "signal:10" in decision.because
            assert decision.otherwise == "Stop; nothing but leaving it."


def test_an_official_host_needs_no_verdict() -> None:
    """Whatever is recorded: it is the default."""
    for facts, seen in [({}, ()), (ALL_EVIDENCED, ()), (graded(dict.fromkeys(Gate, FAILED)), (CONTRADICTION,))]:
        found = verdict(facts, *seen, asked=route(None, official=True))
        assert found.route_class is RouteClass.OFFICIAL
        assert allowed(found) == EVERYTHING
        assert "default" in found.headline


def test_official_is_never_a_matter_of_words() -> None:
    """A host that is not on the list does not become official by being called so."""
    assert verdict({}, asked=route(RouteClass.OFFICIAL)).route_class is RouteClass.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "stated", "route_class"),
    [
        ({}, None, RouteClass.UNKNOWN),
        ({}, RouteClass.PROVIDER_GATEWAY, RouteClass.PROVIDER_GATEWAY),
        ({}, RouteClass.WRAPPER, RouteClass.WRAPPER),
        (but(mapping_proof=FAILED), RouteClass.PROVIDER_GATEWAY, RouteClass.WRAPPER),
        (but(mapping_claim=FAILED), None, RouteClass.WRAPPER),
        (but(owner_abuse=FAILED), RouteClass.PROVIDER_GATEWAY, RouteClass.PROVIDER_GATEWAY),
        (ALL_EVIDENCED, None, RouteClass.PROVIDER_GATEWAY),
        (but(owner_abuse=CLAIMED), None, RouteClass.UNKNOWN),
    ],
)
def test_the_class_is_what_is_said_until_the_mapping_fails(
    facts: dict[Fact, Stated], stated: RouteClass | None, route_class: RouteClass
) -> None:
    """Where nothing is said, a proven owner and mapping make a provider's gateway."""
    assert verdict(facts, asked=route(stated)).route_class is route_class


LACKING = [
    ("owner_support", {"production", "scale_up"}),
    ("mapping_proof", {"production", "scale_up", "customer_assets"}),
    ("billing_refusal", {"production", "scale_up", "cost_promises"}),
    ("rights_redistribute", {"production", "scale_up", "customer_assets"}),
    ("observability_limits", {"production", "scale_up"}),
    ("observability_usage", {"scale_up"}),
    ("observability_dashboard", {"scale_up"}),
]


@pytest.mark.parametrize(("fact", "lost"), LACKING)
@pytest.mark.parametrize("grade", [FAILED, UNKNOWN, CLAIMED])
def test_one_fact_that_is_not_evidenced_takes_what_rests_on_it(fact: str, lost: set[str], grade: Grade) -> None:
    """And each refusal names the fact and says what to do instead."""
    found = verdict(but(**{fact: grade}))
    assert allowed(found) == EVERYTHING - lost
    for use in lost:
        decision = found.permissions[Permission(use)]
        assert decision.because == (Fact[fact.upper()].value,)
        assert decision.otherwise.endswith(".")


def test_a_permission_names_the_facts_that_carry_it() -> None:
    """All of them, and no others."""
    found = verdict(ALL_EVIDENCED).permissions
    assert found[Permission.COST_PROMISES].because == (
        "billing.timeout",
        "billing.refusal",
        "billing.failed",
        "billing.retry",
    )
    assert set(found[Permission.PRODUCTION].because) == set(Fact)
    assert found[Permission.MANUAL_TESTS].because == ("class:provider_gateway",)


def test_a_contradicting_signal_takes_what_rests_on_the_mapping() -> None:
    """And is named, since the facts did not decide."""
    found = verdict(ALL_EVIDENCED, CONTRADICTION, CONTRADICTION)
    assert found.route_class is RouteClass.WRAPPER
    assert allowed(found) == {"manual_tests", "cost_promises"}
    assert found.permissions[Permission.CUSTOMER_ASSETS].because == ("signal:9",)


def test_a_signal_that_only_asks_decides_nothing() -> None:
    """It is handed on to be asked, once."""
    found = verdict(ALL_EVIDENCED, QUESTION, QUESTION)
    assert allowed(found) == EVERYTHING
    assert found.ask == ("13",)


FITTING = [
    (Purpose.EXPERIMENTS, {}, True),
    (Purpose.INTERNAL, ALL_EVIDENCED, True),
    (Purpose.INTERNAL, but(owner_abuse=CLAIMED), False),
    (Purpose.PUBLIC, but(rights_delete=CLAIMED), False),
    (Purpose.CUSTOMER, ALL_EVIDENCED, True),
    (Purpose.SENSITIVE, but(mapping_proof=CLAIMED), False),
    (None, but(observability_dashboard=UNKNOWN), True),
    (None, but(observability_limits=UNKNOWN), False),
]


@pytest.mark.parametrize(("purpose", "facts", "fits"), FITTING)
def test_a_purpose_needs_its_permissions(purpose: Purpose | None, facts: dict[Fact, Stated], fits: bool) -> None:
    """Without one, production is meant."""
    assert verdict(facts, purpose=purpose).fits is fits


def test_an_account_pool_fits_no_purpose() -> None:
    """Experiments included."""
    assert not any(verdict(ALL_EVIDENCED, POOL, purpose=purpose).fits for purpose in [None, *Purpose])


HEADLINES = [
    ({}, "Not for production: not proven yet"),
    (but(mapping_proof=FAILED), "Not for production: model mapping contradicted"),
    (but(mapping_proof=UNKNOWN), "Not for production: model mapping not proven yet"),
    (but(owner_account=FAILED, mapping_proof=UNKNOWN), "Not for production: owner refused or contradicted"),
    (but(owner_account=UNKNOWN, rights_store=FAILED), "Not for production: output rights denied or contradicted"),
    (but(billing_retry=CLAIMED), "Not for production: failed-call billing only claimed"),
    (ALL_EVIDENCED, "For production and scale-up"),
    (but(observability_usage=UNKNOWN), "For production without automated scale-up"),
    (
        but(mapping_proof=Stated(EVIDENCED, by_probe=True)),
        "For production and scale-up: model mapping consistent with the claim",
    ),
]


@pytest.mark.parametrize(("facts", "headline"), HEADLINES)
def test_the_headline_names_the_worst_gate(facts: dict[Fact, Stated], headline: str) -> None:
    """Before there are answers it is not proven yet; by a probe it is consistent, never proven."""
    assert verdict(facts).headline == headline


STOP_RULES = [
    ({}, RouteClass.UNKNOWN, "Manual tests only, until every gate is evidenced. End tests when this expires."),
    ({}, RouteClass.WRAPPER, "Do not handle sensitive assets unless terms are clear. End tests when this expires."),
    (but(mapping_proof=FAILED), None, "Treat it as an unknown wrapper. End tests when this expires."),
    (
        but(owner_abuse=FAILED, billing_retry=FAILED, rights_store=CLAIMED),
        RouteClass.PROVIDER_GATEWAY,
        "Do not put it in production. Publish no cost promises. End tests when this expires.",
    ),
    (ALL_EVIDENCED, RouteClass.UNKNOWN, "End its use when this expires or a fact changes."),
]


@pytest.mark.parametrize(("facts", "stated", "rule"), STOP_RULES)
def test_the_stop_rule_is_that_of_the_failed_gates_or_else_of_the_class(
    facts: dict[Fact, Stated], stated: RouteClass | None, rule: str
) -> None:
    """And says when it ends."""
    assert verdict(facts, asked=route(stated)).stop_rule == rule


VALID = [
    (ALL_EVIDENCED, 90),
    ({}, 90),
    (but(mapping_proof=Stated(EVIDENCED, by_probe=True)), 30),
    (but(mapping_proof=Stated(FAILED, by_probe=True)), 30),
    (but(billing_retry=Stated(EVIDENCED, by_probe=True)), 90),
    (but(rights_store=Stated(EVIDENCED, until=TODAY + timedelta(12))), 12),
    (but(rights_store=Stated(EVIDENCED, until=TODAY)), 0),
    (but(rights_store=Stated(EVIDENCED, until=TODAY + timedelta(120))), 90),
    (but(rights_store=Stated(EVIDENCED, until=TODAY - timedelta(1))), 90),
    (but(rights_store=Stated(FAILED, until=TODAY - timedelta(1))), 90),
]


@pytest.mark.parametrize(("facts", "days"), VALID)
def test_a_verdict_ends(facts: dict[Fact, Stated], days: int) -> None:
    """After 90 days, 30 by a probe, and with its shortest-lived evidence."""
    assert verdict(facts).valid_until == TODAY + timedelta(days)


def test_evidence_that_ran_out_allows_nothing_any_more() -> None:
    """The day after its last."""
    facts = but(billing_timeout=Stated(EVIDENCED, until=TODAY))
    assert verdict(facts).allows(Permission.COST_PROMISES)
    assert not verdict(facts, today=TODAY + timedelta(1)).allows(Permission.COST_PROMISES)


STATED = st.builds(
    Stated, st.sampled_from(Grade), by_probe=st.booleans(), until=st.none() | st.dates(date(2026, 11, 1))
)
FACTS = st.fixed_dictionaries({}, optional=dict.fromkeys(Fact, STATED))
SIGNALS = st.lists(st.sampled_from([POOL, CONTRADICTION, QUESTION]), max_size=2)


@given(FACTS, SIGNALS, st.sampled_from(STATED_CLASSES), st.booleans(), st.data())
def test_a_better_grade_never_removes_a_permission_and_a_worse_one_never_adds_one(
    facts: dict[Fact, Stated], seen: list[SignalSeen], stated: RouteClass | None, official: bool, data: st.DataObject
) -> None:
    """Whatever else is known."""
    fact = data.draw(st.sampled_from(Fact))
    old = facts.get(fact, Stated(UNKNOWN))
    better = data.draw(st.sampled_from([grade for grade in Grade if grade.rank >= old.grade.rank]))
    improved = facts | {fact: Stated(better, by_probe=old.by_probe, until=old.until)}
    asked = route(stated, official=official)
    assert allowed(verdict(facts, *seen, asked=asked)) <= allowed(verdict(improved, *seen, asked=asked))


@given(FACTS, SIGNALS, st.sampled_from([POOL, CONTRADICTION, QUESTION]), st.integers(0, 8))
def test_one_more_signal_never_adds_a_permission(
    facts: dict[Fact, Stated], seen: list[SignalSeen], more: SignalSeen, place: int
) -> None:
    """And the order in which they were seen does not matter."""
    added = [*seen[:place], more, *seen[place:]]
    assert allowed(verdict(facts, *added)) <= allowed(verdict(facts, *seen))
    assert allowed(verdict(facts, *added)) == allowed(verdict(facts, *added[::-1]))


@given(FACTS)
def test_no_verdict_outlives_its_evidence(facts: dict[Fact, Stated]) -> None:
    """Nor ends before it is given."""
    last = verdict(facts).valid_until
    ends = [told.until for told in facts.values() if told.until and told.until >= TODAY]
    assert TODAY <= last <= min([TODAY + timedelta(90), *ends])
