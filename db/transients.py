"""Status and preview messages: written down while they stand in Slack, so that they leave also after a crash."""

from db.tx import Row, Tx


def add(tx: Tx, *, turn_id: str, kind: str, channel: str, ts: str, file_id: str | None) -> None:
    """A message was posted that must go again."""
    tx.write(
        """
        INSERT INTO transients (turn_id, kind, channel, ts, slack_file_id) VALUES (:turn, :kind, :channel, :ts, :file)
        ON CONFLICT (channel, ts) DO NOTHING
        """,
        {"turn": turn_id, "kind": kind, "channel": channel, "ts": ts, "file": file_id},
    )


def of_turn(tx: Tx, *, turn_id: str) -> list[Row]:
    """Return what still stands for a turn, oldest first."""
    return tx.rows(
        "SELECT kind, channel, ts, slack_file_id FROM transients WHERE turn_id = :turn ORDER BY ts", {"turn": turn_id}
    )


def gone(tx: Tx, *, channel: str, ts: str) -> None:
    """A message has been removed."""
    tx.write("DELETE FROM transients WHERE channel = :channel AND ts = :ts", {"channel": channel, "ts": ts})
