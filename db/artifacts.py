"""Artifacts, versions and lineage: what was kept, what a thread shows of it, and what it came from."""

from dataclasses import dataclass

from db.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class NewArtifact:
    """A picture on disk, about to be known. `kind` is reference, mask, original or derived."""

    sha256: str
    media_type: str
    width: int
    height: int
    size_bytes: int
    kind: str
    alt_text: str


def keep(tx: Tx, *, artifact: NewArtifact, at: int) -> None:
    """Record an artifact; the same bytes are one artifact."""
    tx.write(
        """
        INSERT INTO artifacts (sha256, media_type, width, height, bytes, kind, alt_text, created_at)
        VALUES (:sha256, :type, :width, :height, :bytes, :kind, :alt, :at)
        ON CONFLICT (sha256) DO UPDATE SET deleted_at = NULL
        """,
        {
            "sha256": artifact.sha256,
            "type": artifact.media_type,
            "width": artifact.width,
            "height": artifact.height,
            "bytes": artifact.size_bytes,
            "kind": artifact.kind,
            "alt": artifact.alt_text,
            "at": at,
        },
    )


def number_for(tx: Tx, *, thread_id: str, turn_id: str) -> int:
    """Return the version number of a turn: its own where it has one, else the next of the thread."""
    own = tx.value("SELECT min(number) FROM versions WHERE turn_id = :turn", {"turn": turn_id})
    if own is not None:
        return int(own)
    return 1 + int(tx.value("SELECT coalesce(max(number), 0) FROM versions WHERE thread_id = :t", {"t": thread_id}))


def letters_used(tx: Tx, *, turn_id: str) -> int:
    """Return how many versions a turn has already."""
    return int(tx.value("SELECT count(*) FROM versions WHERE turn_id = :turn", {"turn": turn_id}))


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version about to be shown."""

    id: str
    thread_id: str
    turn_id: str
    attempt_id: str
    call_id: str
    sha256: str
    number: int
    letter: str


def show(tx: Tx, *, version: NewVersion, at: int) -> None:
    """Record a version."""
    tx.write(
        """
        INSERT INTO versions (id, thread_id, turn_id, attempt_id, call_id, artifact_sha256, number, letter, created_at)
        VALUES (:id, :thread, :turn, :attempt, :call, :sha, :number, :letter, :at)
        """,
        {
            "id": version.id,
            "thread": version.thread_id,
            "turn": version.turn_id,
            "attempt": version.attempt_id,
            "call": version.call_id,
            "sha": version.sha256,
            "number": version.number,
            "letter": version.letter,
            "at": at,
        },
    )


def descend(tx: Tx, *, child: str, position: int, parent: str, parent_version: str | None, role: str) -> None:
    """Record that version *child* came from the artifact *parent*."""
    tx.write(
        """
        INSERT INTO lineage (child, position, parent, parent_version, role)
        VALUES (:child, :position, :parent, :version, :role)
        """,
        {"child": child, "position": position, "parent": parent, "version": parent_version, "role": role},
    )


OF_TURN = """
    SELECT v.id, v.number, v.letter, v.artifact_sha256, v.call_id, v.attempt_id, a.media_type, a.width, a.height,
        a.bytes, a.alt_text
    FROM versions v JOIN artifacts a ON a.sha256 = v.artifact_sha256
    WHERE v.turn_id = :turn ORDER BY v.number, v.letter
"""


def of_turn(tx: Tx, *, turn_id: str) -> list[Row]:
    """Return the versions a turn made, in order."""
    return tx.rows(OF_TURN, {"turn": turn_id})


def delivered(tx: Tx, *, version_id: str, file_id: str, ts: str | None) -> None:
    """Record where Slack shows a version."""
    tx.write(
        "UPDATE versions SET slack_file_id = :file, slack_ts = :ts WHERE id = :id",
        {"id": version_id, "file": file_id, "ts": ts},
    )
    tx.write(
        """
        UPDATE artifacts SET slack_file_id = :file
        WHERE sha256 = (SELECT artifact_sha256 FROM versions WHERE id = :id)
        """,
        {"id": version_id, "file": file_id},
    )
