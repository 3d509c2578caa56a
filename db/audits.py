"""Audits: each call that is not what the formula says, and a count of those that are. Written with the settlement."""

from bot.domain.auditing import Audit, Audited
from db.tx import Row, Tx

PREVIEWS = {True: "inside", False: "outside", None: "none"}
FLAGS = {"inside": 1, "outside": 0, "none": None}


def record(tx: Tx, *, attempt_id: str, audit: Audit, at: int) -> None:
    """Keep a difference, or count an agreement."""
    if not audit.difference:
        _agreed(tx, PREVIEWS[audit.previews_counted], at)
        return
    tx.write(
        """
        INSERT INTO audits (attempt_id, formula_tokens, metered_tokens, previews_counted, difference, at)
        VALUES (:attempt, :formula, :metered, :counted, :difference, :at) ON CONFLICT (attempt_id) DO NOTHING
        """,
        {
            "attempt": attempt_id,
            "formula": audit.formula_tokens,
            "metered": audit.metered_tokens,
            "counted": None if audit.previews_counted is None else int(audit.previews_counted),
            "difference": audit.difference,
            "at": at,
        },
    )


def _agreed(tx: Tx, previews: str, at: int) -> None:
    tx.write(
        """
        INSERT INTO audit_agreements (previews, calls, latest_at) VALUES (:previews, 1, :at)
        ON CONFLICT (previews) DO UPDATE SET calls = calls + 1, latest_at = excluded.latest_at
        """,
        {"previews": previews, "at": at},
    )


def differences(tx: Tx, *, count: int) -> list[Row]:
    """Return the latest calls that differ, newest first."""
    return tx.rows("SELECT * FROM audits ORDER BY at DESC, attempt_id DESC LIMIT :count", {"count": count})


def audited(tx: Tx, *, count: int) -> Audited:
    """Return all audits together, with the ids of at most *count* that differ."""
    rows = tx.rows("SELECT previews, calls FROM audit_agreements", {})
    return Audited(
        agreements={FLAGS[row["previews"]]: row["calls"] for row in rows},
        differed=int(tx.value("SELECT count(*) FROM audits", {})),
        latest=tuple(row["attempt_id"] for row in differences(tx, count=count)),
    )
