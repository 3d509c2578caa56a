"""Tolerant reading of what the provider sends: a field of another type than expected counts as not said."""

from typing import Any


def table(holder: object, key: str) -> dict[str, Any]:
    """Return the object at *key*, empty where there is none."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def rows(holder: object, key: str) -> list[dict[str, Any]]:
    """Return the objects in the array at *key*, empty where there is none."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def word(holder: dict[str, Any], key: str) -> str | None:
    """Return the string at *key*, or None."""
    value = holder.get(key)
    return value if isinstance(value, str) else None


def number(holder: dict[str, Any], key: str) -> int | None:
    """Return the whole number at *key*, None where it is absent, negative or not a number."""
    value = holder.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
