"""Answers and authors, complete: every fact with every answer by every author."""

from datetime import timedelta
from itertools import product

import pytest

from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.facts import Fact, Grade
from bot.domain.reviews.authors import WEIGHTS, Author, lasts_until, proves
from bot.domain.reviews.folding import worth
from bot.domain.reviews.replies import Reply, choices, denies, gate_of, possible
from tests.reviews.bringing import TODAY, said

YES_NO = {
    Gate.OWNER: ({Reply.NAMED}, {Reply.REFUSED}),
    Gate.MAPPING: ({Reply.NAMED}, {Reply.OTHER_MODEL, Reply.REFUSED}),
    Gate.BILLING: ({Reply.BILLED, Reply.NOT_BILLED}, {Reply.REFUSED}),
    Gate.RIGHTS: ({Reply.ALLOWED}, {Reply.NOT_ALLOWED, Reply.REFUSED}),
    Gate.OBSERVABILITY: ({Reply.AVAILABLE}, {Reply.NOT_AVAILABLE, Reply.REFUSED}),
}
PROOF = ({Reply.SHOWN}, {Reply.CONTRADICTED, Reply.REFUSED})
PROVES = {
    Author.SOMEBODY: set(),
    Author.PROVIDER: set(Fact) - {Fact.MAPPING_PROOF},
    Author.BILL: {*facts_of(Gate.BILLING), Fact.OWNER_BILLING},
    Author.DASHBOARD: {*facts_of(Gate.BILLING), *facts_of(Gate.OBSERVABILITY), Fact.MAPPING_PROOF},
    Author.CONSOLE: {*facts_of(Gate.BILLING), *facts_of(Gate.OBSERVABILITY)},
    Author.PROBE: {*facts_of(Gate.BILLING), *facts_of(Gate.OBSERVABILITY), Fact.MAPPING_PROOF},
}
ALL = [(fact, reply, author) for fact in Fact for reply in (one.reply for one in choices(fact)) for author in Author]


@pytest.mark.parametrize(("fact", "reply", "author"), ALL)
def test_an_answer_is_worth_what_its_author_can_prove(fact: Fact, reply: Reply, author: Author) -> None:
    """A denial is a failure whoever says it; anything else is evidenced by the right author, and a claim by others."""
    _, against = PROOF if fact is Fact.MAPPING_PROOF else YES_NO[gate_of(fact)]
    expected = Grade.FAILED if reply in against else Grade.EVIDENCED if fact in PROVES[author] else Grade.CLAIMED
    assert worth(*said(fact, reply, author)) is expected


@pytest.mark.parametrize(("fact", "reply"), list(product(Fact, Reply)))
def test_only_what_answers_a_question_can_be_answered(fact: Fact, reply: Reply) -> None:
    """And what cannot be answered denies nothing."""
    good, against = PROOF if fact is Fact.MAPPING_PROOF else YES_NO[gate_of(fact)]
    assert (possible(fact, reply.value) is reply) is (reply in good | against)
    assert denies(fact, reply) is (reply in against)


@pytest.mark.parametrize("said_instead", ["evidenced", "passed", "", "NAMED", "billed ", "true"])
def test_no_other_word_is_an_answer(said_instead: str) -> None:
    """A grade least of all."""
    assert [possible(fact, said_instead) for fact in Fact] == [None] * len(Fact)


def test_the_provider_s_own_words_never_prove_the_mapping() -> None:
    """A text is evidence of what its author says."""
    assert not proves(Author.PROVIDER, Fact.MAPPING_PROOF)
    assert not any(proves(Author.SOMEBODY, fact) for fact in Fact)


@pytest.mark.parametrize("author", Author)
def test_words_support_for_their_days_and_no_longer(author: Author) -> None:
    """A probe for thirty, everything else for ninety, from the day on which it was read."""
    assert lasts_until(author, TODAY) == TODAY + timedelta(30 if author is Author.PROBE else 90)
    assert WEIGHTS[author].button
