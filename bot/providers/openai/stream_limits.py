"""What one stream may cost in memory and disk, however long it talks."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StreamLimits:
    """Caps per stream: decoded bytes of one picture, bytes of one event without its pictures, characters of one text,
    characters of one function call: a longer one is not read.

    Pictures that the fast path cannot lift out of an event count as part of it.
    """

    max_picture_bytes: int = 64 * MIB
    max_event_bytes: int = 4 * MIB
    max_text: int = 100_000
    max_function: int = 1_000
