"""Drawing a chart: reads one as JSON on standard input, writes a PNG to standard output. Runs in a process of its own.

Its paper is its own, so that it reads the same on a light page and on a dark one.
"""

import sys
from typing import Any

import matplotlib as mpl
import orjson
from matplotlib.figure import Figure

mpl.rcParams["text.parse_math"] = False  # a dollar sign is money here

PAPER, INK, SOFT, LAMP, LINE = "#fbf9f6", "#1f1b18", "#6b625a", "#b8321f", "#e2dbd2"
WIDTH, ROW, EDGE, DPI = 7.0, 0.42, 1.7, 180
UPRIGHT_HEIGHT = 4.6
MANY = 12


def draw(chart: dict[str, Any]) -> Figure:
    """Return the figure."""
    bars = chart["bars"]
    height = UPRIGHT_HEIGHT if chart["upright"] else EDGE + ROW * max(1, len(bars))
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=PAPER, layout="constrained")
    axes = figure.subplots()
    axes.set_facecolor(PAPER)
    (_upright if chart["upright"] else _lying)(axes, bars)
    figure.suptitle(chart["title"], x=0.02, ha="left", color=INK, fontsize=14, fontweight="bold")
    axes.set_title(chart["subtitle"], loc="left", color=SOFT, fontsize=10)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    return figure


def _lying(axes: Any, bars: list[dict[str, Any]]) -> None:
    names, amounts = [bar["name"] for bar in bars], [bar["nano"] / 1e9 for bar in bars]
    drawn = axes.barh(range(len(bars)), amounts, color=LAMP, height=0.62)
    axes.bar_label(drawn, labels=[bar["label"] for bar in bars], padding=5, color=INK, fontsize=10)
    axes.set_yticks(range(len(bars)), names, color=INK, fontsize=10)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.invert_yaxis()
    axes.margins(x=0.18)


def _upright(axes: Any, bars: list[dict[str, Any]]) -> None:
    amounts = [bar["nano"] / 1e9 for bar in bars]
    axes.bar(range(len(bars)), amounts, color=LAMP, width=0.72)
    step = max(1, -(-len(bars) // MANY))
    shown = range(0, len(bars), step)
    axes.set_xticks(list(shown), [bars[at]["name"] for at in shown], color=INK, fontsize=9)
    axes.yaxis.set_major_formatter(lambda value, _: f"${value:,.2f}")
    axes.tick_params(length=0, labelcolor=SOFT, labelsize=9)
    axes.grid(axis="y", color=LINE)
    axes.set_axisbelow(True)


if __name__ == "__main__":
    draw(orjson.loads(sys.stdin.buffer.read())).savefig(sys.stdout.buffer, format="png", facecolor=PAPER)
