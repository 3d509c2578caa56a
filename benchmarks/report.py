"""What the benchmarks print: one table of figures beside their goals, under the machine and versions they hold for."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import psutil

LIBRARIES = ("aiohttp", "openai", "orjson", "pillow", "pybase64", "pydantic", "slack-bolt", "slack-sdk")
UNITS = {
    "ms": ".0f",
    "µs": ".0f",
    "s": ".2f",
    "MB": ".0f",
    "requests/s": ".1f",
    "tokens": ",.0f",
    "×": ".2f",
    "pictures": ".0f",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: the median of its *values*, in *unit*. A goal is a ceiling unless it is to be reached *at_least*."""

    what: str
    values: Sequence[float]
    unit: str
    goal: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def measured(self) -> float:
        """The figure that is held against the goal."""
        return median(self.values)

    def shown(self) -> tuple[str, str, str]:
        """Return the row's cells: what, figure with its spread, goal and whether it is met."""
        figure = self._number(self.measured)
        if len(self.values) > 1:
            figure += f" ({self._number(min(self.values))}–{self._number(max(self.values))})"
        note = f"; {self.note}" if self.note else ""
        return self.what, f"{figure} {self.unit}{note}", self._verdict()

    def _number(self, value: float) -> str:
        return format(value, UNITS[self.unit])

    def _verdict(self) -> str:
        if self.goal is None:
            return ""
        met = self.measured >= self.goal if self.at_least else self.measured <= self.goal
        return f"{'≥' if self.at_least else '≤'} {self.goal:g} {self.unit}{'' if met else ': missed'}"


def table(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| measured | median (least–most) | goal |"
    yield "|---|---|---|"
    for row in rows:
        yield "| " + " | ".join(row.shown()) + " |"


def circumstances(load: float) -> Iterator[str]:
    """Yield what the figures hold for: machine, *load* before the run, Python and libraries."""
    memory = psutil.virtual_memory().total / 1e9
    yield f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}; load before {load:.2f}"
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
