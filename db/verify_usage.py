"""What must hold between the ledger and everything that is counted beside it: bookings, the daily rollup, spending, holds.

A home whose books were never caught up has none of that yet; then there is nothing to compare.
"""

# ruff: noqa: S608 - the names put into these statements are the schema's own

from db.rule import Rule
from db.schema_usage import KEY, MEASURES

CAUGHT_UP = "EXISTS (SELECT 1 FROM books_zone)"


def _differences(fold: str, kept: str, key: tuple[str, ...], measures: tuple[str, ...]) -> str:
    """Return the query of the keys whose kept sums are not the fold's, with how much they are off."""
    columns = ", ".join(key)
    off = " || ', ' || ".join(f"'{m} ' || sum({m})" for m in measures[:3])
    return f"""
        SELECT {" || ' ' || ".join(key)} AS what, 'off by ' || {off} AS detail
        FROM (
            SELECT {columns}, {", ".join(measures)} FROM {kept}
            UNION ALL SELECT {columns}, {", ".join(f"-{m}" for m in measures)} FROM {fold}
        ) AS both_sides
        WHERE {CAUGHT_UP}
        GROUP BY {columns} HAVING {" OR ".join(f"sum({m}) <> 0" for m in measures)}
    """


RULES = (
    Rule(
        "every attempt is booked in one day",
        f"""
        SELECT a.id AS what, 'no booking' AS detail FROM attempts a LEFT JOIN bookings b ON b.attempt_id = a.id
        WHERE b.attempt_id IS NULL AND {CAUGHT_UP}
        """,
    ),
    Rule(
        "a booking is its attempt's: turn, quote and end",
        """
        SELECT b.attempt_id AS what, 'booked as ' || b.turn_id || ', ' || b.quote_nano || ', ' || coalesce(b.use, 'open')
            AS detail
        FROM bookings b JOIN attempts a ON a.id = b.attempt_id
            LEFT JOIN ledger l ON l.attempt_id = b.attempt_id AND l.kind = 'reservation'
        WHERE b.turn_id <> a.turn_id OR b.quote_nano <> coalesce(l.nano_usd, 0)
            OR (b.use IS NULL) <> (a.state IN ('reserved', 'opened'))
            OR (coalesce(b.use, '') = 'released') <> (a.state = 'released')
        """,
    ),
    Rule(
        "what a booking holds is what its ledger holds at the ceiling",
        """
        SELECT b.attempt_id AS what, b.held_nano || ' is not ' || coalesce(h.nano, 0) AS detail
        FROM bookings b LEFT JOIN (
            SELECT l.attempt_id, CAST(sum(p.nano_usd) AS INTEGER) AS nano
            FROM ledger l JOIN ledger_parts p ON p.entry_id = l.id
            WHERE l.kind IN ('settlement', 'adjustment') AND p.basis = 'ceiling' GROUP BY l.attempt_id
        ) AS h ON h.attempt_id = b.attempt_id
        WHERE b.held_nano <> coalesce(h.nano, 0)
        """,
    ),
    Rule("the daily rollup is the fold of the ledger", _differences("usage_fold", "usage_days", KEY, MEASURES)),
    Rule(
        "spending is the fold of the ledger",
        _differences("spending_fold", "spending", ("team", "kind", "scope", "period"), ("spent_nano", "reserved_nano")),
    ),
    Rule(
        "every view comes to the same total",
        f"""
        WITH totals (view, nano) AS (
            SELECT 'the daily rollup', (SELECT coalesce(sum(nano_usd), 0) FROM usage_days)
            UNION ALL SELECT 'spending of people', coalesce(sum(spent_nano), 0) FROM spending
                WHERE kind = 'person' AND length(period) = 7
            UNION ALL SELECT 'spending of channels', coalesce(sum(spent_nano), 0) FROM spending
                WHERE kind = 'channel' AND length(period) = 7
            UNION ALL SELECT 'spending of workspaces', coalesce(sum(spent_nano), 0)
                - (SELECT coalesce(sum(nano_usd), 0) FROM unattributed) FROM spending
                WHERE kind = 'workspace' AND length(period) = 7
        )
        SELECT t.view AS what, t.nano || ' is not ' || books.nano AS detail
        FROM totals t, (
            SELECT coalesce(sum(p.nano_usd), 0) AS nano FROM ledger l JOIN ledger_parts p ON p.entry_id = l.id
            WHERE l.kind IN ('settlement', 'adjustment')
        ) AS books
        WHERE t.nano <> books.nano AND {CAUGHT_UP}
        """,
    ),
)
