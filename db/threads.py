"""Threads: what is known of a conversation."""

from bot.domain.context import History, ThreadVersion
from bot.domain.manners import Company
from bot.domain.message import ThreadPlace
from db.tx import Row, Tx


def ensure(tx: Tx, *, new_id: str, team: str, channel: str, root: str, at: int) -> str:
    """Return the id of a thread, which is made where it is new."""
    row = tx.row(
        """
        INSERT INTO threads (id, team, channel, root, created_at) VALUES (:id, :team, :channel, :root, :at)
        ON CONFLICT (team, channel, root) DO UPDATE SET root = excluded.root RETURNING id
        """,
        {"id": new_id, "team": team, "channel": channel, "root": root, "at": at},
    )
    assert row is not None  # noqa: S101 - RETURNING always answers
    return str(row["id"])


def company(tx: Tx, *, team: str, channel: str, root: str, user: str, mention_only: bool) -> Company:
    """Return what the manners need to know of a thread."""
    row = tx.row(
        """
        SELECT h.id,
            EXISTS (SELECT 1 FROM turns t WHERE t.thread_id = h.id AND t.actor = :user) AS participant,
            EXISTS (SELECT 1 FROM versions v WHERE v.thread_id = h.id) AS has_versions,
            EXISTS (SELECT 1 FROM reviews r WHERE r.thread_id = h.id) AS reviewed
        FROM threads h WHERE h.team = :team AND h.channel = :channel AND h.root = :root
        """,
        {"team": team, "channel": channel, "root": root, "user": user},
    )
    if row is None:
        return Company(ours=False, participant=False, has_versions=False, mention_only=mention_only)
    return Company(True, bool(row["participant"]), bool(row["has_versions"]), mention_only, bool(row["reviewed"]))


VERSION = """
    SELECT v.id, v.number, v.letter, v.artifact_sha256, a.media_type, a.width, a.height, c.asked_quality, t.text
    FROM versions v JOIN artifacts a ON a.sha256 = v.artifact_sha256 JOIN turns t ON t.id = v.turn_id
        JOIN tool_calls c ON c.attempt_id = v.attempt_id AND c.call_id = v.call_id
"""


def _version(row: Row) -> ThreadVersion:
    return ThreadVersion(
        id=row["id"],
        number=row["number"],
        letter=row["letter"],
        label=f"v{row['number']}{row['letter']}",
        sha256=row["artifact_sha256"],
        media_type=row["media_type"],
        width=row["width"],
        height=row["height"],
        quality=row["asked_quality"],
        instruction=row["text"],
    )


def history(tx: Tx, *, thread_id: str, before: str) -> History:
    """Return the versions of a thread and what was said in it before the turn *before*, oldest first.

    Of the words only the last few are read: what goes upstream does not grow with the thread.
    """
    versions = tx.rows(
        f"{VERSION} WHERE v.thread_id = :thread AND a.deleted_at IS NULL ORDER BY v.number, v.letter",
        {"thread": thread_id},
    )
    said = tx.rows(
        """
        SELECT t.text, (SELECT 'v' || min(v.number) FROM versions v WHERE v.turn_id = t.id) AS label
        FROM turns t WHERE t.thread_id = :thread AND t.id < :before AND t.state = 'closed'
            AND t.outcome IN ('drawn', 'answered')
        ORDER BY t.id DESC LIMIT 8
        """,
        {"thread": thread_id, "before": before},
    )
    lines = tuple(f"{row['label']}: {row['text']}" if row["label"] else row["text"] for row in reversed(said))
    return History(tuple(_version(row) for row in versions), lines)


def version(tx: Tx, *, version_id: str) -> ThreadVersion | None:
    """Return one version by its id."""
    row = tx.row(f"{VERSION} WHERE v.id = :id AND a.deleted_at IS NULL", {"id": version_id})
    return _version(row) if row else None


def version_at(tx: Tx, *, channel: str, ts: str) -> str | None:
    """Return the first version that a message of ours shows."""
    found = tx.value(
        """
        SELECT v.id FROM versions v JOIN threads h ON h.id = v.thread_id
        WHERE v.slack_ts = :ts AND h.channel = :channel ORDER BY v.number, v.letter LIMIT 1
        """,
        {"channel": channel, "ts": ts},
    )
    return None if found is None else str(found)


def place_of_version(tx: Tx, *, version_id: str) -> ThreadPlace | None:
    """Return where the thread of a version stands."""
    row = tx.row(
        "SELECT h.channel, h.root FROM versions v JOIN threads h ON h.id = v.thread_id WHERE v.id = :id",
        {"id": version_id},
    )
    return ThreadPlace(row["channel"], row["root"]) if row else None
