"""Python's garbage collector in a process that serves: it looks less often, and never again at what was there at start.

What the program is made of lives as long as the process; going through it again and again costs processor time and
stalls the event loop. Source: https://docs.python.org/3/library/gc.html#gc.freeze
"""

import gc
from typing import Final

THRESHOLDS: Final = (20_000, 20, 50)


def settle() -> None:
    """Put what exists now out of the collector's sight. Once in a process, when it is ready to serve."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
