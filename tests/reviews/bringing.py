"""What tests of reviews speak of: texts, answers and dossiers, put together in one line each."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.facts import Fact
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import VerdictRecord, VerdictState
from bot.domain.gates.route import Purpose, Route, RouteClass
from bot.domain.gates.seen import Effect, SignalSeen
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, EvidenceKind, Review, ReviewState, SignalFound
from bot.domain.reviews.folding import graded, judge
from bot.domain.reviews.replies import Reply, gate_of

TODAY = date(2026, 11, 24)
AT = 1_795_478_400_000  # 24 November 2026
ROUTE = Route("https://api.example.ai/v1", "gpt-image-2", "images/generations", "default", RouteClass.PROVIDER_GATEWAY)
GOOD = {Gate.OWNER: Reply.NAMED, Gate.MAPPING: Reply.NAMED, Gate.BILLING: Reply.NOT_BILLED, Gate.RIGHTS: Reply.ALLOWED,
        Gate.OBSERVABILITY: Reply.AVAILABLE}  # fmt: skip
WORDS = "Words of the provider that say it."


def review(**more: Any) -> Review:
    """An open review of a gateway, for customers' pictures."""
    made = Review(
        id="r1",
        team="T1",
        thread_id="h1",
        channel="C1",
        root="1.0",
        route_id="g1",
        route=ROUTE,
        purpose=Purpose.CUSTOMER,
        reason="It is cheaper.",
        volume=400,
        asked=frozenset(),
        state=ReviewState.OPEN,
        opened_by="U1",
        opened_at_ms=AT,
        changed_at_ms=AT,
    )
    return replace(made, **more)


def text(number: int = 1, author: Author = Author.PROVIDER, words: str = WORDS, **more: Any) -> Evidence:
    """A text by *author*, read today."""
    made = Evidence(
        id=f"e{number}",
        number=number,
        kind=EvidenceKind.MESSAGE,
        name=f"text-{number}.md",
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        given_by="U1",
        given_at_ms=AT,
        author=author,
        url="https://example.ai/terms" if author is Author.PROVIDER else "",
        read_on=TODAY,
    )
    return replace(made, **more)


def answer(number: int, fact: Fact, reply: Reply, of: Evidence, by: str = "U1", quote: str = WORDS) -> Answer:
    """What a text answers."""
    return Answer(f"f{number:04}", fact, reply, quote, of.id, by, AT + number, "model")


def dossier(*pairs: tuple[Answer, Evidence], signals: tuple[SignalFound, ...] = (), **of_review: Any) -> Dossier:
    """A review with answers and their texts."""
    texts = {evidence.id: evidence for _, evidence in pairs}
    return Dossier(review(**of_review), tuple(texts.values()), tuple(one for one, _ in pairs), signals)


def said(fact: Fact, reply: Reply, author: Author = Author.SOMEBODY, *, number: int = 1, by: str = "U1",
         **of_text: Any) -> tuple[Answer, Evidence]:  # fmt: skip
    """One answer and a text of its own."""
    brought = text(number, author, **of_text)
    return answer(number, fact, reply, brought, by), brought


def good(fact: Fact) -> Reply:
    """The answer that one hopes for."""
    return Reply.SHOWN if fact is Fact.MAPPING_PROOF else GOOD[gate_of(fact)]


def proven(*, proof: Author = Author.DASHBOARD, but: frozenset[Fact] = frozenset(),
           read_on: date = TODAY) -> tuple[tuple[Answer, Evidence], ...]:  # fmt: skip
    """Everything evidenced: by the provider's terms, and the mapping by *proof*; *but* is left out."""
    terms, shown = text(90, Author.PROVIDER, read_on=read_on), text(91, proof, read_on=read_on)
    by = {fact: shown if fact is Fact.MAPPING_PROOF else terms for fact in Fact if fact not in but}
    return tuple((answer(900 + at, fact, good(fact), of), of) for at, (fact, of) in enumerate(by.items()))


def signal(effect: Effect, of: Evidence, name: str = "9", quote: str = "seen words") -> SignalFound:
    """A signal that a text showed."""
    return SignalFound(SignalSeen(name, "strong", effect), of.id, "line 1", quote, "")


def days(count: int) -> date:
    """A day from today on."""
    return TODAY + timedelta(count)


def record(found: Dossier, **more: Any) -> VerdictRecord:
    """The verdict that U1 gave on a dossier today."""
    verdict = judge(found, TODAY)
    given_now = VerdictRecord(
        id="v1",
        review_id="r1",
        team="T1",
        route=found.review.route,
        purpose=found.review.purpose,
        route_class=verdict.route_class,
        headline=verdict.headline,
        why="",
        gates={gate: verdict.gates[gate].grade for gate in Gate},
        permissions={one: verdict.allows(one) for one in Permission},
        facts=graded(found, verdict),
        signals=(),
        stop_rule=verdict.stop_rule,
        valid_until=verdict.valid_until,
        decided_by="U1",
        decided_at_ms=0,
        state=VerdictState.IN_FORCE,
    )
    return replace(given_now, **more)
