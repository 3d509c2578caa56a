"""Charts for the bot: each is drawn by a process that ends with it, so that the bot itself never loads a plotting library."""

import asyncio
import importlib.util
import os
import sys
from dataclasses import asdict

import orjson

from bot.domain.chart import Chart
from bot.domain.errors import PersonError

TIMEOUT_S = 30.0
NO_CHARTS = "Charts are not installed on this bot; the table and the CSV hold the same figures."
NOT_DRAWN = "The chart could not be drawn; the table and the CSV hold the same figures."


class Charts:
    """Draws charts, one process each."""

    async def draw(self, chart: Chart) -> bytes:
        """Return the chart as PNG; raises PersonError where it cannot be drawn."""
        if importlib.util.find_spec("matplotlib") is None:
            raise PersonError("no_charts", NO_CHARTS)
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "bot.providers.charts.drawing")
        environment = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env=environment
        )
        try:
            out, _ = await asyncio.wait_for(process.communicate(orjson.dumps(asdict(chart))), TIMEOUT_S)
        except TimeoutError:
            process.kill()
            await process.wait()
            raise PersonError("chart", NOT_DRAWN) from None
        if process.returncode != 0:
            raise PersonError("chart", NOT_DRAWN)
        return out
