"""Judgements of the examination: what is well, what should be looked at soon, what is a problem now."""

from datetime import date

import pytest

from bot.domain import checkup, checkup_outside
from bot.domain.checkup import Finding, Standing, State, healthy
from bot.domain.policy import Policy

TODAY = date(2026, 11, 24)
OK, WARNING, PROBLEM = State.OK, State.WARNING, State.PROBLEM

JUDGED = [
    (checkup.disk(50_000_000_000), OK, ""),
    (checkup.disk(1_900_000_000), WARNING, "2 MB"),
    (checkup.disk(100_000_000), PROBLEM, "Make room now"),
    (checkup.prices(date(2026, 11, 22), TODAY), OK, ""),
    (checkup.prices(date(2026, 10, 10), TODAY), OK, ""),
    (checkup.prices(date(2026, 10, 9), TODAY), WARNING, "prices.toml"),
    (checkup_outside.shutdown("gpt-5.4", None, TODAY), OK, ""),
    (checkup_outside.shutdown("gpt-x", date(2026, 12, 25), TODAY), OK, ""),
    (checkup_outside.shutdown("gpt-x", date(2026, 12, 24), TODAY), WARNING, "another model"),
    (checkup_outside.shutdown("gpt-x", TODAY, TODAY), WARNING, "another model"),
    (checkup_outside.shutdown("gpt-x", date(2026, 11, 23), TODAY), PROBLEM, "another model"),
    (checkup_outside.clock(-59, "Slack"), OK, ""),
    (checkup_outside.clock(-61, "Slack"), WARNING, "NTP"),
    (checkup_outside.scopes(frozenset("ab"), frozenset("ab")), OK, ""),
    (checkup_outside.scopes(frozenset("a"), frozenset("ab")), PROBLEM, "darkroom manifest"),
    (checkup_outside.scopes(frozenset("abc"), frozenset("ab")), WARNING, "Remove"),
    (checkup_outside.token("T", None, "xoxb-", "there"), PROBLEM, "there"),
    (checkup_outside.token("T", "xapp-hunter2", "xoxb-", "there"), PROBLEM, "another token"),
    (checkup_outside.token("T", "xoxb-hunter2", "xoxb-", "there"), OK, ""),
    (checkup_outside.token("T", "xoxb-hunter2\n", "xoxb-", "there"), PROBLEM, "again"),
    (checkup_outside.token("T", " xoxb-hunter2", "xoxb-", "there"), PROBLEM, "again"),
    (checkup_outside.signing(None), OK, ""),
    (checkup_outside.signing("0123456789abcdef0123456789abcdef"), OK, ""),
    (checkup_outside.signing("xoxb-hunter2"), PROBLEM, "not a token"),
    (checkup_outside.signing("xapp-hunter2"), PROBLEM, "not a token"),
    (checkup_outside.signing("hunter2 "), PROBLEM, "not a token"),
    (checkup_outside.admin_key(None, "sk-hunter2"), OK, ""),
    (checkup_outside.admin_key("sk-admin-hunter2", "sk-hunter2"), OK, ""),
    (checkup_outside.admin_key("sk-hunter2", "sk-hunter2"), PROBLEM, "reads no bills"),
    (checkup_outside.admin_key("hunter2", None), PROBLEM, "admin key"),
    (checkup_outside.admin_key("sk-admin-hunter2\n", None), PROBLEM, "admin key"),
    (checkup_outside.model("gpt-5.4", 0), WARNING, "network"),
    (checkup_outside.model("gpt-5.4", 200), OK, ""),
    (checkup_outside.model("gpt-5.4", 401), PROBLEM, "key"),
    (checkup_outside.model("gpt-5.4", 403), PROBLEM, "Verify the organization"),
    (checkup_outside.model("gpt-5.4", 404), PROBLEM, "policy"),
    (checkup_outside.model("gpt-image-2", 404), PROBLEM, "verify the organization"),
    (checkup_outside.model("gpt-5.4", 503), WARNING, "later"),
    (checkup.home("/home", Standing.OURS), OK, ""),
    (checkup.home("/home", Standing.ABSENT), OK, ""),
    (checkup.home("/home", Standing.UNMAKEABLE), PROBLEM, "DARKROOM_HOME"),
    (checkup.home("/home", Standing.NO_FOLDER), PROBLEM, "DARKROOM_HOME"),
    (checkup.home("/home", Standing.CLOSED), PROBLEM, "as the user that owns it"),
    (checkup.privacy("/home", []), OK, ""),
    (checkup.privacy("/home", ["artifacts"]), PROBLEM, "chmod -R go= /home"),
    (checkup.database(50_000_000, 100_000_000, 3), OK, ""),
    (checkup.database(50_000_000, 100_000_001, 3), WARNING, "only grows"),
    (checkup.artifacts(100, 25, 0), OK, ""),
    (checkup.artifacts(100, 25, 1), PROBLEM, "darkroom verify"),
    (checkup.background(off=True, rejected=True, worked=False), OK, ""),
    (checkup.background(off=False, rejected=True, worked=True), WARNING, "policy"),
    (checkup.background(off=False, rejected=False, worked=True), OK, ""),
    (checkup.background(off=False, rejected=False, worked=False), State.UNKNOWN, "first picture"),
    (checkup.price_rows(["gpt-7 (text_in)"]), PROBLEM, "prices.toml"),
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
    assert "hunter2" not in sentence


SLACK_SAID = [
    ((200, True, None), None),
    ((0, None, None), WARNING),
    ((503, None, None), WARNING),
    ((429, False, "ratelimited"), WARNING),
    ((200, False, "internal_error"), WARNING),
    ((200, False, "invalid_auth"), PROBLEM),
    ((200, False, "account_inactive"), PROBLEM),
    ((200, False, "an_error_of_tomorrow"), PROBLEM),
]


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
@pytest.mark.parametrize(("said", "state"), SLACK_SAID)
def test_a_token_is_blamed_only_for_what_slack_says_of_it(
    token: str, said: tuple[int, bool | None, str | None], state: State | None
) -> None:
    """What passes by itself is a warning; what is not known to pass is not waited for."""
    judged = checkup_outside.slack(token, *said)
    assert (judged and judged[0]) == state
    assert judged is None or (token in judged[1] and judged[2])


def test_a_database_of_another_version_is_told_before_its_size() -> None:
    """A newer one cannot be used, an older one is brought up to date."""
    assert checkup.schema((), ()) is None
    newer, older = checkup.schema(("0002",), ("0009",)), checkup.schema(("0002",), ())
    assert newer is not None
    assert older is not None
    assert (newer[0], older[0]) == (PROBLEM, WARNING)
    assert "0009" in newer[1]
    assert "0002" in older[1]


def test_a_clock_says_in_which_direction_it_is_wrong() -> None:
    """So that it can be set right."""
    assert "behind Slack" in checkup_outside.clock(-90, "Slack")[1]
    assert "ahead of Slack" in checkup_outside.clock(90, "Slack")[1]


@pytest.mark.parametrize(("state", "well"), [(OK, True), (WARNING, True), (State.UNKNOWN, True), (PROBLEM, False)])
def test_only_a_problem_is_unhealthy(state: State, well: bool) -> None:
    """A warning is not the end of a deployment."""
    assert healthy([Finding("g", "n", OK, "s"), Finding("g", "m", state, "s")]) is well


@pytest.mark.parametrize(
    ("policy", "state", "words"),
    [
        (Policy(), State.OK, "Workspace admins decide about gateways, two of them about production."),
        (Policy(reviewers=frozenset({"U1"})), State.WARNING, "a second has to confirm production"),
        (Policy(reviewers=frozenset({"U1"}), four_eyes=False), State.OK, "1 person decides about gateways."),
        (Policy(reviewers=frozenset({"U1", "U2"})), State.OK, "2 people decide about gateways, two of them"),
        (Policy(admins=frozenset({"U1"})), State.WARNING, "a second has to confirm production"),
    ],
)
def test_four_eyes_need_two_people(policy: Policy, state: State, words: str) -> None:
    """Else production could never be allowed, and nobody would know why."""
    judged = checkup.reviewers(policy)
    assert judged[0] is state
    assert words in judged[1]
