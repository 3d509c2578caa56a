"""The queue of scripted misbehaviour: each entry waits for its request, and strikes as often as it was told to.

An entry holds one fault or several that strike together. A request gets the first entry that fits it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.openai.fault import Fault, Route


@dataclass(frozen=True, slots=True)
class FaultSet:
    """What strikes one request. Usually nothing."""

    faults: tuple[Fault, ...] = ()

    def get(self, *kinds: str) -> Fault | None:
        """Return the first fault of one of *kinds*."""
        return next((fault for fault in self.faults if fault.kind in kinds), None)

    def has(self, kind: str) -> bool:
        return self.get(kind) is not None


@dataclass(slots=True)
class _Entry:
    faults: tuple[Fault, ...]
    left: int | None

    def fits(self, on: Route, prompt: str, background: bool) -> bool:
        first = self.faults[0]
        asked = first.kind != "background_rejected" or background
        return asked and first.on == on and (first.prompt is None or first.prompt in prompt)


class FaultQueue:
    """The entries that still wait."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []

    def add(self, kind: str, **params: Any) -> None:
        """Queue one fault; raises pydantic's `ValidationError` for an unknown kind or parameter."""
        self.extend([Fault(kind=kind, **params)])

    def add_together(self, *faults: Fault) -> None:
        """Queue faults that strike the same request; the first says which request and how often."""
        self._entries.append(_Entry(faults, faults[0].times))

    def extend(self, faults: Iterable[Fault | list[Fault]]) -> None:
        """Queue entries in order; a list inside is a set that strikes together."""
        for entry in faults:
            self.add_together(*(entry if isinstance(entry, list) else [entry]))

    def take(self, on: Route, *, prompt: str = "", background: bool = False) -> FaultSet:
        """Return what strikes a request on route *on*, and count it."""
        entry = next((entry for entry in self._entries if entry.fits(on, prompt, background)), None)
        if entry is None:
            return FaultSet()
        if entry.left is not None:
            entry.left -= 1
            if not entry.left:
                self._entries.remove(entry)
        return FaultSet(entry.faults)

    def clear(self) -> None:
        """Behave again."""
        self._entries.clear()

    @property
    def waiting(self) -> list[list[Fault]]:
        """What has not struck yet, in order."""
        return [list(entry.faults) for entry in self._entries]
