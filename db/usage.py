"""Reports of what was used: plain SELECTs over the daily rollup, whose rows always add up to the total."""

# ruff: noqa: S608 - conditions and columns are those of the tables below

from bot.domain.budgets import Scope
from bot.domain.fallbacks import PREFIX
from bot.domain.ledger import Basis
from bot.domain.money import NanoUsd
from bot.domain.periods import Span
from bot.domain.usage import UNATTRIBUTED, By, Filters, Totals, UsageRow, ViaRow
from db.schema_usage import BASES, SUMS
from db.tx import Row, Tx, Values

COLUMN = {
    By.USER: "actor",
    By.CHANNEL: "channel",
    By.MODEL: "model",
    By.LANE: "lane",
    By.QUALITY: "quality",
    By.DAY: "day",
}
FILTERED = ("team", "actor", "channel", "lane", "model", "quality")
COUNTS = ("turns", "images", "attempts", "nano_usd", "unknown_parts", "waste_nano", "previews_nano", *SUMS)
ORDER = {By.DAY: "row_key"}
LARGEST_FIRST = "nano DESC, row_key"


def _where(span: Span, filters: Filters, model: str = "model") -> tuple[str, dict[str, str | int | None]]:
    """Return the condition of a report and its values; `model` is the column's name."""
    chosen = {name: value for name in FILTERED if (value := getattr(filters, name)) is not None}
    terms = [f"{model if name == 'model' else name} = :{name}" for name in chosen]
    values: dict[str, str | int | None] = {"first": span.first_day, "last": span.last_day, **chosen}
    return " AND ".join(["day BETWEEN :first AND :last", *terms]), values


def totals(tx: Tx, *, span: Span, filters: Filters) -> Totals:
    """Return everything summed up; corrections that no attempt explains are in the total and among the reconciled."""
    where, values = _where(span, filters)
    sums = ", ".join(f"CAST(coalesce(sum({name}), 0) AS INTEGER) AS {name}" for name in COUNTS)
    row = tx.row(f"SELECT {sums} FROM usage_days WHERE {where}", values)
    assert row is not None  # noqa: S101 - a sum without GROUP BY always answers
    return _totals(row, unattributed(tx, span=span, filters=filters) or NanoUsd(0))


def _totals(row: Row, corrections: NanoUsd) -> Totals:
    by_basis = {Basis(basis): NanoUsd(row[column]) for basis, column in zip(BASES, SUMS, strict=True)}
    by_basis[Basis.RECONCILED] = NanoUsd(by_basis[Basis.RECONCILED] + corrections)
    return Totals(
        turns=row["turns"],
        images=row["images"],
        attempts=row["attempts"],
        nano=NanoUsd(row["nano_usd"] + corrections),
        by_basis=by_basis,
        unknown_parts=row["unknown_parts"],
        waste=NanoUsd(row["waste_nano"]),
        previews=NanoUsd(row["previews_nano"]),
        unattributed=corrections,
    )


def unattributed(tx: Tx, *, span: Span, filters: Filters) -> NanoUsd | None:
    """Return the sum of the corrections that no attempt explains; None where there are none."""
    if not filters.whole_team:
        return None
    where, values = _where(span, filters)
    found = tx.value(f"SELECT CAST(sum(nano_usd) AS INTEGER) FROM unattributed WHERE {where}", values)
    return None if found is None else NanoUsd(found)


def rows(tx: Tx, *, by: By, span: Span, filters: Filters) -> tuple[UsageRow, ...]:
    """Return one row a key, dearest first (days in order), then what belongs to none of them."""
    where, values = _where(span, filters)
    found = tx.rows(
        f"""
        SELECT {COLUMN[by]} AS row_key, CAST(sum(turns) AS INTEGER) AS turns, CAST(sum(images) AS INTEGER) AS images,
            CAST(sum(nano_usd) AS INTEGER) AS nano
        FROM usage_days WHERE {where} GROUP BY {COLUMN[by]} ORDER BY {ORDER.get(by, LARGEST_FIRST)}
        """,
        values,
    )
    made = tuple(UsageRow(row["row_key"], row["turns"], row["images"], NanoUsd(row["nano"])) for row in found)
    corrections = unattributed(tx, span=span, filters=filters)
    return made if corrections is None else (*made, UsageRow(UNATTRIBUTED, 0, 0, corrections))


def via(tx: Tx, *, span: Span, filters: Filters) -> tuple[ViaRow, ...]:
    """Return what of a stretch of days came from each fallback, dearest first."""
    where, values = _where(span, filters)
    found = tx.rows(
        f"""
        SELECT lane, CAST(sum(nano_usd) AS INTEGER) AS nano, CAST(sum(ceiling_nano) AS INTEGER) AS held
        FROM usage_days WHERE {where} AND substr(lane, 1, :length) = :prefix GROUP BY lane ORDER BY nano DESC, lane
        """,
        {**values, "length": len(PREFIX), "prefix": PREFIX},
    )
    return tuple(ViaRow(row["lane"].removeprefix(PREFIX), NanoUsd(row["nano"]), NanoUsd(row["held"])) for row in found)


def open_reservations(tx: Tx, *, span: Span, filters: Filters) -> NanoUsd:
    """Return what drawings under way have reserved in a stretch of days."""
    where, values = _where(span, filters, "image_model")
    sql = f"SELECT CAST(coalesce(sum(quote_nano), 0) AS INTEGER) FROM bookings WHERE use IS NULL AND {where}"
    return NanoUsd(tx.value(sql, values))


def total(tx: Tx, *, span: Span, filters: Filters) -> NanoUsd:
    """Return the sum of a stretch of days alone; of a whole scope it is read from its counters, a row a day."""
    if filters.team is not None and filters.scope is not None:
        return _counted(tx, filters.team, filters.scope, span)
    where, values = _where(span, filters)
    sql = f"SELECT CAST(coalesce(sum(nano_usd), 0) AS INTEGER) FROM usage_days WHERE {where}"
    return NanoUsd(tx.value(sql, values) + (unattributed(tx, span=span, filters=filters) or 0))


def _counted(tx: Tx, team: str, scope: Scope, span: Span) -> NanoUsd:
    found = tx.value(
        """
        SELECT CAST(coalesce(sum(spent_nano), 0) AS INTEGER) FROM spending
        WHERE team = :team AND kind = :kind AND scope = :scope AND period BETWEEN :first AND :last AND length(period) = 10
        """,
        {
            "team": team,
            "kind": scope.kind.value,
            "scope": scope.id,
            "first": span.first_day,
            "last": span.last_day,
        },
    )
    return NanoUsd(found)


WASTE = """
    SELECT b.turn_id, b.use, b.actor, b.channel, b.day, l.basis, l.nano_usd FROM bookings b
        JOIN ledger l ON l.attempt_id = b.attempt_id AND l.kind = 'settlement'
    WHERE b.use IN ('failed', 'refused', 'stopped') AND b.day BETWEEN :first AND :last
        AND (CAST(:team AS TEXT) IS NULL OR b.team = :team)
    ORDER BY b.day DESC, b.attempt_id DESC LIMIT :count
"""


def wasted(tx: Tx, *, span: Span, team: str | None, count: int) -> list[Row]:
    """Return the latest attempts that were paid for with nothing to show: whose, why, and how the amount is known."""
    values: Values = {"first": span.first_day, "last": span.last_day, "team": team, "count": count}
    return tx.rows(WASTE, values)
