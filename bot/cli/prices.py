"""`darkroom prices`: the dated price table, where each row comes from, and which is in force today. Reads no home."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bot.domain.money import NANO
from bot.domain.prices import Price, PriceList
from bot.providers.clock import now_ms
from bot.providers.config import dated_data

COLUMNS = ("model", "class", "usd_per_million", "valid_from", "checked_on", "age_days", "in_force")


def main(*, as_json: bool) -> int:
    """Run the command; return its exit code."""
    rows = table(dated_data.prices(), now_ms())
    print(json.dumps({"currency": "USD", "prices": rows}, indent=2) if as_json else _text(rows))
    return 0


def table(prices: PriceList, at_ms: int) -> list[dict[str, Any]]:
    """Return every row: `age_days` since it was checked; `in_force` says which one is asked today."""
    rows = sorted(prices.rows, key=lambda price: (price.model, price.token_class.value, price.valid_from_ms))
    return [_row(row, prices, at_ms) for row in rows]


def _row(price: Price, prices: PriceList, at_ms: int) -> dict[str, Any]:
    today = datetime.fromtimestamp(at_ms // 1000, UTC).date()
    return {
        "id": price.id,
        "model": price.model,
        "class": price.token_class.value,
        "usd_per_million": f"{(Decimal(price.nano_per_million) / NANO).normalize():f}",
        "valid_from": datetime.fromtimestamp(price.valid_from_ms // 1000, UTC).date().isoformat(),
        "checked_on": price.checked_on,
        "age_days": (today - date.fromisoformat(price.checked_on)).days,
        "in_force": prices.find(price.model, price.token_class, at_ms) == price,
        "source": price.source,
    }


def _text(rows: list[dict[str, Any]]) -> str:
    shown = [[_cell(row[name]) for name in COLUMNS] for row in rows]
    widths = [max(len(cells[i]) for cells in [list(COLUMNS), *shown]) for i in range(len(COLUMNS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in [[name.replace("_", " ") for name in COLUMNS], *shown]
    ]
    sources = sorted({row["source"] for row in rows})
    return "\n".join([*lines, "", "US dollars per million tokens. Sources:", *(f"  {source}" for source in sources)])


def _cell(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
