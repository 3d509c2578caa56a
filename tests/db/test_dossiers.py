"""What was brought into reviews, as rows: numbered, never taken out, and counted only where it counts."""

import pytest

from bot.domain.gates.seen import Effect, SignalSeen
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Dossier, EvidenceKind, SignalFound
from bot.domain.reviews.replies import Reply
from db import dossiers
from db.tx import Tx
from tests.db import reviewing as v
from tests.db.house import AT

TERMS = "https://example.ai/terms"


@pytest.fixture(autouse=True)
def _opened(tx: Tx) -> None:
    v.opened(tx)


def loaded(tx: Tx) -> Dossier:
    """The review with all that counts."""
    found = dossiers.load(tx, review_id="r1")
    assert found is not None
    return found


def test_texts_are_numbered_within_their_review(tx: Tx) -> None:
    """From one on, in the order in which they came."""
    v.opened(tx, "r2")
    for review_id, name in (("r1", "e1"), ("r2", "e2"), ("r1", "e3")):
        v.brought(tx, review_id, name)
    assert [(one.id, one.number) for one in dossiers.evidence_of(tx, review_id="r1")] == [("e1", 1), ("e3", 2)]
    assert [(one.id, one.number) for one in dossiers.evidence_of(tx, review_id="r2")] == [("e2", 1)]
    assert dossiers.load(tx, review_id="r9") is None


def test_a_text_is_attributed_by_a_person_and_keeps_what_is_not_said(tx: Tx) -> None:
    """Whose words it is, where it stood, when it was read."""
    v.brought(tx, url=TERMS)
    dossiers.attribute(tx, evidence_id="e1", author=Author.PROVIDER, by="U2", url="", read_on="2026-11-01")
    [text] = loaded(tx).evidence
    assert (text.author, text.url, text.read_on.isoformat()) == (Author.PROVIDER, TERMS, "2026-11-01")


def test_a_screenshot_is_confirmed_once(tx: Tx) -> None:
    """Nothing else needs it; until then it counts for nothing."""
    v.brought(tx, kind=EvidenceKind.SCREENSHOT)
    v.brought(tx, name="e2")
    v.answered(tx)
    assert loaded(tx).counting == ()
    assert dossiers.confirm(tx, evidence_id="e1", by="U2")
    assert not dossiers.confirm(tx, evidence_id="e1", by="U3")
    assert not dossiers.confirm(tx, evidence_id="e2", by="U2")
    assert len(loaded(tx).counting) == 1


def left(tx: Tx) -> list[str]:
    """The texts that nothing has overtaken."""
    return [text.id for text in loaded(tx).evidence if not text.superseded]


def test_a_text_overtakes_another_once(tx: Tx) -> None:
    """The older stays, and counts for nothing."""
    v.brought(tx, url=TERMS)
    v.answered(tx)
    new = v.brought(tx, name="e2", url=TERMS, words="New terms.")
    assert dossiers.overtake(tx, evidence_id="e1", by=new.id)
    assert not dossiers.overtake(tx, evidence_id="e1", by=new.id)
    assert left(tx) == ["e2"]
    assert loaded(tx).counting == ()


def test_texts_of_one_address_are_found_by_author_and_team(tx: Tx) -> None:
    """Whole, in every review; not hearsay under the address of the terms, nor a picture that nobody confirmed."""
    v.opened(tx, "r2")
    own = v.brought(tx, url=TERMS, author=Author.PROVIDER)
    v.brought(tx, "r2", "e2", url=TERMS, author=Author.PROVIDER, words="Old terms. " * 1000)
    v.brought(tx, name="e3", url=TERMS, words="They say so.")
    v.brought(tx, name="e4", url=TERMS, words="Shot.", author=Author.PROVIDER, kind=EvidenceKind.SCREENSHOT)
    found = dossiers.at_address(tx, team="T1", url=TERMS, besides=own)
    assert [(text.id, review, len(text.text)) for text, review in found] == [("e2", "r2", 11_000)]
    assert dossiers.at_address(tx, team="T2", url=TERMS, besides=own) == []
    assert dossiers.at_address(tx, team="T1", url="x", besides=own) == []


def test_the_words_that_facts_take_from_a_text(tx: Tx) -> None:
    """Without those that were withdrawn."""
    v.brought(tx)
    v.answered(tx)
    [given] = loaded(tx).answers
    assert dossiers.quotes(tx, evidence_id="e1") == [given.quote]
    dossiers.withdraw(tx, answer_id=given.id, by="U1", at=2)
    assert dossiers.quotes(tx, evidence_id="e1") == []


def test_a_text_answers_a_question_once_the_same_way(tx: Tx) -> None:
    """Also where it is read again."""
    v.brought(tx)
    assert v.answered(tx)
    assert not v.answered(tx, name="f2")
    assert v.answered(tx, name="f3", reply=Reply.NOT_BILLED)
    assert [answer.id for answer in loaded(tx).answers] == ["f1", "f3"]


def test_an_answer_is_withdrawn_once_and_stays_on_record(tx: Tx) -> None:
    """By name; it counts no more."""
    v.brought(tx)
    v.answered(tx)
    assert dossiers.answered(tx, answer_id="f1") is not None
    assert dossiers.withdraw(tx, answer_id="f1", by="U2", at=AT)
    assert not dossiers.withdraw(tx, answer_id="f1", by="U3", at=AT)
    assert dossiers.answered(tx, answer_id="f1") is None
    assert loaded(tx).answers == ()
    assert tx.value("SELECT withdrawn_by FROM facts WHERE id = :id", {"id": "f1"}) == "U2"


def test_a_person_may_say_again_what_was_withdrawn_and_a_model_may_not(tx: Tx) -> None:
    """There and back by two corrections; reading the text once more brings nothing back."""
    v.brought(tx)
    v.answered(tx)
    dossiers.withdraw(tx, answer_id="f1", by="U2", at=AT)
    assert not v.answered(tx, name="f2")
    assert v.answered(tx, name="f3", found_by="person")
    assert not v.answered(tx, name="f4", found_by="person")
    assert [answer.id for answer in loaded(tx).answers] == ["f3"]


def test_a_signal_is_kept_once_for_each_place_and_dismissed_by_name(tx: Tx) -> None:
    """In its review alone."""
    v.opened(tx, "r2")
    v.brought(tx)
    v.brought(tx, "r2", "e2")
    for evidence_id in ("e1", "e1", "e2"):
        seen = SignalFound(SignalSeen("4", "strong", Effect.ACCOUNT_POOL), evidence_id, "line 3", "sub2api", "")
        dossiers.saw(tx, found=[seen])
    assert [one.id for one in loaded(tx).seen] == ["4"]
    assert dossiers.dismiss(tx, review_id="r1", signal="4", by="U2") == 1
    assert dossiers.dismiss(tx, review_id="r1", signal="4", by="U2") == 0
    assert loaded(tx).seen == ()
    other = dossiers.load(tx, review_id="r2")
    assert other is not None
    assert [one.id for one in other.seen] == ["4"]
