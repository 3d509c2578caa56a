"""Threads: one for each conversation, who takes part in it, and a history that does not grow without bound."""

import pytest

from bot.domain.manners import Company
from bot.domain.turn import Outcome
from db import threads, turns
from db.tx import Tx
from tests.db import house
from tests.db.house import AT


def test_a_conversation_is_one_thread(tx: Tx) -> None:
    """Made when it is first needed; another channel or root is another."""
    first = threads.ensure(tx, new_id="h1", team="T1", channel="C1", root="1.0", at=AT)
    again = threads.ensure(tx, new_id="h2", team="T1", channel="C1", root="1.0", at=AT + 1)
    other = threads.ensure(tx, new_id="h3", team="T1", channel="C2", root="1.0", at=AT)
    assert (first, again, other) == ("h1", "h1", "h3")


COMPANY = [
    ("C1", "1.0", "U1", Company(ours=True, participant=True, has_versions=True, mention_only=False)),
    ("C1", "1.0", "U9", Company(ours=True, participant=False, has_versions=True, mention_only=False)),
    ("C1", "2.0", "U2", Company(ours=True, participant=True, has_versions=False, mention_only=False)),
    ("C1", "3.0", "U1", Company(ours=False, participant=False, has_versions=False, mention_only=False)),
    ("C9", "1.0", "U1", Company(ours=False, participant=False, has_versions=False, mention_only=False)),
]


@pytest.mark.parametrize(("channel", "root", "user", "company"), COMPANY)
def test_who_is_in_a_thread_and_whether_it_has_a_picture(
    tx: Tx, channel: str, root: str, user: str, company: Company
) -> None:
    """What the manners need to know."""
    house.drawn(tx, "a", actor="U1")
    house.accepted(tx, "b", thread="h2", root="2.0", actor="U2")
    assert threads.company(tx, team="T1", channel=channel, root=root, user=user, mention_only=False) == company


def test_a_history_is_what_was_said_before_and_what_is_shown(tx: Tx) -> None:
    """Oldest first; each line that made a picture says which."""
    house.drawn(tx, "a")
    answered = house.planned(tx, "b")
    house.told(tx, answered, Outcome.ANSWERED)
    house.drawn(tx, "c")
    history = threads.history(tx, thread_id="h1", before="tz")
    assert history.said == ("v1: a fox, a", "a fox, b", "v2: a fox, c")
    assert threads.history(tx, thread_id="h1", before="tb").said == ("v1: a fox, a",)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.FAILED, Outcome.STOPPED, Outcome.ACKNOWLEDGED])
def test_what_came_to_nothing_is_not_part_of_the_conversation(tx: Tx, outcome: Outcome) -> None:
    """Nor is what is still under way, nor another thread."""
    made = house.planned(tx, "a")
    house.told(tx, made, outcome)
    open_turn = house.planned(tx, "b")
    turns.deliver(tx, turn_id=open_turn.id, outcome=Outcome.DRAWN, error=None)
    house.drawn(tx, "c", thread="h2", root="2.0")
    assert threads.history(tx, thread_id="h1", before="tz").said == ()


def test_the_words_of_a_long_thread_are_not_all_read() -> None:
    """The last few, in order: what goes upstream does not grow with the thread."""
    tx = house.in_memory()
    for number in range(40):
        house.drawn(tx, f"{number:02d}")
    said = threads.history(tx, thread_id="h1", before="tz").said
    assert 4 <= len(said) <= 10
    assert [line.partition(": ")[2] for line in said] == [f"a fox, {n}" for n in range(40 - len(said), 40)]
