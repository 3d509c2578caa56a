"""How late an event loop comes to work that is due: a timer of a few milliseconds, and how far behind it each tick is.

Whatever keeps the loop busy is in it: callbacks of ours, the interpreter lock held by other threads, and the machine
having no processor free. An idle reading says how much of it is the machine alone.
"""

import asyncio
import time
from dataclasses import dataclass, field
from statistics import quantiles

TICK_S = 0.005


@dataclass(slots=True)
class LoopMonitor:
    """Watches the running loop from `watch` on; `read` tells of the time since the last reading."""

    late_s: list[float] = field(default_factory=list)

    async def watch(self) -> None:
        """Tick until cancelled."""
        while True:
            due = time.perf_counter() + TICK_S
            await asyncio.sleep(TICK_S)
            self.late_s.append(max(0.0, time.perf_counter() - due))

    def read(self) -> dict[str, float]:
        """Return the 99th percentile and the longest, in milliseconds, and start anew."""
        late, self.late_s = self.late_s, []
        if len(late) < 2:
            return {}
        return {"stall_p99_ms": quantiles(late, n=100)[98] * 1e3, "stall_longest_ms": max(late) * 1e3}
