"""Reviews in a database of these tests: a thread, its turn, a route, a review, texts and verdicts in it."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.exception import ExceptionState, RiskException
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import GradedFact, VerdictRecord, VerdictState
from bot.domain.gates.route import Purpose, Route, RouteClass
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Answer, Evidence, EvidenceKind, Review, ReviewState
from bot.domain.reviews.replies import Reply
from db import dossiers, exceptions, reviews, routes, verdicts
from db.tx import Tx
from tests.db import house

AT = house.AT
ROUTE = Route("https://api.example.ai/v1", "gpt-image-2", "images/generations", "default")
UNTIL = date(2027, 2, 22)


def opened(tx: Tx, name: str = "r1", *, route: Route = ROUTE, **more: Any) -> Review:
    """A review in a thread of its own."""
    house.accepted(tx, name, thread=f"h{name}", channel="C1", root=f"{name}.0")
    route_id = routes.ensure(tx, new_id=f"g{name}", team="T1", route=route, at=AT)
    made = Review(
        id=name,
        team="T1",
        thread_id=f"h{name}",
        channel="C1",
        root=f"{name}.0",
        route_id=route_id,
        route=route,
        purpose=Purpose.CUSTOMER,
        reason="",
        volume=None,
        asked=frozenset(),
        state=ReviewState.OPEN,
        opened_by="U1",
        opened_at_ms=AT,
        changed_at_ms=AT,
    )
    made = replace(made, **more)
    assert reviews.open_(tx, review=made, turn_id=f"t{name}")
    return made


def text(name: str = "e1", words: str = "Terms.", **more: Any) -> Evidence:
    """A text, not yet written down."""
    made = Evidence(
        id=name,
        number=0,
        kind=EvidenceKind.FILE,
        name="terms.md",
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        given_by="U1",
        given_at_ms=AT,
        author=Author.SOMEBODY,
        url="",
        read_on=date(2026, 11, 22),
    )
    return replace(made, **more)


def brought(tx: Tx, review_id: str = "r1", name: str = "e1", **more: Any) -> Evidence:
    """A text in a review."""
    made = text(name, **more)
    dossiers.bring(tx, review_id=review_id, turn_id=None, brought=made)
    return made


def answered(
    tx: Tx,
    evidence_id: str = "e1",
    name: str = "f1",
    review_id: str = "r1",
    reply: Reply = Reply.BILLED,
    found_by: str = "model",
) -> bool:
    """What a text answers about timeouts."""
    given = Answer(name, Fact.BILLING_TIMEOUT, reply, "Timeouts.", evidence_id, "U1", AT, found_by)
    return dossiers.answer(tx, review_id=review_id, given=given)


def verdict(name: str = "j1", review_id: str = "r1", route: Route = ROUTE, **more: Any) -> VerdictRecord:
    """A verdict that waits for a second reviewer, not yet written down."""
    made = VerdictRecord(
        id=name,
        review_id=review_id,
        team="T1",
        route=route,
        purpose=Purpose.CUSTOMER,
        route_class=RouteClass.PROVIDER_GATEWAY,
        headline="For production",
        why="All five gates are evidenced.",
        gates=dict.fromkeys(Gate, Grade.EVIDENCED),
        permissions=dict.fromkeys(Permission, True),
        facts={Fact.BILLING_TIMEOUT: GradedFact(Grade.EVIDENCED, "note", "not billed", "U1 U2")},
        signals=("13", "26"),
        stop_rule="End its use when this expires.",
        valid_until=UNTIL,
        decided_by="U1",
        decided_at_ms=AT,
        state=VerdictState.WAITING,
    )
    return replace(made, **more)


def gave(tx: Tx, name: str = "j1", review_id: str = "r1", **more: Any) -> VerdictRecord:
    """A verdict on a review's route."""
    review = reviews.get(tx, review_id=review_id)
    assert review is not None
    made = verdict(name, review_id, review.route, **more)
    verdicts.give(tx, record=made, route_id=review.route_id)
    return made


def asked(tx: Tx, name: str = "x1", review_id: str = "r1", **more: Any) -> bool:
    """A risk exception that U1 asks for, with U3 to answer for it."""
    review = reviews.get(tx, review_id=review_id)
    assert review is not None
    until = date(2026, 12, 20)
    made = RiskException(
        name, review_id, "T1", review.route, "U3", "the move", "no time", until, "U1", AT, ExceptionState.WAITING
    )
    return exceptions.ask(tx, exception=replace(made, **more), route_id=review.route_id)
