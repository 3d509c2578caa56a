"""The inbox: every delivery of Slack's is a row before it is acknowledged. Its payload stays only until it is dealt with."""

from db.tx import Row, Tx


def receive(tx: Tx, *, event_id: str, kind: str, payload: str, payload_sha256: str, at: int) -> bool:
    """Write a delivery down; return False where it is already there (Slack delivered it again)."""
    return bool(
        tx.write(
            """
            INSERT INTO inbox (event_id, kind, payload_sha256, payload, state, received_at)
            VALUES (:event_id, :kind, :payload_sha256, :payload, 'received', :at)
            ON CONFLICT (event_id) DO NOTHING
            """,
            {"event_id": event_id, "kind": kind, "payload": payload, "payload_sha256": payload_sha256, "at": at},
        )
    )


def once(tx: Tx, *, key: str, kind: str, at: int) -> bool:
    """Mark something about a delivery as done; False where it was done: Slack tells of a mention twice."""
    return bool(
        tx.write(
            """
            INSERT INTO inbox (event_id, kind, payload_sha256, payload, state, verdict, received_at)
            VALUES (:key, :kind, '', NULL, 'done', :kind, :at) ON CONFLICT (event_id) DO NOTHING
            """,
            {"key": key, "kind": kind, "at": at},
        )
    )


def finish(tx: Tx, *, event_id: str, verdict: str) -> None:
    """Mark a delivery as dealt with, say how, and forget its payload."""
    tx.write(
        "UPDATE inbox SET state = 'done', verdict = :verdict, payload = NULL WHERE event_id = :event_id",
        {"event_id": event_id, "verdict": verdict},
    )


def waiting(tx: Tx, *, before: int) -> list[Row]:
    """Return the deliveries that came before a moment and that nobody has dealt with, oldest first."""
    return tx.rows(
        """
        SELECT event_id, kind, payload FROM inbox WHERE state = 'received' AND received_at <= :before
        ORDER BY received_at, event_id
        """,
        {"before": before},
    )
