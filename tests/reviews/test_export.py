"""A review to take along: everything with its words, as JSON and as Markdown."""

import json
from datetime import date
from typing import Any

from bot.domain.gates.exception import ExceptionState, RiskException
from bot.domain.gates.facts import Fact
from bot.domain.gates.record import VerdictState
from bot.domain.gates.seen import Effect
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Dossier
from bot.domain.reviews.export import as_json, as_markdown
from bot.domain.reviews.replies import Reply
from tests.reviews.bringing import AT, ROUTE, TODAY, days, dossier, proven, record, said, signal, text

EXCEPTION = RiskException(
    "x1",
    "r1",
    "T1",
    ROUTE,
    "U3",
    "the move of the old shop",
    "no time",
    days(20),
    "U1",
    AT,
    ExceptionState.IN_FORCE,
    "U2",
)


def found() -> Dossier:
    """Everything proven, one claim against it, one signal."""
    pairs = proven()
    claim = said(Fact.BILLING_TIMEOUT, Reply.BILLED, by="U2", words="They bill | it\nanyway.")
    return dossier(*pairs, claim, signals=(signal(Effect.QUESTION, pairs[0][1], "13", "flat price"),))


def exported(today: date = TODAY) -> dict[str, Any]:
    """The JSON, as somebody else reads it."""
    taken: dict[str, Any] = json.loads(json.dumps(as_json(found(), [record(found())], [EXCEPTION], today)))
    return taken


def test_the_json_says_what_the_dossier_holds() -> None:
    """Route, facts with their words, evidence by digest, signals, verdicts and exceptions."""
    taken = exported()
    assert taken["route"]["base_url"] == ROUTE.base_url
    assert taken["review"]["pictures_a_month"] == 400
    assert set(taken["facts"]) == {fact.value for fact in Fact}
    timeout = taken["facts"]["billing.timeout"]
    assert timeout["grade"] == "failed"
    assert [(one["says"], one["given_by"]) for one in timeout["answers"]] == [("not billed", "U1"), ("billed", "U2")]
    assert {one["number"]: one["author"] for one in taken["evidence"]} == {
        90: "provider",
        91: "dashboard",
        1: "somebody",
    }
    assert all(len(one["sha256"]) == 64 for one in taken["evidence"])
    assert taken["signals"] == [{"id": "13", "effect": "question", "where": "line 1", "quote": "flat price"}]
    assert taken["verdicts"][0]["gates"]["billing"] == "failed"
    assert taken["verdicts"][0]["valid_until"] == "2027-02-22"
    assert taken["exceptions"][0] | {"until": "2026-12-14", "state": "in_force"} == taken["exceptions"][0]


def test_texts_themselves_stay_where_they_are() -> None:
    """They may be confidential; their digests prove them."""
    terms = text(1, Author.PROVIDER, words="A secret sauce in the terms. Timeouts are not billed.")
    one = dossier((said(Fact.BILLING_TIMEOUT, Reply.NOT_BILLED)[0], terms))
    assert "secret sauce" not in json.dumps(as_json(one, [], [], TODAY))
    assert "secret sauce" not in as_markdown(one, [], [], TODAY)


def test_what_ran_out_is_exported_as_it_stands_on_that_day() -> None:
    """The verdict as expired, and a fact whose evidence is too old as unknown."""
    assert exported(days(90))["verdicts"][0]["stands"] == "in force"
    assert exported(days(90))["facts"]["rights.store"]["grade"] == "evidenced"
    assert exported(days(91))["verdicts"][0]["stands"] == "expired"
    assert exported(days(91))["facts"]["rights.store"]["grade"] == "unknown"
    assert "output rights: store: unknown" in as_markdown(found(), [], [], days(91))


def test_the_markdown_reads_as_a_report() -> None:
    """Verdict first, then facts with their words, then the evidence."""
    page = as_markdown(found(), [record(found())], [EXCEPTION], TODAY)
    assert page.startswith("# Review r1: https://api.example.ai/v1\n")
    assert page.index("## Verdict v1: Not for production") < page.index("## Facts") < page.index("## Evidence")
    assert "- Allowed: manual tests, brand and customer assets\n" in page
    assert "- Not allowed: production, scale-up, cost promises\n" in page
    assert "failed-call billing: timeout: failed" in page
    assert "“Words of the provider that say it.” [90], by U1" in page
    assert "90. text-90.md · provider · https://example.ai/terms · read 2026-11-24 · sha256 " in page
    assert "Risk exception x1: the move of the old shop, until 2026-12-14, in_force, owner U3" in page


def test_the_newest_verdict_comes_first() -> None:
    """Older ones say how they ended."""
    old = record(found(), id="v0", state=VerdictState.REPLACED)
    page = as_markdown(found(), [old, record(found())], [], TODAY)
    assert page.index("## Verdict v1") < page.index("## Verdict v0")
    assert "- Stands: replaced" in page
