"""What the last message of a turn needs to know, read in the transaction that ends the turn."""

from bot.domain.telling import Shown
from db.tx import Row, Tx


def shown(tx: Tx, *, turn_id: str) -> tuple[Shown, ...]:
    """Return the versions a turn made, as people see them, in order."""
    rows = tx.rows(
        """
        SELECT v.id, v.number, v.letter, v.artifact_sha256, a.media_type, a.width, a.height, a.alt_text,
            c.asked_size, c.asked_quality, c.echoed_size, c.echoed_quality, c.action,
            coalesce(t.image_model_echoed, t.image_model_asked) AS image_model, t.image_model_asked,
            (SELECT 'v' || p.number || p.letter FROM lineage l JOIN versions p ON p.id = l.parent_version
             WHERE l.child = v.id AND l.role = 'source' ORDER BY l.position LIMIT 1) AS from_label
        FROM versions v
            JOIN artifacts a ON a.sha256 = v.artifact_sha256
            JOIN attempts t ON t.id = v.attempt_id
            JOIN tool_calls c ON c.attempt_id = v.attempt_id AND c.call_id = v.call_id
        WHERE v.turn_id = :turn ORDER BY v.number, v.letter
        """,
        {"turn": turn_id},
    )
    return tuple(_shown(row) for row in rows)


def _shown(row: Row) -> Shown:
    return Shown(
        version_id=row["id"],
        label=f"v{row['number']}{row['letter']}",
        sha256=row["artifact_sha256"],
        media_type=row["media_type"],
        width=row["width"],
        height=row["height"],
        quality=row["echoed_quality"] or row["asked_quality"],
        image_model=row["image_model"],
        alt_text=row["alt_text"],
        from_label=row["from_label"],
        differences=_differences(row),
    )


def _differences(row: Row) -> tuple[str, ...]:
    """Return what was asked where something else came back; an echo that is missing differs from nothing."""
    real = f"{row['width']}x{row['height']}"
    pairs = (
        ("size", row["asked_size"], real),
        ("quality", row["asked_quality"], row["echoed_quality"]),
        ("model", row["image_model_asked"], row["image_model"]),
    )
    return tuple(f"{name} asked {asked}, got {got}" for name, asked, got in pairs if got is not None and got != asked)


def previews(tx: Tx, *, turn_id: str) -> int:
    """Return how many previews a turn's attempts counted."""
    return int(tx.value("SELECT coalesce(sum(previews), 0) FROM attempts WHERE turn_id = :turn", {"turn": turn_id}))


def settled(tx: Tx, *, turn_id: str) -> bool:
    """Whether anything of a turn was settled."""
    return bool(
        tx.value(
            "SELECT EXISTS (SELECT 1 FROM ledger WHERE turn_id = :turn AND kind = 'settlement')", {"turn": turn_id}
        )
    )


def pictures_given(tx: Tx, *, turn_id: str) -> bool:
    """Whether pictures were sent upstream with a turn."""
    return bool(
        tx.value(
            """
            SELECT EXISTS (SELECT 1 FROM ledger_parts p JOIN ledger l ON l.id = p.entry_id
                WHERE l.turn_id = :turn AND l.kind = 'reservation' AND p.token_class = 'image_in')
            """,
            {"turn": turn_id},
        )
    )


def lanes(tx: Tx, *, turn_id: str) -> list[str]:
    """Return the names of the lanes that a turn's attempts went by."""
    rows = tx.rows("SELECT DISTINCT lane FROM attempts WHERE turn_id = :turn ORDER BY lane", {"turn": turn_id})
    return [str(row["lane"]) for row in rows]
