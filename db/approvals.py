"""Approvals: asked once for a turn at a time, decided once, and never after they have run out."""

from bot.domain.approval import Approval, ApprovalKind, ApprovalState
from bot.domain.money import NanoUsd
from db.tx import Row, Tx


def ask(tx: Tx, *, approval: Approval) -> bool:
    """Write a question down; False where its turn is waiting for an answer already."""
    return bool(
        tx.write(
            """
            INSERT INTO approvals (id, turn_id, kind, estimate_nano, quote_nano, digest, state, asked_by, asked_at,
                expires_at, budget_id, overrun_nano)
            VALUES (:id, :turn, :kind, :estimate, :quote, :digest, 'waiting', :by, :at, :expires, :budget, :overrun)
            ON CONFLICT (turn_id) WHERE state = 'waiting' DO NOTHING
            """,
            {
                "id": approval.id,
                "turn": approval.turn_id,
                "kind": approval.kind.value,
                "estimate": approval.estimate,
                "quote": approval.quote,
                "digest": approval.digest,
                "by": approval.asked_by,
                "at": approval.asked_at_ms,
                "expires": approval.expires_at_ms,
                "budget": approval.budget_id,
                "overrun": approval.overrun,
            },
        )
    )


def decide(tx: Tx, *, approval_id: str, approved: bool, by: str, at: int) -> Approval | None:
    """Answer a question; None where it was answered before, or is too late."""
    row = tx.row(
        """
        UPDATE approvals SET state = :state, decided_by = :by, decided_at = :at
        WHERE id = :id AND state = 'waiting' AND expires_at > :at RETURNING *
        """,
        {"state": "approved" if approved else "declined", "by": by, "at": at, "id": approval_id},
    )
    return _approval(row) if row else None


def expire(tx: Tx, *, at: int) -> list[Approval]:
    """End the questions that nobody answered in time; return them, oldest first."""
    rows = tx.rows(
        """
        UPDATE approvals SET state = 'expired', decided_at = :at WHERE state = 'waiting' AND expires_at <= :at
        RETURNING *
        """,
        {"at": at},
    )
    return sorted((_approval(row) for row in rows), key=lambda approval: approval.id)


def go_on_as(tx: Tx, *, approval_id: str, turn_id: str) -> bool:
    """Name the turn that an approved question goes on as; False where it has one, or was not approved."""
    return bool(
        tx.write(
            "UPDATE approvals SET next_turn_id = :turn WHERE id = :id AND state = 'approved' AND next_turn_id IS NULL",
            {"turn": turn_id, "id": approval_id},
        )
    )


def get(tx: Tx, *, approval_id: str) -> Approval | None:
    """Return a question as it stands."""
    row = tx.row("SELECT * FROM approvals WHERE id = :id", {"id": approval_id})
    return _approval(row) if row else None


def of_turn(tx: Tx, *, turn_id: str) -> list[Approval]:
    """Return what was asked for a turn, or for the turn it goes on from, oldest first."""
    rows = tx.rows(
        """
        SELECT * FROM approvals WHERE turn_id = :turn
        UNION SELECT * FROM approvals WHERE next_turn_id = :turn ORDER BY id
        """,
        {"turn": turn_id},
    )
    return [_approval(row) for row in rows]


def waiting(tx: Tx, *, at: int) -> list[Approval]:
    """Return the questions that can still be answered, oldest first."""
    rows = tx.rows("SELECT * FROM approvals WHERE state = 'waiting' AND expires_at > :at ORDER BY id", {"at": at})
    return [_approval(row) for row in rows]


def allowed(tx: Tx, *, turn_id: str, kind: ApprovalKind, digest: str) -> bool:
    """Whether a turn has a yes of this kind for exactly what *digest* names."""
    return any(
        approval.state is ApprovalState.APPROVED and approval.kind is kind and approval.digest == digest
        for approval in of_turn(tx, turn_id=turn_id)
    )


def _approval(row: Row) -> Approval:
    return Approval(
        id=row["id"],
        turn_id=row["turn_id"],
        kind=ApprovalKind(row["kind"]),
        estimate=NanoUsd(row["estimate_nano"]),
        quote=NanoUsd(row["quote_nano"]),
        digest=row["digest"],
        asked_by=row["asked_by"],
        asked_at_ms=row["asked_at"],
        expires_at_ms=row["expires_at"],
        state=ApprovalState(row["state"]),
        decided_by=row["decided_by"],
        decided_at_ms=row["decided_at"],
        budget_id=row["budget_id"],
        overrun=None if row["overrun_nano"] is None else NanoUsd(row["overrun_nano"]),
        next_turn_id=row["next_turn_id"],
    )
