"""What the Home tab lists: a person's newest versions with what they came to, and what is held at its ceiling."""

import orjson

from bot.domain.fallbacks import name_of
from bot.domain.home import Hold, RecentVersion, Spender
from bot.domain.money import NanoUsd
from bot.domain.periods import Span
from bot.domain.plan import Via
from db.tx import Row, Tx


def recent(tx: Tx, *, team: str, actor: str, count: int) -> tuple[RecentVersion, ...]:
    """Return a person's newest versions, newest first; of a turn with several, each. Only their last turns are looked at."""
    rows = tx.rows(
        """
        SELECT v.id, v.turn_id, v.number, v.letter, t.text, t.channel, t.plan, e.lane, h.root,
            (SELECT CASE WHEN count(l.nano_usd) < count(*) THEN NULL ELSE CAST(sum(l.nano_usd) AS INTEGER) END
                FROM ledger l WHERE l.turn_id = v.turn_id AND l.kind IN ('settlement', 'adjustment')) AS nano
        FROM (SELECT * FROM turns WHERE team = :team AND actor = :actor ORDER BY accepted_at DESC LIMIT 200) t
            JOIN versions v ON v.turn_id = t.id JOIN threads h ON h.id = t.thread_id
            JOIN attempts e ON e.id = v.attempt_id
            JOIN artifacts a ON a.sha256 = v.artifact_sha256 AND a.deleted_at IS NULL
        ORDER BY t.accepted_at DESC, v.id DESC LIMIT :count
        """,
        {"team": team, "actor": actor, "count": count},
    )
    return tuple(
        RecentVersion(
            version_id=row["id"],
            turn_id=row["turn_id"],
            label=f"v{row['number']}{row['letter']}",
            instruction=row["text"],
            channel=row["channel"],
            root=row["root"],
            nano=None if row["nano"] is None else NanoUsd(row["nano"]),
            via=_via(row),
        )
        for row in rows
    )


def _via(row: Row) -> Via | None:
    name = name_of(row["lane"])
    if name is None:
        return None
    planned = (orjson.loads(row["plan"]) if row["plan"] else {}).get("via") or {}
    return Via(name, tuple(planned.get("notes", ())))


def holds(tx: Tx, *, team: str, count: int) -> tuple[Hold, ...]:
    """Return what is held at its ceiling, the oldest first."""
    rows = tx.rows(
        """
        SELECT attempt_id, turn_id, actor, day, coalesce(use, '') AS use, held_nano, lane FROM bookings
        WHERE held_nano <> 0 AND team = :team ORDER BY held_at, attempt_id LIMIT :count
        """,
        {"team": team, "count": count},
    )
    return tuple(
        Hold(
            attempt_id=row["attempt_id"],
            turn_id=row["turn_id"],
            actor=row["actor"],
            day=row["day"],
            use=row["use"],
            nano=NanoUsd(row["held_nano"]),
            via=name_of(row["lane"]),
        )
        for row in rows
    )


def held(tx: Tx, *, attempt_id: str) -> int:
    """Return what an attempt holds at its ceiling."""
    return int(tx.value("SELECT coalesce(max(held_nano), 0) FROM bookings WHERE attempt_id = :id", {"id": attempt_id}))


def spenders(tx: Tx, *, team: str, span: Span, count: int) -> tuple[Spender, ...]:
    """Return who spent most in a stretch of days, read from each person's counters."""
    rows = tx.rows(
        """
        SELECT scope, CAST(sum(spent_nano) AS INTEGER) AS nano FROM spending
        WHERE team = :team AND kind = 'person' AND period BETWEEN :first AND :last AND length(period) = 10
        GROUP BY scope HAVING sum(spent_nano) <> 0 ORDER BY nano DESC, scope LIMIT :count
        """,
        {"team": team, "first": span.first_day, "last": span.last_day, "count": count},
    )
    return tuple(Spender(row["scope"], NanoUsd(row["nano"])) for row in rows)
