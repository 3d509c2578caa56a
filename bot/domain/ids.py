"""Ids: one letter for the kind, then time and chance in Crockford's base 32. They sort by age and can be read aloud."""

from typing import NewType

TurnId = NewType("TurnId", str)
ThreadId = NewType("ThreadId", str)
AttemptId = NewType("AttemptId", str)
VersionId = NewType("VersionId", str)
EntryId = NewType("EntryId", str)
OutboxId = NewType("OutboxId", str)

KINDS = {
    "t": "turn", "h": "thread", "a": "attempt", "v": "version", "e": "ledger entry", "o": "outbox message",
    "r": "review", "g": "route", "w": "evidence", "f": "fact", "j": "verdict", "x": "risk exception",
}  # fmt: skip
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
EPOCH_MS = 1_767_225_600_000  # 2026-01-01 UTC
TIME_DIGITS = 8  # 2^40 ms: until 2060
LENGTH = 1 + TIME_DIGITS + 1


def encode(value: int, digits: int) -> str:
    """Return *value* as exactly *digits* base-32 digits, most significant first."""
    return "".join(ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(digits)))


def make(kind: str, tick: int, chance: int) -> str:
    """Return an id of *kind* for *tick* (milliseconds since `EPOCH_MS`, made unique by the caller) and 5 bits of *chance*."""
    return kind + encode(tick, TIME_DIGITS) + encode(chance, 1)


def kind_of(text: str) -> str | None:
    """Return the kind that *text* is an id of, or None where it is not one."""
    is_id = len(text) == LENGTH and all(c in ALPHABET for c in text[1:])
    return KINDS.get(text[0]) if is_id else None
