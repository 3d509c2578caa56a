"""The second migration's other half: budgets, the thresholds they crossed, and what somebody has to approve."""

TABLES = (
    # One row a change: what is replaced or removed keeps when and by whom. Scope `*` is each person or channel.
    """
    CREATE TABLE budgets (
        id TEXT PRIMARY KEY,
        team TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('person', 'channel', 'workspace')),
        scope TEXT NOT NULL,
        period TEXT NOT NULL CHECK (period IN ('day', 'month')),
        limit_nano INTEGER NOT NULL CHECK (limit_nano > 0),
        thresholds TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('policy', 'slack')),
        set_by TEXT NOT NULL,
        set_at INTEGER NOT NULL,
        removed_by TEXT,
        removed_at INTEGER,
        CHECK ((kind = 'workspace') = (scope = '')),
        CHECK ((removed_at IS NULL) = (removed_by IS NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX one_budget_in_force ON budgets (team, kind, scope, period) WHERE removed_at IS NULL",
    "CREATE INDEX budgets_of_scope ON budgets (team, kind, scope, period, set_at)",
    # A threshold is crossed once in a period; who must know is told once.
    """
    CREATE TABLE alerts (
        budget_id TEXT NOT NULL REFERENCES budgets (id),
        scope TEXT NOT NULL,
        period TEXT NOT NULL,
        threshold INTEGER NOT NULL CHECK (threshold BETWEEN 1 AND 100),
        spent_nano INTEGER NOT NULL,
        crossed_at INTEGER NOT NULL,
        told_at INTEGER,
        PRIMARY KEY (budget_id, scope, period, threshold)
    ) STRICT
    """,
    "CREATE INDEX alerts_untold ON alerts (crossed_at) WHERE told_at IS NULL",
    """
    CREATE TABLE approvals (
        id TEXT PRIMARY KEY,
        turn_id TEXT NOT NULL REFERENCES turns (id),
        kind TEXT NOT NULL CHECK (kind IN ('spend', 'overrun')),
        estimate_nano INTEGER NOT NULL CHECK (estimate_nano >= 0),
        quote_nano INTEGER NOT NULL CHECK (quote_nano >= 0),
        digest TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'declined', 'expired')),
        asked_by TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        decided_by TEXT,
        decided_at INTEGER,
        budget_id TEXT REFERENCES budgets (id),
        overrun_nano INTEGER CHECK (overrun_nano > 0),
        next_turn_id TEXT REFERENCES turns (id),
        CHECK ((state = 'waiting') = (decided_at IS NULL)),
        CHECK ((kind = 'overrun') = (budget_id IS NOT NULL)),
        CHECK ((kind = 'overrun') = (overrun_nano IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX approvals_of_turn ON approvals (turn_id)",
    "CREATE INDEX approvals_of_next_turn ON approvals (next_turn_id) WHERE next_turn_id IS NOT NULL",
    "CREATE INDEX approvals_waiting ON approvals (expires_at) WHERE state = 'waiting'",
    "CREATE UNIQUE INDEX one_waiting_approval ON approvals (turn_id) WHERE state = 'waiting'",
)
