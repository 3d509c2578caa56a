"""Risk exceptions: asked for once, decided by a second person, and over on their last day or when they are revoked."""

from datetime import date

from bot.domain.gates.exception import ExceptionState, RiskException
from db import routes
from db.tx import Row, Tx


def ask(tx: Tx, *, exception: RiskException, route_id: str) -> bool:
    """Write a request down; False where one waits or stands for its route already."""
    return bool(
        tx.write(
            """
            INSERT INTO exceptions (id, review_id, route_id, team, owner, scope, reason, until, asked_by, asked_at, state)
            VALUES (:id, :review, :route, :team, :owner, :scope, :reason, :until, :by, :at, 'waiting')
            ON CONFLICT (route_id) WHERE state IN ('waiting', 'in_force') DO NOTHING
            """,
            {
                "id": exception.id,
                "review": exception.review_id,
                "route": route_id,
                "team": exception.team,
                "owner": exception.owner,
                "scope": exception.scope,
                "reason": exception.reason,
                "until": exception.until.isoformat(),
                "by": exception.asked_by,
                "at": exception.asked_at_ms,
            },
        )
    )


def decide(tx: Tx, *, exception_id: str, approved: bool, by: str, at: int) -> RiskException | None:
    """Let a second person decide; None where it is decided, or they are not a second person."""
    changed = tx.write(
        """
        UPDATE exceptions SET state = :state, decided_by = :by, decided_at = :at
        WHERE id = :id AND state = 'waiting' AND (:state = 'declined' OR :by NOT IN (owner, asked_by))
        """,
        {"state": "in_force" if approved else "declined", "by": by, "at": at, "id": exception_id},
    )
    return get(tx, exception_id=exception_id) if changed else None


def revoke(tx: Tx, *, exception_id: str, by: str, at: int) -> bool:
    """End one that stands; False where it does not."""
    return bool(
        tx.write(
            """
            UPDATE exceptions SET state = 'revoked', ended_by = :by, ended_at = :at
            WHERE id = :id AND state = 'in_force'
            """,
            {"id": exception_id, "by": by, "at": at},
        )
    )


def lapse(tx: Tx, *, today: str, at: int) -> list[RiskException]:
    """End those whose last day is over, so that their route may ask again; return them."""
    rows = tx.rows(
        "SELECT id FROM exceptions WHERE state IN ('waiting', 'in_force') AND until < :today ORDER BY id",
        {"today": today},
    )
    tx.write(
        """
        UPDATE exceptions SET state = CASE state WHEN 'waiting' THEN 'declined' ELSE 'revoked' END,
            decided_by = coalesce(decided_by, 'nobody'), decided_at = coalesce(decided_at, :at), ended_at = :at
        WHERE state IN ('waiting', 'in_force') AND until < :today
        """,
        {"today": today, "at": at},
    )
    return [found for row in rows if (found := get(tx, exception_id=row["id"]))]


def get(tx: Tx, *, exception_id: str) -> RiskException | None:
    """Return one as it stands."""
    row = tx.row("SELECT * FROM exceptions_on_routes x WHERE x.id = :id", {"id": exception_id})
    return _exception(row) if row else None


def standing(tx: Tx, *, team: str, base_url: str, model: str, key_group: str, endpoint: str) -> RiskException | None:
    """Return the approved exception for a route, past its last day or not."""
    row = tx.row(
        """
        SELECT * FROM exceptions_on_routes x
        WHERE x.state = 'in_force' AND x.team = :team AND base_url = :url AND model = :model
            AND key_group = :group AND endpoint IN ('', :endpoint)
        ORDER BY endpoint DESC, x.id DESC LIMIT 1
        """,
        {"team": team, "url": base_url, "model": model, "group": key_group, "endpoint": endpoint},
    )
    return _exception(row) if row else None


def of_review(tx: Tx, *, review_id: str) -> list[RiskException]:
    """Return every exception of a review, oldest first."""
    return [
        _exception(row)
        for row in tx.rows(
            "SELECT * FROM exceptions_on_routes x WHERE x.review_id = :id ORDER BY x.id", {"id": review_id}
        )
    ]


def _exception(row: Row) -> RiskException:
    return RiskException(
        id=row["id"],
        review_id=row["review_id"],
        team=row["team"],
        route=routes.of_row(row),
        owner=row["owner"],
        scope=row["scope"],
        reason=row["reason"],
        until=date.fromisoformat(row["until"]),
        asked_by=row["asked_by"],
        asked_at_ms=row["asked_at"],
        state=ExceptionState(row["state"]),
        decided_by=row["decided_by"],
    )
