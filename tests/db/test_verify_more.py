"""Damage that leaves every sum right is found all the same."""

import pytest

from db import verify
from tests.db import house

DAMAGE = (
    "UPDATE ledger SET nano_usd = NULL WHERE id = 'eabset'",
    "UPDATE ledger_parts SET basis = 'guess' WHERE entry_id = 'eabset'",
    "DELETE FROM tool_calls",
    "UPDATE ledger SET turn_id = 'ta' WHERE id = 'eabset'",
    "UPDATE ledger_parts SET tokens = NULL",
    "UPDATE ledger_parts SET price_id = NULL",
    "UPDATE ledger_parts SET purpose = 'lunch'",
    "DELETE FROM outbox",
    "UPDATE ledger_parts SET price_id = (SELECT id FROM prices WHERE model = 'gpt-5.5' AND token_class = 'text_out')",
)


@pytest.mark.parametrize("sql", DAMAGE)
def test_damage_is_found(sql: str) -> None:
    tx = house.in_memory()
    house.drawn(tx, "a")
    house.drawn(tx, "b", parent="a")
    assert verify.broken(tx) == []
    tx.write("PRAGMA foreign_keys=OFF", {})
    for row in tx.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'", {}):
        tx.write(f"DROP TRIGGER {row[0]}", {})
    tx.write(sql, {})
    assert verify.broken(tx)
