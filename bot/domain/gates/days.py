"""The day an instant falls on, in UTC: verdicts, evidence and exceptions end with a day."""

from datetime import UTC, date, datetime


def day(at_ms: int) -> date:
    """Return the UTC day of an instant."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).date()
