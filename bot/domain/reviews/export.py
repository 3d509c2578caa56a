"""A review and its verdicts to take along: as one JSON object, and as Markdown for people."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.gates.acceptance import GATES, Facts, Gate, facts_of
from bot.domain.gates.exception import RiskException
from bot.domain.gates.facts import NOTHING, Fact
from bot.domain.gates.permissions import PERMISSIONS
from bot.domain.gates.record import VerdictRecord
from bot.domain.reviews.dossier import Answer, Dossier, Evidence
from bot.domain.reviews.folding import judge
from bot.domain.reviews.questions import label


def as_json(
    dossier: Dossier, verdicts: Sequence[VerdictRecord], exceptions: Sequence[RiskException], today: date
) -> dict[str, Any]:
    """Return everything, with the words that support each fact; the texts themselves by their digests."""
    review, known = dossier.review, judge(dossier, today).facts
    return {
        "review": {
            "id": review.id, "state": review.state.value, "opened_by": review.opened_by,
            "opened_at": _time(review.opened_at_ms), "purpose": review.purpose, "reason": review.reason,
            "pictures_a_month": review.volume,
        },
        "route": {
            "base_url": review.route.base_url, "host": review.route.host, "model": review.route.model,
            "endpoint": review.route.endpoint, "key_group": review.route.key_group, "class": review.route.stated,
        },
        "evidence": [_evidence(one) for one in dossier.evidence],
        "facts": {fact.value: _fact(fact, dossier, known) for gate in Gate for fact in facts_of(gate)},
        "signals": [
            {"id": found.seen.id, "effect": str(found.seen.effect), "where": found.place, "quote": found.quote}
            for found in dossier.signals
        ],
        "verdicts": [_verdict(record, today) for record in verdicts],
        "exceptions": [_exception(one) for one in exceptions],
    }  # fmt: skip


def as_markdown(
    dossier: Dossier, verdicts: Sequence[VerdictRecord], exceptions: Sequence[RiskException], today: date
) -> str:
    """Return the same for people to read, newest verdict first."""
    review = dossier.review
    lines = [
        f"# Review {review.id}: {review.route.base_url}",
        "",
        f"{review.route.model} · {review.route.endpoint or 'every endpoint'} · key group {review.route.key_group} · "
        f"{review.purpose or 'purpose not said'} · {review.state}",
        "",
        *[line for record in reversed(verdicts) for line in _verdict_lines(record, today)],
        *[
            f"Risk exception {one.id}: {one.scope}, until {one.until}, {one.state}, owner {one.owner}"
            for one in exceptions
        ],
        "",
        "## Facts",
        "",
        *_fact_lines(dossier, judge(dossier, today).facts),
        "",
        "## Evidence",
        "",
        *[_evidence_line(one) for one in dossier.evidence],
        "",
    ]
    return "\n".join(lines)


def _fact(fact: Fact, dossier: Dossier, known: Facts) -> dict[str, Any]:
    stated = known.get(fact, NOTHING)
    answers = [_answer(answer, evidence) for answer, evidence in dossier.counting if answer.fact is fact]
    return {"grade": stated.grade.value, "note": stated.note, "says": stated.says, "answers": answers}


def _answer(answer: Answer, evidence: Evidence) -> dict[str, Any]:
    return {
        "says": answer.reply.value, "quote": answer.quote, "evidence": evidence.number, "given_by": answer.given_by,
        "found_by": answer.found_by,
    }  # fmt: skip


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "number": one.number, "kind": one.kind.value, "name": one.name, "author": one.author.value, "url": one.url,
        "read_on": one.read_on.isoformat(), "sha256": one.sha256, "given_by": one.given_by,
        "given_at": _time(one.given_at_ms), "attributed_by": one.attributed_by,
        "confirmed_by": one.confirmed_by, "counts": one.counts,
    }  # fmt: skip


def _verdict(record: VerdictRecord, today: date) -> dict[str, Any]:
    return {
        "id": record.id, "class": record.route_class.value, "headline": record.headline, "why": record.why,
        "gates": {gate.value: grade.value for gate, grade in record.gates.items()},
        "permissions": {permission.value: allowed for permission, allowed in record.permissions.items()},
        "stop_rule": record.stop_rule, "valid_until": record.valid_until.isoformat(), "decided_by": record.decided_by,
        "decided_at": _time(record.decided_at_ms), "confirmed_by": record.confirmed_by, "purpose": record.purpose,
        "stands": record.standing(today), "ended_why": record.ended_why,
    }  # fmt: skip


def _exception(one: RiskException) -> dict[str, Any]:
    return {
        "id": one.id, "owner": one.owner, "scope": one.scope, "reason": one.reason, "until": one.until.isoformat(),
        "asked_by": one.asked_by, "state": one.state.value, "decided_by": one.decided_by,
    }  # fmt: skip


def _verdict_lines(record: VerdictRecord, today: date) -> Iterator[str]:
    allowed = [row.name for permission, row in PERMISSIONS.items() if record.permissions.get(permission)]
    not_allowed = [row.name for permission, row in PERMISSIONS.items() if not record.permissions.get(permission)]
    yield f"## Verdict {record.id}: {record.headline}"
    yield ""
    yield f"- Stands: {record.standing(today)}; valid until {record.valid_until.isoformat()}"
    yield f"- Allowed: {', '.join(allowed) or 'nothing'}"
    yield f"- Not allowed: {', '.join(not_allowed) or 'nothing'}"
    yield f"- Why: {record.why}"
    yield f"- Stop rule: {record.stop_rule}"
    yield f"- Given by {record.decided_by}{f', confirmed by {record.confirmed_by}' if record.confirmed_by else ''}"
    yield ""


def _fact_lines(dossier: Dossier, known: Facts) -> Iterator[str]:
    for gate in Gate:
        yield f"- **{GATES[gate].name}**"
        for fact in facts_of(gate):
            stated = known.get(fact, NOTHING)
            yield f"  - {label(fact)}: {stated.grade}{f' ({stated.says})' if stated.says else ''}"
            for answer, evidence in dossier.counting:
                if answer.fact is fact:
                    yield f"    - “{' '.join(answer.quote.split())}” [{evidence.number}], by {answer.given_by}"


def _evidence_line(one: Evidence) -> str:
    where = f" · {one.url}" if one.url else ""
    counts = "" if one.counts else " · does not count"
    return f"{one.number}. {one.name} · {one.author}{where} · read {one.read_on} · sha256 {one.sha256}{counts}"


def _time(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="seconds")
