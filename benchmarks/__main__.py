"""`make bench`: run every measurement, print one table. It takes minutes, fails on no figure, and needs a quiet machine.

`python -m benchmarks NAME…` runs only those named.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable

from benchmarks import (
    books,
    loop_stalls,
    report,
    request_cpu,
    slack_limits,
    starting,
    streams_memory,
    thread_tokens,
    verdicts,
)
from benchmarks.report import Row

QUIET = 0.7
MEASUREMENTS: dict[str, Callable[[], AsyncIterator[Row]]] = {
    "starting": starting.measure,
    "books": books.measure,
    "cpu": request_cpu.measure,
    "tokens": thread_tokens.measure,
    "stalls": loop_stalls.measure,
    "memory": streams_memory.measure,
    "limits": slack_limits.measure,
    "verdicts": verdicts.measure,
}


async def run(names: list[str]) -> list[Row]:
    """Return the rows of the measurements named, saying on standard error which is under way."""
    rows: list[Row] = []
    for name in names:
        start = time.monotonic()
        print(f"{name} …", end=" ", flush=True, file=sys.stderr)
        rows += [row async for row in MEASUREMENTS[name]()]
        print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
    return rows


def main(names: list[str]) -> int:
    """Run the command; return its exit code."""
    if unknown := [name for name in names if name not in MEASUREMENTS]:
        print(f"There is no {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}.", file=sys.stderr)
        return 2
    load = os.getloadavg()[0]
    if load > QUIET:
        print(f"The machine is busy (load {load:.2f}): the figures will be worse than they are.", file=sys.stderr)
    rows = asyncio.run(run(names or list(MEASUREMENTS)))
    print(*report.circumstances(load), "", *report.table(rows), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
