"""How much of a person's document is read, and what reading it may cost."""

from dataclasses import dataclass
from typing import Final

MB: Final = 1_000_000
MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """Caps on a file before and while it is read; a text over `max_characters` is cut, a PDF after `page_seconds` too."""

    max_bytes: int = 10 * MB
    max_characters: int = 2_000_000
    max_unpacked_bytes: int = 60 * MB
    max_parts: int = 5_000
    page_seconds: float = 15.0
    wall_seconds: float = 30.0
    cpu_seconds: int = 25
    memory_bytes: int = 1024 * MIB
    output_bytes: int = MIB


DEFAULT_LIMITS: Final = DocumentLimits()
