"""Turns: accepted once, owned by one process at a time, closed exactly once."""

from collections.abc import Sequence
from typing import Any

import orjson

from bot.domain.message import FileRef, Place
from bot.domain.turn import Origin, Outcome, Turn, TurnState
from db.tx import Row, Tx

COLUMNS = """
    SELECT t.id, t.thread_id, t.team, t.channel, t.place, h.root, t.key, t.actor, t.origin, t.text, t.files, t.complete,
        t.shared, t.secrets, t.accepted_at, t.base_version, t.state
    FROM turns t JOIN threads h ON h.id = t.thread_id
"""


def _files(files: Sequence[FileRef]) -> str:
    rows = [{"id": f.id, "name": f.name, "url": f.url, "size": f.size_bytes, "type": f.media_type} for f in files]
    return orjson.dumps(rows).decode()


def _turn(row: Row) -> Turn:
    files = tuple(FileRef(f["id"], f["name"], f["url"], f["size"], f["type"]) for f in orjson.loads(row["files"]))
    return Turn(
        id=row["id"],
        thread_id=row["thread_id"],
        team=row["team"],
        channel=row["channel"],
        place=Place(row["place"]),
        root=row["root"],
        key=row["key"],
        actor=row["actor"],
        origin=Origin(row["origin"]),
        text=row["text"],
        files=files,
        complete=bool(row["complete"]),
        shared=bool(row["shared"]),
        accepted_at_ms=row["accepted_at"],
        base_version=row["base_version"],
        secrets=tuple(orjson.loads(row["secrets"])),
    )


def accept(tx: Tx, *, turn: Turn, owner: str, lease_until: int) -> bool:
    """Write a new turn down; return False where this message is a turn already."""
    return bool(
        tx.write(
            """
            INSERT INTO turns (id, thread_id, team, channel, place, key, actor, origin, text, files, complete, shared, secrets,
                base_version, state, owner, lease_until, accepted_at)
            VALUES (:id, :thread, :team, :channel, :place, :key, :actor, :origin, :text, :files, :complete, :shared, :secrets,
                :base_version, 'accepted', :owner, :lease, :at)
            ON CONFLICT (team, channel, key) DO NOTHING
            """,
            {
                "id": turn.id,
                "thread": turn.thread_id,
                "team": turn.team,
                "channel": turn.channel,
                "place": turn.place.value,
                "key": turn.key,
                "actor": turn.actor,
                "origin": turn.origin.value,
                "text": turn.text,
                "files": _files(turn.files),
                "complete": int(turn.complete),
                "shared": int(turn.shared),
                "secrets": orjson.dumps(turn.secrets).decode(),
                "base_version": turn.base_version,
                "owner": owner,
                "lease": lease_until,
                "at": turn.accepted_at_ms,
            },
        )
    )


def in_shared_channel(tx: Tx, *, thread_id: str) -> bool:
    """Whether the thread stands where outsiders read, as its messages told; clicks do not tell."""
    return bool(
        tx.value("SELECT EXISTS (SELECT 1 FROM turns WHERE thread_id = :thread AND shared = 1)", {"thread": thread_id})
    )


def complete(tx: Tx, *, team: str, channel: str, key: str, files: Sequence[FileRef]) -> str | None:
    """Add what the second event about a message brought; return the turn's id where that was news."""
    row = tx.row(
        """
        UPDATE turns SET complete = 1, files = :files
        WHERE team = :team AND channel = :channel AND key = :key AND complete = 0 AND state = 'accepted' RETURNING id
        """,
        {"team": team, "channel": channel, "key": key, "files": _files(files)},
    )
    return str(row["id"]) if row else None


def get(tx: Tx, *, turn_id: str) -> Turn | None:
    """Return a turn."""
    row = tx.row(f"{COLUMNS} WHERE t.id = :id", {"id": turn_id})
    return _turn(row) if row else None


def state(tx: Tx, *, turn_id: str) -> TurnState:
    """Return where a turn stands."""
    return TurnState(tx.value("SELECT state FROM turns WHERE id = :id", {"id": turn_id}))


def plan(tx: Tx, *, turn_id: str, intent: str, plan: dict[str, Any], estimate: int, quote: int) -> None:
    """Record what will be done and what it may cost."""
    tx.write(
        """
        UPDATE turns SET state = 'drawing', intent = :intent, plan = :plan, estimate_nano = :estimate,
            quote_nano = :quote WHERE id = :id AND state = 'accepted'
        """,
        {
            "id": turn_id,
            "intent": intent,
            "plan": orjson.dumps(plan).decode(),
            "estimate": estimate,
            "quote": quote,
        },
    )


def plan_of(tx: Tx, *, turn_id: str) -> str | None:
    """Return the recorded plan as JSON, or None before there is one."""
    text = tx.value("SELECT plan FROM turns WHERE id = :id", {"id": turn_id})
    return None if text is None else str(text)


def deliver(tx: Tx, *, turn_id: str, outcome: Outcome, error: str | None) -> None:
    """Record how a turn ended; Slack has yet to hear of it."""
    tx.write(
        """
        UPDATE turns SET state = 'delivering', outcome = :outcome, error = :error
        WHERE id = :id AND state IN ('accepted', 'drawing')
        """,
        {"id": turn_id, "outcome": outcome.value, "error": error},
    )


def quoted(tx: Tx, *, turn_id: str) -> int | None:
    """Return the most that a turn may cost, as it was planned; None where it was not."""
    found = tx.value("SELECT quote_nano FROM turns WHERE id = :id", {"id": turn_id})
    return None if found is None else int(found)


def close(tx: Tx, *, turn_id: str, at: int) -> None:
    """Close a turn whose outcome the person can see."""
    tx.write(
        """
        UPDATE turns SET state = 'closed', closed_at = :at, owner = NULL, lease_until = NULL
        WHERE id = :id AND state = 'delivering'
        """,
        {"id": turn_id, "at": at},
    )


def disown(tx: Tx, *, owner: str) -> int:
    """Make every open turn of other owners nobody's: only for the process that holds the home."""
    return tx.write(
        "UPDATE turns SET owner = NULL, lease_until = NULL WHERE state <> 'closed' AND owner IS NOT :owner",
        {"owner": owner},
    )


def take(tx: Tx, *, owner: str, now: int, lease_until: int) -> list[str]:
    """Take over the open turns that are nobody's or whose lease has run out; return their ids, oldest first."""
    rows = tx.rows(
        """
        UPDATE turns SET owner = :owner, lease_until = :lease
        WHERE state <> 'closed' AND (owner IS NULL OR lease_until < :now) RETURNING id
        """,
        {"owner": owner, "now": now, "lease": lease_until},
    )
    return sorted(str(row["id"]) for row in rows)


def let_go(tx: Tx, *, turn_id: str) -> None:
    """Make an open turn nobody's, so that it is taken up again."""
    tx.write("UPDATE turns SET owner = NULL, lease_until = NULL WHERE id = :id AND state <> 'closed'", {"id": turn_id})


def renew(tx: Tx, *, owner: str, lease_until: int) -> None:
    """Extend the leases of everything this owner has open."""
    tx.write(
        "UPDATE turns SET lease_until = :lease WHERE owner = :owner AND state <> 'closed'",
        {"owner": owner, "lease": lease_until},
    )


def open_in_thread(tx: Tx, *, channel: str, root: str) -> list[tuple[str, str]]:
    """Return the turns of a thread that can still be stopped, as (id, actor): what Slack's Stop control means."""
    rows = tx.rows(
        """
        SELECT t.id, t.actor FROM turns t JOIN threads h ON h.id = t.thread_id
        WHERE h.channel = :channel AND h.root = :root AND t.state IN ('accepted', 'drawing') ORDER BY t.id
        """,
        {"channel": channel, "root": root},
    )
    return [(str(row["id"]), str(row["actor"])) for row in rows]
