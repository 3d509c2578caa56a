"""Everything known of a turn, a thread, an attempt or a version, as plain rows: reports are SELECTs."""

from typing import Any

import orjson

from db.tx import Row, Tx

LOOKUPS = {
    "turn": "SELECT id FROM turns WHERE id = :key",
    "thread": "SELECT id FROM turns WHERE thread_id = :key ORDER BY id",
    "attempt": "SELECT turn_id AS id FROM attempts WHERE id = :key",
    "version": "SELECT turn_id AS id FROM versions WHERE id = :key",
    "ledger entry": "SELECT turn_id AS id FROM ledger WHERE id = :key",
    "outbox message": "SELECT turn_id AS id FROM outbox WHERE id = :key",
}
JSON_COLUMNS = frozenset(
    {"files", "plan", "parameters", "prompt_digests", "failure", "moderation_categories", "secrets"}
)


def turns_of(tx: Tx, *, kind: str, key: str) -> list[str]:
    """Return the turns that an id belongs to."""
    return [str(row["id"]) for row in tx.rows(LOOKUPS[kind], {"key": key})]


def turns_at(tx: Tx, *, channel: str, ts: str) -> list[str]:
    """Return the turns that a Slack message belongs to: it asked, it answered, or its thread has them."""
    rows = tx.rows(
        """
        SELECT t.id FROM turns t JOIN threads h ON h.id = t.thread_id
        WHERE t.channel = :channel AND (t.key = :ts OR h.root = :ts
            OR EXISTS (SELECT 1 FROM outbox o WHERE o.turn_id = t.id AND o.slack_ts = :ts)
            OR EXISTS (SELECT 1 FROM versions v WHERE v.turn_id = t.id AND v.slack_ts = :ts))
        ORDER BY CASE WHEN t.key = :ts THEN 1 WHEN h.root = :ts THEN 2 ELSE 0 END, t.id
        """,
        {"channel": channel, "ts": ts},
    )
    return [str(row["id"]) for row in rows]


def _plain(row: Row) -> dict[str, Any]:
    return {
        name: orjson.loads(row[name]) if name in JSON_COLUMNS and row[name] is not None else row[name]
        for name in row.keys()  # noqa: SIM118 - a Row iterates over values
    }


def _rows(tx: Tx, sql: str, turn_id: str) -> list[dict[str, Any]]:
    return [_plain(row) for row in tx.rows(sql, {"turn": turn_id})]


TURN = """
    SELECT t.*, h.root FROM turns t JOIN threads h ON h.id = t.thread_id WHERE t.id = :turn
"""
ATTEMPTS = "SELECT * FROM attempts WHERE turn_id = :turn ORDER BY step, number"
TOOL_CALLS = """
    SELECT c.* FROM tool_calls c JOIN attempts a ON a.id = c.attempt_id WHERE a.turn_id = :turn ORDER BY c.attempt_id
"""
VERSIONS = """
    SELECT v.id, 'v' || v.number || v.letter AS label, v.attempt_id, v.call_id, v.slack_file_id, v.slack_ts, a.*
    FROM versions v JOIN artifacts a ON a.sha256 = v.artifact_sha256 WHERE v.turn_id = :turn ORDER BY v.number, v.letter
"""
LEDGER = "SELECT * FROM ledger WHERE turn_id = :turn ORDER BY id"
PARTS = """
    SELECT p.*, r.nano_per_million, r.checked_on AS price_checked_on, r.source AS price_source
    FROM ledger_parts p JOIN ledger l ON l.id = p.entry_id LEFT JOIN prices r ON r.id = p.price_id
    WHERE l.turn_id = :turn ORDER BY l.id, p.position
"""
OUTBOX = """
    SELECT id, kind, state, tries, slack_ts, error, created_at, ended_at FROM outbox WHERE turn_id = :turn ORDER BY id
"""
ANCESTRY = """
    WITH RECURSIVE line (child, parent, parent_version, role, depth) AS (
        SELECT l.child, l.parent, l.parent_version, l.role, 1 FROM lineage l
            JOIN versions v ON v.id = l.child WHERE v.turn_id = :turn
        UNION
        SELECT l.child, l.parent, l.parent_version, l.role, line.depth + 1 FROM lineage l
            JOIN line ON l.child = line.parent_version
    )
    SELECT line.child, c.number AS child_number, c.letter AS child_letter, line.parent, line.parent_version,
        p.number AS parent_number, p.letter AS parent_letter, line.role, line.depth
    FROM line JOIN versions c ON c.id = line.child LEFT JOIN versions p ON p.id = line.parent_version
    ORDER BY line.depth, line.child, line.role
"""


def turn(tx: Tx, *, turn_id: str) -> dict[str, Any] | None:
    """Return everything about one turn, JSON-ready."""
    found = tx.row(TURN, {"turn": turn_id})
    if found is None:
        return None
    parts = _rows(tx, PARTS, turn_id)
    ledger = [
        {**entry, "parts": [part for part in parts if part["entry_id"] == entry["id"]]}
        for entry in _rows(tx, LEDGER, turn_id)
    ]
    return {
        "turn": _plain(found),
        "attempts": _rows(tx, ATTEMPTS, turn_id),
        "tool_calls": _rows(tx, TOOL_CALLS, turn_id),
        "versions": _rows(tx, VERSIONS, turn_id),
        "lineage": _rows(tx, ANCESTRY, turn_id),
        "ledger": ledger,
        "outbox": _rows(tx, OUTBOX, turn_id),
    }
