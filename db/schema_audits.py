"""The third migration's tables: where reported image tokens are not what the published formula says, and how often they are.

Agreements are counted and not kept one by one. `previews_counted` says whether the reported usage contains the tokens of
the previews; NULL where there were none, or where the figures do not tell.
"""

TABLES = (
    """
    CREATE TABLE audits (
        attempt_id TEXT PRIMARY KEY REFERENCES attempts (id),
        formula_tokens INTEGER NOT NULL CHECK (formula_tokens >= 0),
        metered_tokens INTEGER NOT NULL CHECK (metered_tokens >= 0),
        previews_counted INTEGER CHECK (previews_counted IN (0, 1)),
        difference INTEGER NOT NULL CHECK (difference = metered_tokens - formula_tokens AND difference <> 0),
        at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audits_by_age ON audits (at)",
    """
    CREATE TABLE audit_agreements (
        previews TEXT PRIMARY KEY CHECK (previews IN ('inside', 'outside', 'none')),
        calls INTEGER NOT NULL CHECK (calls > 0),
        latest_at INTEGER NOT NULL
    ) STRICT
    """,
)
