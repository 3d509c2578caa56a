"""The letter to the provider: exactly what is missing, ready to be copied."""

from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose
from bot.domain.reviews.authors import Author
from bot.domain.reviews.questions import QUESTIONS
from bot.domain.reviews.replies import Reply
from bot.domain.reviews.vendor_letter import draft
from tests.reviews.bringing import TODAY, days, dossier, proven, said

TIMEOUT = Fact.BILLING_TIMEOUT


def test_a_letter_names_the_route_and_asks_for_it_in_writing() -> None:
    """Politely, numbered, with what follows from silence."""
    letter = draft(dossier(), TODAY)
    assert letter is not None
    assert letter.subject == "Questions before using api.example.ai for gpt-image-2"
    assert "https://api.example.ai/v1 (gpt-image-2, images/generations), key group default" in letter.body
    assert "1. a written statement which model and which upstream serve gpt-image-2" in letter.body
    assert "Without these answers we cannot use the service in production." in letter.body
    assert "{" not in letter.body


def test_every_fact_that_is_missing_is_asked_for_once() -> None:
    """Those first that only the provider can say."""
    letter = draft(dossier(purpose=Purpose.INTERNAL), TODAY)
    assert letter is not None
    assert "20. " in letter.body
    assert "21. " not in letter.body
    assert letter.body.index("whether outputs may be stored") < letter.body.index(QUESTIONS[Fact.MAPPING_PROOF].vendor)


def test_a_claim_is_asked_for_and_what_is_settled_is_not() -> None:
    """A refusal was an answer."""
    but = frozenset({TIMEOUT})
    claimed = draft(dossier(*proven(but=but), said(TIMEOUT, Reply.NOT_BILLED)), TODAY)
    assert claimed is not None
    assert "1. whether a request that times out is billed\n\n" in claimed.body
    assert draft(dossier(*proven(but=but), said(TIMEOUT, Reply.REFUSED)), TODAY) is None
    assert draft(dossier(*proven()), TODAY) is None


def test_what_ran_out_is_asked_for_again() -> None:
    """As if nobody had ever said it."""
    old = said(TIMEOUT, Reply.NOT_BILLED, Author.PROVIDER, read_on=days(-91))
    letter = draft(dossier(*proven(but=frozenset({TIMEOUT})), old), TODAY)
    assert letter is not None
    assert "times out" in letter.body
