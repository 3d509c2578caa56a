"""The outbox: what Slack must still hear. A row is written with the outcome it tells, and sent until it has arrived."""

from typing import Any

import orjson

from db.tx import Row, Tx


def put(tx: Tx, *, new_id: str, turn_id: str, kind: str, body: dict[str, Any], at: int) -> None:
    """Add a message; one of a kind for each turn."""
    tx.write(
        """
        INSERT INTO outbox (id, turn_id, kind, body, state, next_at, created_at)
        VALUES (:id, :turn, :kind, :body, 'waiting', :at, :at) ON CONFLICT (turn_id, kind) DO NOTHING
        """,
        {"id": new_id, "turn": turn_id, "kind": kind, "body": orjson.dumps(body).decode(), "at": at},
    )


def of_turn(tx: Tx, *, turn_id: str) -> list[Row]:
    """Return what still has to be sent for a turn, in order."""
    return tx.rows(
        "SELECT id, kind, body, progress, tries FROM outbox WHERE turn_id = :turn AND state = 'waiting' ORDER BY id",
        {"turn": turn_id},
    )


def progress(tx: Tx, *, outbox_id: str, progress: dict[str, Any]) -> None:
    """Remember how far a message has come, such as files already uploaded."""
    tx.write(
        "UPDATE outbox SET progress = :progress WHERE id = :id",
        {"id": outbox_id, "progress": orjson.dumps(progress).decode()},
    )


def sent(tx: Tx, *, outbox_id: str, slack_ts: str | None, at: int) -> None:
    """Mark a message as arrived."""
    tx.write(
        "UPDATE outbox SET state = 'sent', slack_ts = :ts, ended_at = :at WHERE id = :id AND state = 'waiting'",
        {"id": outbox_id, "ts": slack_ts, "at": at},
    )


def failed(tx: Tx, *, outbox_id: str, error: str, next_at: int) -> None:
    """Mark a try as failed; the next one is due at *next_at*."""
    tx.write(
        "UPDATE outbox SET tries = tries + 1, error = :error, next_at = :next WHERE id = :id",
        {"id": outbox_id, "error": error, "next": next_at},
    )


def given_up(tx: Tx, *, outbox_id: str, error: str, at: int) -> None:
    """Mark a message that Slack will never take; the picture stays on disk and in the trace."""
    tx.write(
        "UPDATE outbox SET state = 'given_up', error = :error, ended_at = :at WHERE id = :id AND state = 'waiting'",
        {"id": outbox_id, "error": error, "at": at},
    )
