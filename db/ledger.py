"""The books: entries are appended, never changed. One reservation and one end for each attempt.

An entry, what its attempt holds, and what its scopes have spent change together. A reservation takes its room first
(`spending.reserve`); the daily rollup follows by triggers.
"""

from collections.abc import Sequence

from bot.domain.ledger import Basis, EntryKind, Part, Purpose, held, total, weakest
from bot.domain.money import NanoUsd
from bot.domain.prices import PriceList, TokenClass
from db import bookings, spending
from db.tx import Row, Tx


def append(  # noqa: PLR0913 - one entry's worth of named values
    tx: Tx,
    *,
    entry_id: str,
    turn_id: str,
    attempt_id: str,
    kind: EntryKind,
    parts: Sequence[Part],
    at: int,
    reason: str = "",
) -> None:
    """Write an entry with its parts; the unique indexes refuse a second reservation or a second end."""
    tx.write(
        """
        INSERT INTO ledger (id, turn_id, attempt_id, kind, basis, nano_usd, reason, created_at)
        VALUES (:id, :turn, :attempt, :kind, :basis, :nano, :reason, :at)
        """,
        {
            "id": entry_id,
            "turn": turn_id,
            "attempt": attempt_id,
            "kind": kind.value,
            "basis": weakest(parts).value,
            "nano": total(parts),
            "reason": reason,
            "at": at,
        },
    )
    for position, part in enumerate(parts):
        _part(tx, entry_id, position, part)
    if kind is not EntryKind.RESERVATION:
        _count(tx, attempt_id, kind, parts, at)


def _count(tx: Tx, attempt_id: str, kind: EntryKind, parts: Sequence[Part], at: int) -> None:
    """Carry an entry into its scopes; an attempt that was never booked is counted when the books are caught up."""
    booking = bookings.get(tx, attempt_id=attempt_id)
    if booking is None:
        return
    bookings.hold(tx, attempt_id=attempt_id, nano=held(parts), at=at)
    freed = 0 if kind is EntryKind.ADJUSTMENT else booking.quote_nano
    spending.move(tx, booking=booking, spent=sum(part.nano or 0 for part in parts), reserved=-freed)


def adjust(
    tx: Tx, *, entry_id: str, attempt_id: str, parts: Sequence[Part], seen_held: int, at: int, reason: str
) -> bool:
    """Append the adjustment of an attempt that held *seen_held*; False where that has changed since it was looked at."""
    row = tx.row(
        "UPDATE bookings SET held_at = held_at WHERE attempt_id = :id AND held_nano = :seen RETURNING turn_id",
        {"id": attempt_id, "seen": seen_held},
    )
    if row is None:
        return False
    append(
        tx,
        entry_id=entry_id,
        turn_id=row["turn_id"],
        attempt_id=attempt_id,
        kind=EntryKind.ADJUSTMENT,
        parts=parts,
        at=at,
        reason=reason,
    )
    return True


def _part(tx: Tx, entry_id: str, position: int, part: Part) -> None:
    tx.write(
        """
        INSERT INTO ledger_parts
            (entry_id, position, purpose, model, token_class, tokens, price_id, basis, nano_usd, note)
        VALUES (:entry, :position, :purpose, :model, :class, :tokens, :price, :basis, :nano, :note)
        """,
        {
            "entry": entry_id,
            "position": position,
            "purpose": part.purpose.value,
            "model": part.model,
            "class": part.token_class.value,
            "tokens": part.tokens,
            "price": part.price_id,
            "basis": part.basis.value,
            "nano": part.nano,
            "note": part.note,
        },
    )


def reserved(tx: Tx, *, attempt_id: str) -> tuple[Part, ...]:
    """Return the parts of an attempt's reservation: its ceiling."""
    return _parts(tx, "kind = 'reservation' AND attempt_id = :key", attempt_id)


def of_turn(tx: Tx, *, turn_id: str) -> tuple[Part, ...]:
    """Return every part that counts in a turn's bill: settlements and adjustments."""
    return _parts(tx, "kind IN ('settlement', 'adjustment') AND turn_id = :key", turn_id)


def of_attempt(tx: Tx, *, attempt_id: str) -> tuple[Part, ...]:
    """Return every part that counts in an attempt's bill: its settlement and the adjustments of it, in order."""
    where = """
        kind IN ('settlement', 'adjustment') AND attempt_id = :key
        AND turn_id = (SELECT turn_id FROM attempts WHERE id = :key)
    """
    return _parts(tx, where, attempt_id)


def _parts(tx: Tx, where: str, key: str) -> tuple[Part, ...]:
    rows = tx.rows(
        f"""
        SELECT p.* FROM ledger_parts p JOIN ledger l ON l.id = p.entry_id
        WHERE {where} ORDER BY l.id, p.position
        """,  # noqa: S608 - the two conditions stand above
        {"key": key},
    )
    return tuple(map(part_of, rows))


def part_of(row: Row) -> Part:
    """Return a row of `ledger_parts` as the domain's value."""
    return Part(
        purpose=Purpose(row["purpose"]),
        model=row["model"],
        token_class=TokenClass(row["token_class"]),
        tokens=row["tokens"],
        price_id=row["price_id"],
        basis=Basis(row["basis"]),
        nano=None if row["nano_usd"] is None else NanoUsd(row["nano_usd"]),
        note=row["note"],
    )


class PriceRewrittenError(RuntimeError):
    """The price file says something else about a row that the books already use."""


def seed_prices(tx: Tx, *, prices: PriceList) -> None:
    """Append the price file's rows; raises PriceRewrittenError where a known row was changed."""
    for row in prices.rows:
        values = {
            "id": row.id,
            "model": row.model,
            "class": row.token_class.value,
            "nano": row.nano_per_million,
            "since": row.valid_from_ms,
            "source": row.source,
            "checked": row.checked_on,
        }
        tx.write(
            """
            INSERT INTO prices (id, model, token_class, nano_per_million, valid_from, source, checked_on)
            VALUES (:id, :model, :class, :nano, :since, :source, :checked) ON CONFLICT (id) DO NOTHING
            """,
            values,
        )
        known = tx.value("SELECT nano_per_million FROM prices WHERE id = :id", {"id": row.id})
        if known != row.nano_per_million:
            raise PriceRewrittenError(
                f"price row {row.id} was {known} nano-dollars per million and is now {row.nano_per_million}: "
                "append a row with a later valid_from instead of changing it"
            )
