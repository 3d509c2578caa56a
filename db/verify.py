"""What must hold in any database of ours, as queries that return only what does not hold."""

from bot.domain.ledger import STRENGTH, Basis
from db import verify_reviews, verify_usage
from db.rule import Rule
from db.tx import Tx

RULES = (
    Rule(
        "an entry's amount is the sum of its parts",
        """
        SELECT l.id AS what, l.nano_usd || ' is not ' || coalesce(sum(p.nano_usd), 0) AS detail
        FROM ledger l LEFT JOIN ledger_parts p ON p.entry_id = l.id
        WHERE l.nano_usd IS NOT NULL GROUP BY l.id, l.nano_usd HAVING l.nano_usd <> coalesce(sum(p.nano_usd), 0)
        """,
    ),
    Rule(
        "a part costs its tokens at its price, half up",
        """
        SELECT p.entry_id AS what, p.tokens || ' × ' || r.nano_per_million || ' is not ' || p.nano_usd AS detail
        FROM ledger_parts p JOIN prices r ON r.id = p.price_id
        WHERE abs(p.nano_usd) <> (abs(p.tokens) * r.nano_per_million + 500000) / 1000000
            OR (p.tokens < 0) <> (p.nano_usd < 0)
        """,
    ),
    Rule(
        "a part is priced by a row of its own model and class, and an unknown amount has a reason",
        """
        SELECT p.entry_id AS what, p.purpose || ' of ' || p.model || ', ' || p.token_class AS detail
        FROM ledger_parts p JOIN ledger l ON l.id = p.entry_id JOIN attempts a ON a.id = l.attempt_id
            LEFT JOIN prices r ON r.id = p.price_id
        WHERE (p.nano_usd IS NOT NULL AND (p.tokens IS NULL OR r.id IS NULL)
                AND p.basis NOT IN ('reconciled', 'written-off')
                AND NOT (a.lane LIKE 'fallback:%' AND p.basis IN ('provider-stated', 'ceiling')))
            OR r.model <> p.model OR r.token_class <> p.token_class
            OR p.purpose NOT IN ('picture', 'previews', 'picture input', 'prompt and planning')
        """,
    ),
    Rule(
        "what a fallback costs is its provider's word: no price of ours, and nothing metered",
        """
        SELECT p.entry_id AS what, p.basis || ' on ' || a.lane AS detail
        FROM ledger_parts p JOIN ledger l ON l.id = p.entry_id JOIN attempts a ON a.id = l.attempt_id
        WHERE a.lane LIKE 'fallback:%' AND (p.price_id IS NOT NULL OR p.basis IN ('metered', 'formula'))
        """,
    ),
    Rule(
        "only an adjustment takes back, reconciles or writes off",
        """
        SELECT p.entry_id AS what, p.basis || ' ' || p.nano_usd AS detail
        FROM ledger_parts p JOIN ledger l ON l.id = p.entry_id
        WHERE l.kind <> 'adjustment' AND (p.nano_usd < 0 OR p.basis IN ('reconciled', 'written-off'))
        """,
    ),
    Rule(
        "an entry is unknown only where a part is",
        """
        SELECT l.id AS what, 'unknown, though every part is known' AS detail FROM ledger l
        WHERE l.nano_usd IS NULL
            AND NOT EXISTS (SELECT 1 FROM ledger_parts p WHERE p.entry_id = l.id AND p.nano_usd IS NULL)
        """,
    ),
    Rule(
        "an entry belongs to its attempt's turn",
        """
        SELECT l.id AS what, l.turn_id || ' is not ' || a.turn_id AS detail
        FROM ledger l JOIN attempts a ON a.id = l.attempt_id WHERE a.turn_id <> l.turn_id
        """,
    ),
    Rule(
        "a version has the tool call that made it",
        """
        SELECT v.id AS what, 'no tool call ' || v.call_id AS detail FROM versions v
        WHERE NOT EXISTS (SELECT 1 FROM tool_calls c WHERE c.attempt_id = v.attempt_id AND c.call_id = v.call_id)
        """,
    ),
    Rule(
        "what a turn came to was told, or is still to be",
        """
        SELECT t.id AS what, t.outcome || ' without a message' AS detail FROM turns t
        WHERE t.outcome IS NOT NULL AND t.outcome <> 'acknowledged'
            AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.turn_id = t.id)
        """,
    ),
    Rule(
        "every attempt has a reservation",
        """
        SELECT a.id AS what, a.state AS detail FROM attempts a
        WHERE NOT EXISTS (SELECT 1 FROM ledger l WHERE l.attempt_id = a.id AND l.kind = 'reservation')
        """,
    ),
    Rule(
        "an attempt's end is its ledger's end",
        """
        SELECT a.id AS what, a.state || ' without its entry' AS detail FROM attempts a
            LEFT JOIN ledger l ON l.attempt_id = a.id AND l.kind IN ('settlement', 'release')
        WHERE (a.state = 'settled') <> (coalesce(l.kind, '') = 'settlement')
            OR (a.state = 'released') <> (coalesce(l.kind, '') = 'release')
        """,
    ),
    Rule(
        "a closed turn leaves nothing open",
        """
        SELECT t.id AS what, 'closed with an open attempt or message' AS detail FROM turns t
        WHERE t.state = 'closed' AND (
            EXISTS (SELECT 1 FROM attempts a WHERE a.turn_id = t.id AND a.state IN ('reserved', 'opened'))
            OR EXISTS (SELECT 1 FROM outbox o WHERE o.turn_id = t.id AND o.state = 'waiting')
            OR EXISTS (SELECT 1 FROM transients s WHERE s.turn_id = t.id))
        """,
    ),
    Rule(
        "a drawn turn has a version",
        """
        SELECT t.id AS what, 'drawn without a version' AS detail FROM turns t
        WHERE t.outcome = 'drawn' AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.turn_id = t.id)
        """,
    ),
    Rule(
        "a version descends from earlier versions of its own thread",
        """
        SELECT l.child AS what, 'from ' || l.parent_version AS detail FROM lineage l
            JOIN versions c ON c.id = l.child JOIN versions p ON p.id = l.parent_version
        WHERE p.thread_id <> c.thread_id OR p.id >= c.id OR p.artifact_sha256 <> l.parent
        """,
    ),
    Rule(
        "every table row points at rows that exist",
        "SELECT \"table\" AS what, 'row ' || rowid || ' points at nothing' AS detail FROM pragma_foreign_key_check",
    ),
)


ALL = (*RULES, *verify_usage.RULES)
BASES = frozenset(basis.value for basis in Basis)


def broken(tx: Tx) -> list[tuple[str, str, str]]:
    """Return (promise, what, detail) of everything that does not hold."""
    found = [(rule.promise, row["what"], row["detail"]) for rule in ALL for row in tx.rows(rule.sql, {})]
    return [*found, *_bases(tx), *verify_reviews.broken(tx)]


def _bases(tx: Tx) -> list[tuple[str, str, str]]:
    rows = tx.rows(
        "SELECT l.id, l.basis, p.basis AS part FROM ledger l JOIN ledger_parts p ON p.entry_id = l.id ORDER BY l.id", {}
    )
    weakest: dict[str, tuple[Basis, Basis]] = {}
    unknown = [("a basis is one of the known ones", row["id"], row["part"]) for row in rows if row["part"] not in BASES]
    for row in rows:
        if row["part"] not in BASES:
            continue
        said, part = Basis(row["basis"]), Basis(row["part"])
        known = weakest.get(row["id"], (said, part))[1]
        weakest[row["id"]] = (said, max(known, part, key=STRENGTH.__getitem__))
    return unknown + [
        ("an entry is as certain as its weakest part", entry, f"{said} is not {part}")
        for entry, (said, part) in weakest.items()
        if said is not part
    ]


def artifacts(tx: Tx) -> list[tuple[str, int]]:
    """Return (sha256, bytes) of every artifact that should be on disk."""
    rows = tx.rows("SELECT sha256, bytes FROM artifacts WHERE deleted_at IS NULL ORDER BY sha256", {})
    return [(row["sha256"], row["bytes"]) for row in rows]


def totals(tx: Tx) -> dict[str, int]:
    """Return counts and sums of the books, in nano-dollars."""
    row = tx.row(
        """
        SELECT
            (SELECT count(*) FROM turns) AS turns,
            (SELECT count(*) FROM attempts) AS attempts,
            (SELECT count(*) FROM versions) AS versions,
            (SELECT CAST(coalesce(sum(nano_usd), 0) AS INTEGER) FROM ledger
                WHERE kind IN ('settlement', 'adjustment')) AS settled_nano_usd,
            (SELECT CAST(coalesce(sum(r.nano_usd), 0) AS INTEGER) FROM ledger r WHERE r.kind = 'reservation'
                AND NOT EXISTS (SELECT 1 FROM ledger e WHERE e.attempt_id = r.attempt_id
                    AND e.kind IN ('settlement', 'release'))) AS open_reservations_nano_usd
        """,
        {},
    )
    assert row is not None  # noqa: S101 - a SELECT without FROM always answers
    return dict(row)
