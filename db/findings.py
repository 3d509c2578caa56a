"""What was learnt about the outside and must outlive a restart, by name."""

from db.tx import Tx

BACKGROUND = "background_mode"


def remember(tx: Tx, *, name: str, value: str, at: int) -> None:
    """Remember the newest finding of this name."""
    tx.write(
        """
        INSERT INTO findings (name, value, found_at) VALUES (:name, :value, :at)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value, found_at = excluded.found_at
        """,
        {"name": name, "value": value, "at": at},
    )


def recall(tx: Tx, *, name: str) -> str | None:
    """Return what was found, or None."""
    value = tx.value("SELECT value FROM findings WHERE name = :name", {"name": name})
    return None if value is None else str(value)


def first(tx: Tx, *, name: str, value: str, at: int) -> bool:
    """Remember a finding that is made only once; False where it was made before."""
    return bool(
        tx.write(
            "INSERT INTO findings (name, value, found_at) VALUES (:name, :value, :at) ON CONFLICT (name) DO NOTHING",
            {"name": name, "value": value, "at": at},
        )
    )
