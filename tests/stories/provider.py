"""A provider in town: a second OpenAI on loopback as the fallback `acme`, and the verdicts that stand for it."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.domain.fallbacks import IMAGES, FailedCalls, Fallback
from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.exception import ExceptionState, RiskException
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import GradedFact, VerdictRecord, VerdictState
from bot.domain.gates.route import Purpose, Route, RouteClass
from bot.domain.money import NanoUsd
from bot.sandbox.openai.server import OpenAISandbox
from bot.sandbox.openai.settings import Settings
from db import exceptions, routes, verdicts
from db.tx import Tx
from tests.stories.town import Town, town

KEY = "sk-acme-of-its-own"
TEAM = "T0SANDBOX"
PRICES = {"low": NanoUsd(10_000_000), "medium": NanoUsd(40_000_000), "high": NanoUsd(170_000_000)}
EVERYTHING = frozenset(Permission)
MANUAL = frozenset({Permission.MANUAL_TESTS})


def fallback(base_url: str, **changes: Any) -> Fallback:
    """The lane `acme` as a policy would have it."""
    said: dict[str, Any] = {
        "name": "acme",
        "provider": "Acme",
        "base_url": base_url,
        "model": "gpt-image-2",
        "endpoint": IMAGES,
        "key_group": "default",
        "key_env": "ACME_API_KEY",
        "prices": PRICES,
        "failed_calls": FailedCalls.NOT_BILLED,
        "output_rights": "the outputs are ours",
        "stop_rule": "stop when a bill differs",
    }
    return Fallback(**{**said, **changes})


@asynccontextmanager
async def beside(home: Path) -> AsyncIterator[Town]:
    """A town with a provider in it, whose key is its own, and no bot yet."""
    provider = OpenAISandbox(api_key=KEY, settings=Settings())
    await provider.start()
    try:
        async with town(home) as built:
            built.provider, built.keys = provider, {"acme": KEY}
            yield built
    finally:
        await provider.stop()


@asynccontextmanager
async def served(
    home: Path, purpose: Purpose = Purpose.EXPERIMENTS, policy: Mapping[str, Any] | None = None, **changes: Any
) -> AsyncIterator[Town]:
    """The bot at work beside a provider, every channel for *purpose*; no verdict stands yet. Verified at the end."""
    async with beside(home) as built:
        lanes = {"acme": fallback(asked_at(built).base_url, **changes)}
        async with built.open(fallbacks=lanes, purposes={"*": purpose}, **(policy or {})) as here:
            yield here
            assert (await here.verified()).findings == ()


def asked_at(here: Town) -> OpenAISandbox:
    """The provider."""
    assert here.provider is not None
    return here.provider


def paths(sandbox: OpenAISandbox) -> list[str]:
    """What was asked there, oldest first."""
    return [entry.path for entry in sandbox.journal.entries]


async def reached(here: Town) -> None:
    """Wait until the provider works on something, or has refused it."""
    async with asyncio.timeout(20):
        while not (asked_at(here).meter.bills or asked_at(here).journal.entries):
            await asyncio.sleep(0.005)


def record(
    at_ms: int,
    *,
    route: Route,
    allowed: Iterable[Permission] = EVERYTHING,
    state: VerdictState = VerdictState.IN_FORCE,
    until: date | None = None,
    route_class: RouteClass = RouteClass.PROVIDER_GATEWAY,
    worst: Mapping[Gate, Grade] | None = None,
    number: int = 1,
) -> VerdictRecord:
    """A verdict whose gates are evidenced but for *worst*."""
    gates = {gate: (worst or {}).get(gate, Grade.EVIDENCED) for gate in Gate}
    facts: dict[Fact, GradedFact] = {
        fact: GradedFact(grade) for gate, grade in gates.items() for fact in facts_of(gate)
    }
    day = datetime.fromtimestamp(at_ms / 1000, UTC).date()
    return VerdictRecord(
        id=f"d{number:09d}",
        review_id="w000000001",
        team=TEAM,
        route=route,
        purpose=None,
        route_class=route_class,
        headline="As reviewed",
        why="",
        gates=gates,
        permissions={use: use in set(allowed) for use in Permission},
        facts=facts,
        signals=(),
        stop_rule="Must verify terms and failed-call billing.",
        valid_until=until or day + timedelta(days=90),
        decided_by="U0ADA",
        decided_at_ms=at_ms,
        state=state,
    )


async def judge(here: Town, at_ms: int, endpoint: str | None = None, **how: Any) -> VerdictRecord:
    """Let a verdict on `acme` stand, on its own endpoint where no other is said."""
    assert here.bot is not None
    acme = here.policy.fallbacks["acme"]
    asked = Route(acme.base_url, acme.model, acme.endpoint if endpoint is None else endpoint, acme.key_group)
    given = record(at_ms, route=asked, **how)
    await here.bot.store.run(partial(_give, given))
    return given


async def end(here: Town, state: VerdictState, why: str = "", number: int = 1) -> None:
    """Put the verdict out of force."""
    assert here.bot is not None
    done = partial(verdicts.end, verdict_id=f"d{number:09d}", state=state, by="U0ADA", why=why, at=1)
    assert await here.bot.store.run(done)


async def except_for_risk(here: Town, until: date) -> RiskException:
    """Let a second person approve an exception for `acme`."""
    assert here.bot is not None
    acme = here.policy.fallbacks["acme"]
    asked = RiskException(
        id="x000000001",
        review_id="w000000001",
        team=TEAM,
        route=Route(acme.base_url, acme.model, acme.endpoint, acme.key_group),
        owner="U0MO",
        scope="internal drafts",
        reason="a migration",
        until=until,
        asked_by="U0MO",
        asked_at_ms=1,
        state=ExceptionState.WAITING,
    )
    await here.bot.store.run(partial(_ask, asked))
    return asked


def _route(tx: Tx, route: Route) -> str:
    """Return the row of a route, with the review that everything about it belongs to."""
    found = routes.ensure(tx, new_id=f"r{route.endpoint or 'every'}", team=TEAM, route=route, at=1)
    tx.write(
        "INSERT INTO threads (id, team, channel, root, created_at) VALUES ('hreview', :team, 'C0REVIEW', '1.0', 1) "
        "ON CONFLICT DO NOTHING",
        {"team": TEAM},
    )
    tx.write(
        "INSERT INTO turns (id, thread_id, team, channel, place, key, actor, origin, text, files, complete, shared, state, "
        "outcome, accepted_at, closed_at) VALUES ('treview', 'hreview', :team, 'C0REVIEW', 'channel', '1.0', 'U0ADA', "
        "'message', '', '[]', 1, 0, 'closed', 'acknowledged', 1, 1) ON CONFLICT DO NOTHING",
        {"team": TEAM},
    )
    tx.write(
        "INSERT INTO reviews (id, team, thread_id, turn_id, route_id, state, opened_by, opened_at, changed_at) "
        "VALUES ('w000000001', :team, 'hreview', 'treview', :route, 'decided', 'U0ADA', 1, 1) ON CONFLICT DO NOTHING",
        {"team": TEAM, "route": found},
    )
    return found


def _give(given: VerdictRecord, tx: Tx) -> None:
    verdicts.give(tx, record=given, route_id=_route(tx, given.route))


def _ask(asked: RiskException, tx: Tx) -> None:
    assert exceptions.ask(tx, exception=asked, route_id=_route(tx, asked.route))
    assert exceptions.decide(tx, exception_id=asked.id, approved=True, by="U0ADA", at=1)
