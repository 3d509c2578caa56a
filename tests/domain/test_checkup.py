"""Judgements of the examination: what is well, what should be looked at soon, what is a problem now."""

from datetime import date

import pytest

from bot.domain import checkup
from bot.domain.checkup import Finding, State, healthy

TODAY = date(2026, 11, 24)
OK, WARNING, PROBLEM = State.OK, State.WARNING, State.PROBLEM

JUDGED = [
    (checkup.disk(50_000_000_000), OK, ""),
    (checkup.disk(1_900_000_000), WARNING, "2 MB"),
    (checkup.disk(100_000_000), PROBLEM, "Make room now"),
    (checkup.prices(date(2026, 11, 22), TODAY), OK, ""),
    (checkup.prices(date(2026, 10, 10), TODAY), OK, ""),
    (checkup.prices(date(2026, 10, 9), TODAY), WARNING, "prices.toml"),
    (checkup.shutdown("gpt-5.4", None, TODAY), OK, ""),
    (checkup.shutdown("gpt-x", date(2026, 12, 25), TODAY), OK, ""),
    (checkup.shutdown("gpt-x", date(2026, 12, 24), TODAY), WARNING, "another model"),
    (checkup.shutdown("gpt-x", TODAY, TODAY), WARNING, "another model"),
    (checkup.shutdown("gpt-x", date(2026, 11, 23), TODAY), PROBLEM, "another model"),
    (checkup.clock(-59, "Slack"), OK, ""),
    (checkup.clock(-61, "Slack"), WARNING, "NTP"),
    (checkup.scopes(frozenset("ab"), frozenset("ab")), OK, ""),
    (checkup.scopes(frozenset("a"), frozenset("ab")), PROBLEM, "darkroom manifest"),
    (checkup.scopes(frozenset("abc"), frozenset("ab")), WARNING, "Remove"),
    (checkup.token("T", None, "xoxb-", "there"), PROBLEM, "there"),
    (checkup.token("T", "xapp-secret", "xoxb-", "there"), PROBLEM, "another token"),
    (checkup.token("T", "xoxb-secret", "xoxb-", "there"), OK, ""),
    (checkup.model("gpt-5.4", 200), OK, ""),
    (checkup.model("gpt-5.4", 401), PROBLEM, "key"),
    (checkup.model("gpt-5.4", 403), PROBLEM, "Verify the organization"),
    (checkup.model("gpt-5.4", 404), PROBLEM, "policy"),
    (checkup.model("gpt-5.4", 503), WARNING, "later"),
]


@pytest.mark.parametrize(("judged", "state", "remedy"), JUDGED)
def test_each_judgement_has_its_threshold_and_its_remedy(
    judged: tuple[State, str, str], state: State, remedy: str
) -> None:
    """What is well needs no remedy; everything else names one."""
    found, sentence, what_to_do = judged
    assert found is state
    assert sentence.endswith(".")
    assert remedy in what_to_do
    assert bool(what_to_do) is (state is not OK)
    assert "secret" not in sentence


def test_a_clock_says_in_which_direction_it_is_wrong() -> None:
    """So that it can be set right."""
    assert "behind Slack" in checkup.clock(-90, "Slack")[1]
    assert "ahead of Slack" in checkup.clock(90, "Slack")[1]


@pytest.mark.parametrize(("state", "well"), [(OK, True), (WARNING, True), (State.UNKNOWN, True), (PROBLEM, False)])
def test_only_a_problem_is_unhealthy(state: State, well: bool) -> None:
    """A warning is not the end of a deployment."""
    assert healthy([Finding("g", "n", OK, "s"), Finding("g", "m", state, "s")]) is well
