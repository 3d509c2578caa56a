"""Alerts: a budget's threshold is crossed once in a period, and whoever must know is told once."""

from collections.abc import Sequence

from bot.domain.budgets import Crossed, Standing, crossed
from db.tx import Row, Tx, Values


def cross(tx: Tx, *, standings: Sequence[Standing], at: int) -> tuple[Crossed, ...]:
    """Record the thresholds that spending has reached; return for each budget the highest that is new."""
    found = [_cross(tx, standing, at) for standing in standings]
    return tuple(new for new in found if new is not None)


def _cross(tx: Tx, standing: Standing, at: int) -> Crossed | None:
    new = [threshold for threshold in crossed(standing) if _record(tx, standing, threshold, at)]
    return Crossed(standing, new[-1]) if new else None


def _record(tx: Tx, standing: Standing, threshold: int, at: int) -> bool:
    return bool(
        tx.write(
            """
            INSERT INTO alerts (budget_id, scope, period, threshold, spent_nano, crossed_at)
            VALUES (:budget, :scope, :period, :threshold, :spent, :at)
            ON CONFLICT (budget_id, scope, period, threshold) DO NOTHING
            """,
            {
                "budget": standing.budget.id,
                "scope": standing.scope.id,
                "period": standing.key,
                "threshold": threshold,
                "spent": standing.counted,
                "at": at,
            },
        )
    )


def untold(tx: Tx) -> list[Row]:
    """Return the highest threshold of each budget, scope and period that nobody was told of yet, oldest first."""
    return tx.rows(
        """
        SELECT budget_id, scope, period, max(threshold) AS threshold, max(spent_nano) AS spent_nano,
            min(crossed_at) AS crossed_at
        FROM alerts WHERE told_at IS NULL GROUP BY budget_id, scope, period ORDER BY min(crossed_at), budget_id, scope
        """,
        {},
    )


def tell(tx: Tx, *, budget_id: str, scope: str, period: str, threshold: int, at: int) -> bool:
    """Take the right to tell of a threshold and all below it; False where somebody has it already."""
    values: Values = {"budget": budget_id, "scope": scope, "period": period, "threshold": threshold, "at": at}
    return bool(
        tx.rows(
            """
            UPDATE alerts SET told_at = :at WHERE budget_id = :budget AND scope = :scope AND period = :period
                AND threshold <= :threshold AND told_at IS NULL RETURNING threshold
            """,
            values,
        )
    )
