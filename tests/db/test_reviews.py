"""Reviews and routes as rows: one review for a thread, one row for a route, and what was learnt stays."""

import pytest

from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose, Route, RouteClass
from bot.domain.reviews.dossier import ReviewState
from db import reviews, routes
from db.tx import Tx
from tests.db import reviewing as v
from tests.db.house import AT


def test_a_review_comes_back_as_it_was_opened(tx: Tx) -> None:
    """By its id, its thread and its host."""
    made = v.opened(tx)
    assert reviews.get(tx, review_id="r1") == made
    assert reviews.of_thread(tx, thread_id="hr1") == made
    assert reviews.of_host(tx, team="T1", host="api.example.ai") == [made]
    assert reviews.of_host(tx, team="T2", host="api.example.ai") == []
    assert reviews.get(tx, review_id="r2") is None


def test_a_thread_has_one_review(tx: Tx) -> None:
    """A turn that is played again opens no second one."""
    made = v.opened(tx)
    assert not reviews.open_(tx, review=made, turn_id="tr1")
    assert reviews.opened_by(tx, review_id="r1", turn_id="tr1")
    assert not reviews.opened_by(tx, review_id="r1", turn_id="t2")


OTHERS = [
    Route("https://api.example.ai/v2", "gpt-image-2", "images/generations", "default"),
    Route("https://api.example.ai/v1", "gpt-image-2-vip", "images/generations", "default"),
    Route("https://api.example.ai/v1", "gpt-image-2", "images/edits", "default"),
    Route("https://api.example.ai/v1", "gpt-image-2", "images/generations", "cheap"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_base_url_model_endpoint_and_key_group_make_a_route(tx: Tx, other: Route) -> None:
    """Any of them tells one from another; the same four are one row."""
    first = routes.ensure(tx, new_id="g1", team="T1", route=v.ROUTE, at=AT)
    assert routes.ensure(tx, new_id="g2", team="T1", route=v.ROUTE, at=AT) == first
    assert routes.ensure(tx, new_id="g3", team="T1", route=other, at=AT) == "g3"
    assert routes.ensure(tx, new_id="g4", team="T2", route=v.ROUTE, at=AT) == "g4"


def test_what_is_learnt_is_added_and_the_rest_stays(tx: Tx) -> None:
    """Nothing given is nothing changed."""
    v.opened(tx, purpose=None)
    reviews.learn(tx, review_id="r1", at=AT + 1, purpose=Purpose.INTERNAL, volume=400)
    reviews.learn(tx, review_id="r1", at=AT + 2, reason="It is cheaper.", stated=RouteClass.WRAPPER)
    reviews.learn(tx, review_id="r1", at=AT + 3)
    found = reviews.get(tx, review_id="r1")
    assert found is not None
    assert (found.purpose, found.volume, found.reason) == (Purpose.INTERNAL, 400, "It is cheaper.")
    assert found.route.stated is RouteClass.WRAPPER
    assert found.changed_at_ms == AT + 3


def test_what_is_not_known_is_remembered(tx: Tx) -> None:
    """So that it is not asked again."""
    v.opened(tx)
    reviews.not_known(tx, review_id="r1", facts=[Fact.OWNER_ABUSE, Fact.BILLING_RETRY], at=AT)
    found = reviews.get(tx, review_id="r1")
    assert found is not None
    assert found.asked == {Fact.OWNER_ABUSE, Fact.BILLING_RETRY}


def test_open_reviews_are_listed_the_last_changed_first(tx: Tx) -> None:
    """Within a count; decided ones are not open."""
    for name in ("r1", "r2", "r3"):
        v.opened(tx, name)
    reviews.learn(tx, review_id="r1", at=AT + 9, volume=3)
    assert reviews.stand(tx, review_id="r2", state=ReviewState.DECIDED, at=AT + 1)
    assert not reviews.stand(tx, review_id="r2", state=ReviewState.DECIDED, at=AT + 2)
    listed = reviews.of_team(tx, team="T1", state=ReviewState.OPEN, count=5)
    assert [review.id for review in listed] == ["r1", "r3"]
    assert len(reviews.of_team(tx, team="T1", state=ReviewState.OPEN, count=1)) == 1


def test_the_card_is_remembered_and_forgotten(tx: Tx) -> None:
    """One message is the card."""
    v.opened(tx)
    for ts in ("1.5", None):
        reviews.show_card(tx, review_id="r1", ts=ts)
        found = reviews.get(tx, review_id="r1")
        assert found is not None
        assert found.card_ts == ts
