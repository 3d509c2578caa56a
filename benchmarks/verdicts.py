"""How long a review thinks: a dossier of 60 texts and 200 answers folded, judged, and put onto both of its cards."""

import time
from collections.abc import AsyncIterator, Callable
from datetime import date

from benchmarks.report import Row
from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose, Route
from bot.domain.gates.seen import Effect, SignalSeen
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, EvidenceKind, Review, ReviewState, SignalFound
from bot.domain.reviews.folding import judge
from bot.domain.reviews.replies import choices
from bot.domain.reviews.status import status
from bot.domain.reviews.verdict_card import provisional

TEXTS, ANSWERS, SIGNALS, TIMES = 60, 200, 30, 50
TODAY = date(2026, 11, 24)
AT = 1_795_478_400_000
WORDS = "Requests that time out are not billed, and outputs may be stored. " * 40
ROUTE = Route("https://api.example.ai/v1", "gpt-image-2", "images/generations", "default")
AUTHORS = (Author.PROVIDER, Author.SOMEBODY, Author.DASHBOARD)


async def measure() -> AsyncIterator[Row]:
    """Yield the time of each, and of all together."""
    dossier = _dossier()
    parts: dict[str, Callable[[], object]] = {
        "fold and judge": lambda: judge(dossier, TODAY),
        "a verdict and its card": lambda: provisional(dossier, "about $0.041", (), TODAY),
        "the status card": lambda: status(dossier, TODAY),
    }
    for name, work in parts.items():
        yield Row(f"{name}, {TEXTS} texts and {ANSWERS} answers", [_time(work) for _ in range(TIMES)], "µs", 5_000)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e6


def _dossier() -> Dossier:
    texts = tuple(_text(number) for number in range(TEXTS))
    answers = tuple(_answer(number) for number in range(ANSWERS))
    signals = tuple(
        SignalFound(SignalSeen(str(at), "medium", Effect.QUESTION), f"e{at % TEXTS}", f"line {at}", WORDS[:300], "")
        for at in range(SIGNALS)
    )
    return Dossier(_review(), texts, answers, signals)


def _text(number: int) -> Evidence:
    return Evidence(
        id=f"e{number}",
        number=number + 1,
        kind=EvidenceKind.FILE,
        name=f"text-{number}.md",
        text=WORDS,
        sha256=f"{number:064}",
        given_by=f"U{number % 9}",
        given_at_ms=AT,
        author=AUTHORS[number % len(AUTHORS)],
        url="https://example.ai/terms",
        read_on=TODAY,
    )


def _answer(number: int) -> Answer:
    fact = tuple(Fact)[number % len(Fact)]
    reply = choices(fact)[0].reply
    return Answer(f"f{number:04}", fact, reply, WORDS[:300], f"e{number % TEXTS}", f"U{number % 9}", AT, "model")


def _review() -> Review:
    return Review(
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
