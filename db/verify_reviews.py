"""What must hold of reviews in any database of ours: quotes stand in their texts, verdicts in the facts they were given on."""

from collections.abc import Iterator

from bot.domain.gates.acceptance import judge
from bot.domain.gates.facts import Stated
from bot.domain.reviews.quoting import flat
from db import verdicts
from db.tx import Tx

QUOTES = "a fact's words stand in its text"
GATES = "a verdict's gates are those of its facts"
Row = tuple[str, str, str]


def broken(tx: Tx) -> list[Row]:
    """Return (promise, what, detail) of everything that does not hold."""
    return [*_quotes(tx), *_verdicts(tx)]


def _quotes(tx: Tx) -> Iterator[Row]:
    rows = tx.rows(
        "SELECT f.id, f.quote, e.text FROM facts f JOIN evidence e ON e.id = f.evidence_id ORDER BY f.id", {}
    )
    for row in rows:
        if flat(row["quote"]) not in flat(row["text"]):
            yield QUOTES, str(row["id"]), "its quote is not there"


def _verdicts(tx: Tx) -> Iterator[Row]:
    for record in verdicts.every(tx):
        facts = {fact: Stated(told.grade) for fact, told in record.facts.items()}
        gates = {gate: graded.grade for gate, graded in judge(facts, ()).items()}
        if not record.signals and gates != record.gates:
            yield GATES, record.id, "its facts come to other grades"
