"""Who may ask, and who is an admin."""

from dataclasses import replace

import pytest

from bot.domain.people import Person, denial, is_admin
from bot.domain.policy import Policy

MEMBER = Person("U1", "T1", "Ada", is_bot=False, deleted=False, guest=False, stranger=False, workspace_admin=False)
OPEN = Policy()

ASKED = [
    ("a member", MEMBER, OPEN, None),
    ("a member whose team is not said", replace(MEMBER, team=None), OPEN, None),
    ("a bot", replace(MEMBER, is_bot=True), OPEN, "Only people"),
    ("somebody who left", replace(MEMBER, deleted=True), OPEN, "Only people"),
    ("a stranger", replace(MEMBER, stranger=True), OPEN, "other organizations"),
    ("another team", replace(MEMBER, team="T2"), OPEN, "other organizations"),
    ("another team, by policy", replace(MEMBER, team="T2"), Policy(allowed_teams=frozenset({"T2"})), None),
    (
        "a stranger of an allowed team",
        replace(MEMBER, team="T2", stranger=True),
        Policy(allowed_teams=frozenset({"T2"})),
        "other organizations",
    ),
    ("a guest", replace(MEMBER, guest=True), OPEN, "Guests cannot"),
    ("a guest, by policy", replace(MEMBER, guest=True), Policy(guests_allowed=True), None),
    ("a channel that is never used", MEMBER, Policy(channels_never=frozenset({"C1"})), "switched off"),
    ("a channel that is not among the only ones", MEMBER, Policy(channels_only=frozenset({"C2"})), "switched off"),
    ("the only channel", MEMBER, Policy(channels_only=frozenset({"C1"})), None),
    (
        "a channel that is both",
        MEMBER,
        Policy(channels_only=frozenset({"C1"}), channels_never=frozenset({"C1"})),
        "switched off",
    ),
    ("a bot that is a guest of another team", replace(MEMBER, is_bot=True, guest=True, team="T2"), OPEN, "Only people"),
    (
        "a guest where pictures are off hears of being a guest",
        replace(MEMBER, guest=True),
        Policy(channels_never=frozenset({"C1"})),
        "Guests cannot",
    ),
]


@pytest.mark.parametrize(
    ("person", "policy", "said"), [row[1:] for row in ASKED], ids=[row[0].replace(" ", "_") for row in ASKED]
)
def test_who_may_ask(person: Person, policy: Policy, said: str | None) -> None:
    """Whoever is turned away is told why in one sentence."""
    sentence = denial(person, "T1", "C1", policy)
    assert (sentence is None) == (said is None)
    if said is not None:
        assert said in (sentence or "")


@pytest.mark.parametrize(
    ("admins", "user", "workspace_admin", "admin"),
    [
        (set(), "U1", True, True),
        (set(), "U1", False, False),
        ({"U1"}, "U1", False, True),
        ({"U2"}, "U1", True, False),
    ],
)
def test_workspace_admins_count_only_until_admins_are_named(
    admins: set[str], user: str, workspace_admin: bool, admin: bool
) -> None:
    """The policy's list replaces Slack's."""
    person = replace(MEMBER, id=user, workspace_admin=workspace_admin)
    assert is_admin(person, Policy(admins=frozenset(admins))) is admin
