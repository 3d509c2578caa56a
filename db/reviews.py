"""Reviews: one for each thread, opened once, decided as often as it takes."""

import json
from collections.abc import Iterable

from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose, RouteClass
from bot.domain.reviews.dossier import Review, ReviewState
from db import routes
from db.tx import Row, Tx


def open_(tx: Tx, *, review: Review, turn_id: str) -> bool:
    """Write a new review down; False where its thread has one."""
    return bool(
        tx.write(
            """
            INSERT INTO reviews (id, team, thread_id, turn_id, route_id, purpose, reason, volume, asked, state, opened_by,
                opened_at, changed_at)
            VALUES (:id, :team, :thread, :turn, :route, :purpose, :reason, :volume, '[]', 'open', :by, :at, :at)
            ON CONFLICT (thread_id) DO NOTHING
            """,
            {
                "id": review.id,
                "team": review.team,
                "thread": review.thread_id,
                "turn": turn_id,
                "route": review.route_id,
                "purpose": review.purpose.value if review.purpose else None,
                "reason": review.reason,
                "volume": review.volume,
                "by": review.opened_by,
                "at": review.opened_at_ms,
            },
        )
    )


def get(tx: Tx, *, review_id: str) -> Review | None:
    """Return a review as it stands."""
    row = tx.row("SELECT * FROM reviews_in_threads WHERE id = :id", {"id": review_id})
    return _review(row) if row else None


def of_thread(tx: Tx, *, thread_id: str) -> Review | None:
    """Return the review of a thread."""
    row = tx.row("SELECT * FROM reviews_in_threads WHERE thread_id = :id", {"id": thread_id})
    return _review(row) if row else None


def opened_by(tx: Tx, *, review_id: str, turn_id: str) -> bool:
    """Whether a turn is the one that opened a review."""
    sql = "SELECT EXISTS (SELECT 1 FROM reviews WHERE id = :id AND turn_id = :turn)"
    return bool(tx.value(sql, {"id": review_id, "turn": turn_id}))


def of_host(tx: Tx, *, team: str, host: str) -> list[Review]:
    """Return a team's reviews of routes through *host*, the newest first."""
    rows = tx.rows(
        "SELECT * FROM reviews_in_threads WHERE team = :team AND host = :host ORDER BY id DESC",
        {"team": team, "host": host},
    )
    return [_review(row) for row in rows]


def of_team(tx: Tx, *, team: str, state: ReviewState, count: int) -> list[Review]:
    """Return a team's reviews in one state, those that changed last first."""
    rows = tx.rows(
        """
        SELECT * FROM reviews_in_threads WHERE team = :team AND state = :state
        ORDER BY changed_at DESC, id DESC LIMIT :count
        """,
        {"team": team, "state": state.value, "count": count},
    )
    return [_review(row) for row in rows]


def learn(
    tx: Tx,
    *,
    review_id: str,
    at: int,
    purpose: Purpose | None = None,
    reason: str = "",
    volume: int | None = None,
    stated: RouteClass | None = None,
) -> None:
    """Write down what was learnt about what the route is for; what is not given stays as it was."""
    tx.write(
        """
        UPDATE reviews SET purpose = coalesce(CAST(:purpose AS TEXT), purpose), changed_at = :at,
            reason = CASE WHEN :reason = '' THEN reason ELSE :reason END,
            volume = coalesce(CAST(:volume AS INTEGER), volume),
            stated_class = coalesce(CAST(:stated AS TEXT), stated_class)
        WHERE id = :id
        """,
        {
            "id": review_id,
            "at": at,
            "purpose": purpose.value if purpose else None,
            "reason": reason,
            "volume": volume,
            "stated": stated.value if stated else None,
        },
    )


def not_known(tx: Tx, *, review_id: str, facts: Iterable[Fact], at: int) -> None:
    """Write down which facts somebody said they do not know, so that they are not asked again."""
    asked = json.dumps(sorted(fact.value for fact in facts))
    tx.write("UPDATE reviews SET asked = :asked, changed_at = :at WHERE id = :id",
             {"id": review_id, "asked": asked, "at": at})  # fmt: skip


def stand(tx: Tx, *, review_id: str, state: ReviewState, at: int) -> bool:
    """Move a review on; False where it stands so already."""
    return bool(
        tx.write(
            "UPDATE reviews SET state = :state, changed_at = :at WHERE id = :id AND state <> :state",
            {"id": review_id, "state": state.value, "at": at},
        )
    )


def show_card(tx: Tx, *, review_id: str, ts: str | None) -> None:
    """Remember which message is the status card."""
    tx.write("UPDATE reviews SET card_ts = :ts WHERE id = :id", {"id": review_id, "ts": ts})


def _review(row: Row) -> Review:
    route = routes.of_row(row)
    stated = RouteClass(row["stated_class"]) if row["stated_class"] else None
    return Review(
        id=row["id"],
        team=row["team"],
        thread_id=row["thread_id"],
        channel=row["channel"],
        root=row["root"],
        route_id=row["route_id"],
        route=routes.stated(route, stated),
        purpose=Purpose(row["purpose"]) if row["purpose"] else None,
        reason=row["reason"],
        volume=row["volume"],
        asked=frozenset(Fact(name) for name in json.loads(row["asked"])),
        state=ReviewState(row["state"]),
        opened_by=row["opened_by"],
        opened_at_ms=row["opened_at"],
        changed_at_ms=row["changed_at"],
        card_ts=row["card_ts"],
    )
