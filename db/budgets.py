"""Budgets: one in force for a scope and period, each change a new row. Who changes one names the row they saw."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from bot.domain.budgets import POLICY, Budget, Period, Scope, ScopeKind, Seed, Standing
from bot.domain.money import NanoUsd
from bot.domain.periods import month_of
from bot.ports import Ids
from db.tx import Row, Tx, Values

SLACK = "slack"


@dataclass(frozen=True, slots=True)
class NewBudget:
    """A budget about to be set. `source` is `policy` or `slack`."""

    id: str
    team: str
    scope: Scope
    period: Period
    limit: int
    thresholds: tuple[int, ...]
    set_by: str
    source: str = SLACK


def put(tx: Tx, *, budget: NewBudget, expected: str | None, at: int) -> bool:
    """Set a budget in place of the one with the id *expected* (None: of none); False where another came in between."""
    if expected is not None and not remove(tx, budget_id=expected, by=budget.set_by, at=at):
        return False
    return bool(
        tx.write(
            """
            INSERT INTO budgets (id, team, kind, scope, period, limit_nano, thresholds, source, set_by, set_at)
            VALUES (:id, :team, :kind, :scope, :period, :limit, :thresholds, :source, :by, :at)
            ON CONFLICT (team, kind, scope, period) WHERE removed_at IS NULL DO NOTHING
            """,
            {
                "id": budget.id,
                "team": budget.team,
                "kind": budget.scope.kind.value,
                "scope": budget.scope.id,
                "period": budget.period.value,
                "limit": budget.limit,
                "thresholds": orjson.dumps(budget.thresholds).decode(),
                "source": budget.source,
                "by": budget.set_by,
                "at": at,
            },
        )
    )


def remove(tx: Tx, *, budget_id: str, by: str, at: int) -> bool:
    """End a budget; False where it is no longer in force."""
    return bool(
        tx.write(
            "UPDATE budgets SET removed_at = :at, removed_by = :by WHERE id = :id AND removed_at IS NULL",
            {"at": at, "by": by, "id": budget_id},
        )
    )


def in_force(tx: Tx, *, team: str) -> list[Budget]:
    """Return every budget in force, the workspace's first."""
    rows = tx.rows(
        """
        SELECT * FROM budgets WHERE team = :team AND removed_at IS NULL
        ORDER BY CASE kind WHEN 'workspace' THEN 0 WHEN 'channel' THEN 1 ELSE 2 END, scope, period
        """,
        {"team": team},
    )
    return [_budget(row) for row in rows]


def get(tx: Tx, *, budget_id: str) -> Budget | None:
    """Return a budget, in force or not."""
    row = tx.row("SELECT * FROM budgets WHERE id = :id", {"id": budget_id})
    return _budget(row) if row else None


def history(tx: Tx, *, team: str, scope: Scope, period: Period) -> list[Row]:
    """Return every row of a scope and period, newest first: who set what when, and who ended it."""
    return tx.rows(
        """
        SELECT id, limit_nano, source, set_by, set_at, removed_by, removed_at FROM budgets
        WHERE team = :team AND kind = :kind AND scope = :scope AND period = :period ORDER BY set_at DESC, id DESC
        """,
        {"team": team, "kind": scope.kind.value, "scope": scope.id, "period": period.value},
    )


def _budget(row: Row) -> Budget:
    return Budget(
        id=row["id"],
        team=row["team"],
        scope=Scope(ScopeKind(row["kind"]), row["scope"]),
        period=Period(row["period"]),
        limit=NanoUsd(row["limit_nano"]),
        thresholds=tuple(orjson.loads(row["thresholds"])),
        set_by=row["set_by"],
        set_at_ms=row["set_at"],
        source=row["source"],
    )


STANDINGS = """
    WITH whose (kind, scope) AS (VALUES ('person', :actor), ('channel', :channel), ('workspace', ''))
    SELECT b.*, w.scope AS whose, coalesce(s.spent_nano, 0) AS spent, coalesce(s.reserved_nano, 0) AS reserved,
        CASE WHEN b.kind = 'person' AND b.period = 'month' THEN (
            SELECT CAST(coalesce(sum(k.held_nano), 0) AS INTEGER) FROM bookings k
            WHERE k.held_nano <> 0 AND k.team = :team AND k.actor = :actor
                AND k.day BETWEEN :month || '-01' AND :month || '-31' AND k.held_at < :lapsed) ELSE 0 END AS lapsed,
        (SELECT CAST(coalesce(sum(a.overrun_nano), 0) AS INTEGER) FROM approvals a
            WHERE a.budget_id = b.id AND a.state = 'approved' AND coalesce(a.next_turn_id, a.turn_id) = :turn
                AND (a.turn_id = :turn OR a.next_turn_id = :turn)) AS overrun
    FROM whose w JOIN budgets b ON b.team = :team AND b.kind = w.kind AND b.scope IN (w.scope, '*')
            AND b.removed_at IS NULL
        LEFT JOIN spending s ON s.team = b.team AND s.kind = b.kind AND s.scope = w.scope
            AND s.period = CASE b.period WHEN 'day' THEN :day ELSE :month END
    ORDER BY b.kind, b.period, b.scope DESC
"""


def standings(
    tx: Tx, *, team: str, actor: str, channel: str, day: str, lapsed_before: int, turn_id: str = ""
) -> tuple[Standing, ...]:
    """Return the budgets that apply to *actor* in *channel* with what is used of them.

    What was held before *lapsed_before* no longer counts against people; overruns are those approved for *turn_id*.
    """
    values: Values = {
        "team": team,
        "actor": actor,
        "channel": channel,
        "day": day,
        "month": month_of(day),
        "lapsed": lapsed_before,
        "turn": turn_id,
    }
    found: dict[tuple[str, str], Row] = {}
    for row in tx.rows(STANDINGS, values):
        found.setdefault((row["kind"], row["period"]), row)  # a budget of one's own comes before `*`
    return tuple(_standing(row, day) for row in found.values())


def _standing(row: Row, day: str) -> Standing:
    budget = _budget(row)
    return Standing(
        budget=budget,
        scope=Scope(budget.scope.kind, row["whose"]),
        key=budget.period.key(day),
        spent=NanoUsd(row["spent"]),
        reserved=NanoUsd(row["reserved"]),
        lapsed=NanoUsd(row["lapsed"]),
        overrun=NanoUsd(row["overrun"]),
    )


@dataclass(frozen=True, slots=True)
class Seeded:
    """What became of one seed, or of a budget that has none any more: set, ended, or left to what Slack decided."""

    scope: Scope
    period: Period
    limit: NanoUsd | None
    did: str


def seed(tx: Tx, *, team: str, seeds: Sequence[Seed], new_id: Ids, at: int) -> list[Seeded]:
    """Bring the policy's budgets into force where no decision made in Slack stands; return what changed or was left."""
    done = [_seed(tx, team, seed, new_id, at) for seed in seeds]
    wanted = {(seed.scope, seed.period) for seed in seeds}
    for budget in in_force(tx, team=team):
        if budget.source == POLICY and (budget.scope, budget.period) not in wanted:
            remove(tx, budget_id=budget.id, by=POLICY, at=at)
            done.append(Seeded(budget.scope, budget.period, None, "ended"))
    return [what for what in done if what is not None]


def _seed(tx: Tx, team: str, seed: Seed, new_id: Ids, at: int) -> Seeded | None:
    rows = tx.rows(
        """
        SELECT * FROM budgets WHERE team = :team AND kind = :kind AND scope = :scope AND period = :period
        ORDER BY CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END, set_at DESC, id DESC LIMIT 1
        """,
        {"team": team, "kind": seed.scope.kind.value, "scope": seed.scope.id, "period": seed.period.value},
    )
    last = rows[0] if rows else None
    if last is not None and _decided_in_slack(last):
        return Seeded(seed.scope, seed.period, seed.limit, "left to Slack")
    current = last if last is not None and last["removed_at"] is None else None
    if current is not None and _same(current, seed):
        return None
    budget = NewBudget(new_id("b"), team, seed.scope, seed.period, seed.limit, seed.thresholds, POLICY, POLICY)
    put(tx, budget=budget, expected=current["id"] if current is not None else None, at=at)
    return Seeded(seed.scope, seed.period, seed.limit, "set")


def _decided_in_slack(row: Row) -> bool:
    """Whether a person's word stands: a budget they set, or one they ended."""
    return bool(row["source"] == SLACK if row["removed_at"] is None else row["removed_by"] != POLICY)


def _same(row: Row, seed: Seed) -> bool:
    return bool(row["limit_nano"] == seed.limit and tuple(orjson.loads(row["thresholds"])) == seed.thresholds)
