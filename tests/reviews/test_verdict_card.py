"""The card that a review ends in: its words for a clean gateway, a wrapper, a pool and an unknown route."""

from dataclasses import replace
from typing import Any

from bot.domain.gates.facts import Fact
from bot.domain.gates.record import VerdictState
from bot.domain.gates.route import Purpose
from bot.domain.gates.seen import Effect
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Dossier
from bot.domain.reviews.folding import judge
from bot.domain.reviews.replies import Reply
from bot.domain.reviews.verdict_card import SO_FAR, VerdictCard, given, may_ask, provisional
from tests.reviews.bringing import ROUTE, TODAY, answer, days, dossier, proven, record, said, signal, text

COST = "about $0.041 per medium landscape"
SHA = text(90).sha256[:12]


def words(found: Dossier) -> str:
    """The card as it would be so far, line by line, without its first."""
    first, *lines = provisional(found, COST, ["Why one price?"], TODAY).lines
    assert first.text == SO_FAR
    return "\n".join(map(str, lines))


def test_a_clean_gateway() -> None:
    """Each gate with words that carry it, and which pages must stay as they are."""
    assert words(dossier(*proven())) == (
        "For production and scale-up\n"
        "api.example.ai · gpt-image-2 · images/generations · key group default · class provider gateway\n"
        "Allowed: manual tests, production, scale-up, cost promises, brand and customer assets\n"
        "For customer or brand assets: yes\n"
        "Why: All five gates are evidenced.\n"
        "Proof: owner: “Words of the provider that say it.” (a message [90]) · "
        "model mapping: “Words of the provider that say it.” (a message [90]) · "
        "failed-call billing: “Words of the provider that say it.” (a message [90]) · "
        "output rights: “Words of the provider that say it.” (a message [90]) · "
        "observability: “Words of the provider that say it.” (a message [90])\n"
        f"Holds while: https://example.ai/terms reads as on 2026-11-24 (sha256 {SHA})\n"
        "Ask: Why one price?\n"
        "Stop rule: End its use when this expires or a fact changes.\n"
        f"Official instead: {COST}\n"
        "Until 22 Feb 2027"
    )


def test_a_wrapper() -> None:
    """The mapping fails by a signal, whatever the terms say."""
    pairs = proven()
    told = words(dossier(*pairs, signals=(signal(Effect.MAPPING_FAILED, pairs[0][1], "6"),)))
    assert told.startswith("Not for production: model mapping contradicted\n")
    assert "class wrapper" in told
    assert "Allowed: manual tests, cost promises\n" in told
    assert "Not allowed: production, scale-up, brand and customer assets\n" in told
    assert "For customer or brand assets: no" in told
    assert "Model mapping: contradicted by signal 6." in told
    assert "Stop rule: Treat it as an unknown wrapper. End tests when this expires.\n" in told


def test_a_pool() -> None:
    """Nothing is allowed, and the official route comes instead."""
    pairs = proven()
    found = dossier(*pairs, signals=(signal(Effect.ACCOUNT_POOL, pairs[0][1], "4"),))
    told = words(found)
    assert told.startswith("Stop: an account pool; nothing but leaving it\n")
    assert "\nAllowed:" not in told
    assert "Why: Signal 4 of an account pool.\n" in told
    assert "Stop rule: Stop; nothing but leaving it.\n" in told
    assert f"Official instead: {COST}" in told
    assert not may_ask(judge(found, TODAY))


def test_an_unknown_route() -> None:
    """Not proven yet: manual tests only."""
    told = words(dossier(route=replace(ROUTE, stated=None), purpose=None))
    assert told == (
        "Not for production: not proven yet\n"
        "api.example.ai · gpt-image-2 · images/generations · key group default · class unknown\n"
        "Allowed: manual tests\n"
        "Not allowed: production, scale-up, cost promises, brand and customer assets\n"
        "Why: Owner unknown. Model mapping unknown. Failed-call billing unknown. Output rights unknown. "
        "Observability unknown.\n"
        "Ask: Why one price?\n"
        "Stop rule: Manual tests only, until every gate is evidenced. End tests when this expires.\n"
        f"Official instead: {COST}\n"
        "Until 22 Feb 2027"
    )


def test_proof_quotes_only_words_that_carry() -> None:
    """A bill says nothing of who owns the endpoint, though it was brought first."""
    bill = text(1, Author.BILL)
    first = answer(1, Fact.OWNER_ENDPOINT, Reply.NAMED, bill, quote="Example AI, says the bill")
    assert "says the bill" not in words(dossier((first, bill), *proven()))


def test_a_long_quote_is_cut_on_the_card() -> None:
    """The whole of it stands in the evidence."""
    terms = text(1)
    long = (answer(1, Fact.OWNER_ENDPOINT, Reply.NAMED, terms, quote="Example AI owns it. " * 30), terms)
    proof = next(line for line in words(dossier(long, *proven())).split("\n") if line.startswith("Proof"))
    assert "…”" in proof
    assert len(proof.split("” (")[0]) < 170


def card(state: VerdictState = VerdictState.IN_FORCE, today: int = 0, **more: Any) -> VerdictCard:
    """The card of a verdict that was given today, read some days later."""
    found = dossier(*proven())
    kept = replace(record(found), state=state, **more)
    return given(found, judge(found, TODAY), kept, COST, (), ("class unknown → provider gateway",), days(today))


def test_a_verdict_that_waits_says_for_what() -> None:
    """And can be confirmed."""
    told = card(VerdictState.WAITING)
    assert told.waits
    assert told.lines[-1].text == "production and scale-up wait for a second reviewer"
    assert told.ended == ""


def test_a_verdict_that_ended_says_how() -> None:
    """By its day, by a person, or by a newer one."""
    assert card(today=91).ended == "expired"
    assert card(VerdictState.REVOKED).ended == "revoked"
    assert card(VerdictState.REPLACED).ended == "replaced"
    assert card().ended == ""
    assert card(confirmed_by="U2").confirmed_by == "U2"
    assert card().changes == ("class unknown → provider gateway",)


def test_an_exception_can_be_asked_for_where_something_is_held_back() -> None:
    """Not where the purpose is allowed already."""
    assert may_ask(judge(dossier(said(Fact.RIGHTS_STORE, Reply.ALLOWED)), TODAY))
    assert not may_ask(judge(dossier(*proven()), TODAY))
    assert not may_ask(judge(dossier(purpose=Purpose.EXPERIMENTS), TODAY))
