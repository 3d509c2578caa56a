"""The card: what people read of a verdict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.card import card
from bot.domain.gates.facts import Fact, Grade, Stated
from bot.domain.gates.route import Purpose, RouteClass
from bot.domain.gates.seen import SignalSeen
from bot.domain.gates.verdict import Verdict
from tests.gates.asking import (
    ALL_EVIDENCED,
    CLAIMED,
    CONTRADICTION,
    EVIDENCED,
    FAILED,
    POOL,
    QUESTION,
    UNKNOWN,
    but,
    route,
    verdict,
)

QUESTIONS = ["Why one price for every size?"]
COST = "about $0.041 per medium landscape"


def text(found: Verdict) -> str:
    """The card as a terminal shows it."""
    return "\n".join(map(str, card(found, COST, QUESTIONS)))


def test_a_card_tells_what_is_allowed_why_not_and_what_instead() -> None:
    """In this order."""
    proof = Stated(FAILED, "3472×1488 low reported 717 output tokens; the formula gives 201.", by_probe=True)
    facts = but(mapping_proof=proof, billing_timeout=UNKNOWN, rights_redistribute=CLAIMED)
    assert text(verdict(facts, purpose=Purpose.PUBLIC)) == (
        "Not for production: model mapping contradicted\n"
        "api.example.ai · gpt-image-2 · images/generations · key group default · class wrapper\n"
        "Allowed: manual tests\n"
        "Not allowed: production, scale-up, cost promises, brand and customer assets\n"
        "For public content: no\n"
        "Why: Model mapping: proof contradicted (3472×1488 low reported 717 output tokens; the formula gives 201). "
        "Failed-call billing: timeout unknown. Output rights: redistribute only claimed.\n"
        "Ask: Why one price for every size?\n"
        "Stop rule: Treat it as an unknown wrapper. End tests when this expires.\n"
        f"Official instead: {COST}\n"
        "Until 24 Dec 2026"
    )


WHY = [
    (verdict({}), "Owner unknown. Model mapping unknown. Failed-call billing unknown. Output rights unknown. Observ"),
    (verdict(ALL_EVIDENCED), "Why: All five gates are evidenced."),
    (
        verdict(but(mapping_proof=Stated(EVIDENCED, by_probe=True))),
        "All five gates are evidenced. Model mapping consistent with the claim.",
    ),
    (verdict(ALL_EVIDENCED, CONTRADICTION), "Why: Model mapping: contradicted by signal 9."),
    (verdict(ALL_EVIDENCED, POOL), "Why: Signal 10 of an account pool."),
    (verdict(ALL_EVIDENCED, asked=route(RouteClass.ACCOUNT_POOL)), "Why: Said to be an account pool."),
    (verdict(but(observability_dashboard=UNKNOWN)), "Why: Scale-up: dashboard unknown. All five gates are evidenced."),
    (verdict(but(observability_error_type=CLAIMED)), "Why: Observability: error type only claimed."),
    (verdict({}, asked=route(official=True)), "Why: The host is on the dated list of OpenAI's API hosts."),
]


@pytest.mark.parametrize(("found", "said"), WHY)
def test_a_card_says_why(found: Verdict, said: str) -> None:
    """By the facts that decided."""
    assert said in text(found)


def test_a_probe_never_proves() -> None:
    """The card of a mapping that rests on one does not use the word."""
    assert "prove" not in text(verdict(but(mapping_proof=Stated(EVIDENCED, by_probe=True))))


def test_an_official_route_is_not_sent_to_the_official_route() -> None:
    """It has a cost, and no end."""
    said = text(verdict({}, asked=route(official=True)))
    assert f"Its cost: {COST}" in said
    assert "instead" not in said
    assert "Until" not in said


@given(
    st.dictionaries(st.sampled_from(Fact), st.builds(Stated, st.sampled_from(Grade))),
    st.lists(st.sampled_from([POOL, CONTRADICTION, QUESTION]), max_size=2),
    st.sampled_from([None, *RouteClass]),
    st.booleans(),
)
def test_every_card_has_a_reason_a_stop_rule_and_the_official_cost(
    facts: dict[Fact, Stated], seen: list[SignalSeen], stated: RouteClass | None, official: bool
) -> None:
    """And no line that says nothing."""
    lines = card(verdict(facts, *seen, asked=route(stated, official=official)), COST, [])
    assert {"Why", "Stop rule"} <= {line.label for line in lines}
    assert any(line.text == COST for line in lines)
    assert all(line.text for line in lines)
