"""Verdicts: given once, never changed; only their standing moves on. At most one stands for a route."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from bot.domain.gates.acceptance import Gate
from bot.domain.gates.facts import Fact, Grade
from bot.domain.gates.permissions import Permission
from bot.domain.gates.record import GradedFact, VerdictRecord, VerdictState
from bot.domain.gates.route import Purpose, RouteClass
from db import routes
from db.tx import Row, Tx


def give(tx: Tx, *, record: VerdictRecord, route_id: str) -> None:
    """Write a verdict down; whatever stood for its route is replaced by it."""
    tx.write(
        """
        UPDATE verdicts SET state = 'replaced', ended_at = :at, ended_by = :by, ended_why = 'a newer verdict'
        WHERE route_id = :route AND ended_at IS NULL
        """,
        {"at": record.decided_at_ms, "by": record.decided_by, "route": route_id},
    )
    tx.write(
        """
        INSERT INTO verdicts (id, review_id, route_id, team, purpose, class, headline, why, gates, permissions, facts,
            signals, stop_rule, valid_until, decided_by, decided_at, state)
        VALUES (:id, :review, :route, :team, :purpose, :class, :headline, :why, :gates, :permissions, :facts, :signals,
            :stop, :until, :by, :at, :state)
        """,
        {
            "id": record.id,
            "review": record.review_id,
            "route": route_id,
            "team": record.team,
            "purpose": record.purpose.value if record.purpose else None,
            "class": record.route_class.value,
            "headline": record.headline,
            "why": record.why,
            "gates": _json({gate: grade.value for gate, grade in record.gates.items()}),
            "permissions": _json(record.permissions),
            "facts": _json({fact: [f.grade, f.note, f.says, f.by] for fact, f in record.facts.items()}),
            "signals": json.dumps(record.signals),
            "stop": record.stop_rule,
            "until": record.valid_until.isoformat(),
            "by": record.decided_by,
            "at": record.decided_at_ms,
            "state": record.state.value,
        },
    )


def confirm(tx: Tx, *, verdict_id: str, by: str, at: int) -> bool:
    """Let a second reviewer confirm; False where it does not wait, or they gave it themselves."""
    return bool(
        tx.write(
            """
            UPDATE verdicts SET state = 'in_force', confirmed_by = :by, confirmed_at = :at
            WHERE id = :id AND state = 'waiting' AND decided_by <> :by
            """,
            {"id": verdict_id, "by": by, "at": at},
        )
    )


def end(tx: Tx, *, verdict_id: str, state: VerdictState, by: str, why: str, at: int) -> bool:
    """Put a verdict out of force; False where it is so already."""
    return bool(
        tx.write(
            """
            UPDATE verdicts SET state = :state, ended_by = :by, ended_at = :at, ended_why = :why
            WHERE id = :id AND ended_at IS NULL
            """,
            {"id": verdict_id, "state": state.value, "by": by, "why": why, "at": at},
        )
    )


def get(tx: Tx, *, verdict_id: str) -> VerdictRecord | None:
    """Return a verdict as it stands."""
    row = tx.row("SELECT * FROM verdicts_on_routes v WHERE v.id = :id", {"id": verdict_id})
    return _record(row) if row else None


def standing(tx: Tx, *, team: str, base_url: str, model: str, key_group: str, endpoint: str) -> VerdictRecord | None:
    """Return the verdict that stands for a route, past its last day or not; one without an endpoint covers them all."""
    row = tx.row(
        """
        SELECT * FROM verdicts_on_routes v WHERE ended_at IS NULL AND v.team = :team AND base_url = :url AND model = :model
            AND key_group = :group AND endpoint IN ('', :endpoint)
        ORDER BY endpoint DESC, v.id DESC LIMIT 1
        """,
        {"team": team, "url": base_url, "model": model, "group": key_group, "endpoint": endpoint},
    )
    return _record(row) if row else None


def newest(tx: Tx, *, team: str, base_url: str, model: str, key_group: str, endpoint: str) -> VerdictRecord | None:
    """Return what was last decided about a route, in force or not; a verdict without an endpoint is about them all."""
    row = tx.row(
        """
        SELECT * FROM verdicts_on_routes v WHERE v.team = :team AND base_url = :url AND model = :model
            AND key_group = :group AND endpoint IN ('', :endpoint)
        ORDER BY v.id DESC LIMIT 1
        """,
        {"team": team, "url": base_url, "model": model, "group": key_group, "endpoint": endpoint},
    )
    return _record(row) if row else None


def of_review(tx: Tx, *, review_id: str) -> list[VerdictRecord]:
    """Return every verdict of a review, oldest first."""
    return [
        _record(row)
        for row in tx.rows(
            "SELECT * FROM verdicts_on_routes v WHERE v.review_id = :id ORDER BY v.id", {"id": review_id}
        )
    ]


def every(tx: Tx) -> list[VerdictRecord]:
    """Return all verdicts there are, oldest first."""
    return [_record(row) for row in tx.rows("SELECT * FROM verdicts_on_routes ORDER BY id", {})]


def of_team(tx: Tx, *, team: str) -> list[VerdictRecord]:
    """Return the newest verdict of each route of a team, the newest first."""
    rows = tx.rows(
        """
        SELECT * FROM verdicts_on_routes v
        WHERE v.team = :team AND v.id = (SELECT max(n.id) FROM verdicts n WHERE n.route_id = v.route_id)
        ORDER BY v.id DESC
        """,
        {"team": team},
    )
    return [_record(row) for row in rows]


def last_of_route(tx: Tx, *, route_id: str, before: str) -> VerdictRecord | None:
    """Return the verdict on a route that came before another one."""
    row = tx.row("SELECT * FROM verdicts_on_routes v WHERE v.route_id = :route AND v.id < :id ORDER BY v.id DESC LIMIT 1",
                 {"route": route_id, "id": before})  # fmt: skip
    return _record(row) if row else None


def ending(tx: Tx, *, team: str, until: str) -> list[VerdictRecord]:
    """Return the verdicts that stand and whose last day is *until* or earlier, the soonest first."""
    rows = tx.rows(
        """
        SELECT * FROM verdicts_on_routes WHERE team = :team AND ended_at IS NULL AND valid_until <= :until
        ORDER BY valid_until, id
        """,
        {"team": team, "until": until},
    )
    return [_record(row) for row in rows]


def tell(tx: Tx, *, verdict_id: str, what: str) -> bool:
    """Note that a reminder is told; False where it was."""
    return bool(
        tx.write(
            """
            UPDATE verdicts SET told = told || :what || ' '
            WHERE id = :id AND ended_at IS NULL AND instr(told, :what) = 0
            """,
            {"id": verdict_id, "what": what},
        )
    )


def _json(values: Mapping[Any, Any]) -> str:
    return json.dumps({key.value if isinstance(key, StrEnum) else key: value for key, value in values.items()})


def _record(row: Row) -> VerdictRecord:
    facts = json.loads(row["facts"])
    return VerdictRecord(
        id=row["id"],
        review_id=row["review_id"],
        team=row["team"],
        route=routes.of_row(row),
        purpose=Purpose(row["purpose"]) if row["purpose"] else None,
        route_class=RouteClass(row["class"]),
        headline=row["headline"],
        why=row["why"],
        gates={Gate(gate): Grade(grade) for gate, grade in json.loads(row["gates"]).items()},
        permissions={Permission(use): yes for use, yes in json.loads(row["permissions"]).items()},
        facts={Fact(f): GradedFact(Grade(grade), note, says, by) for f, (grade, note, says, by) in facts.items()},
        signals=tuple(json.loads(row["signals"])),
        stop_rule=row["stop_rule"],
        valid_until=date.fromisoformat(row["valid_until"]),
        decided_by=row["decided_by"],
        decided_at_ms=row["decided_at"],
        state=VerdictState(row["state"]),
        confirmed_by=row["confirmed_by"],
        ended_by=row["ended_by"],
        ended_why=row["ended_why"],
    )
