"""The bot in a process of its own, started as `darkroom run` starts it: `python -m benchmarks.watched`.

Two things differ from a workspace's bot: it believes in a Slack a thousand times as patient, since Slack's rate limits
would bind long before the machine does; and, where asked for, a monitor ticks in its loop.
"""

import argparse
import asyncio
from contextlib import ExitStack
from pathlib import Path

from benchmarks import child
from benchmarks.loop_monitor import LoopMonitor
from bot.app import running
from bot.cli import logs
from bot.domain.lanes import lane_of
from bot.domain.policy import Policy
from bot.providers import collector
from bot.providers.config.setup import Secrets, Setup

SLACK_PACE = 1000.0


def arguments() -> argparse.Namespace:
    """Return where the sandboxes are, and how the bot is to run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--slack", required=True)
    parser.add_argument("--openai", required=True)
    parser.add_argument("--home", required=True, type=Path)
    parser.add_argument("--concurrency", type=int, default=Policy().concurrency)
    parser.add_argument("--slack-pace", type=float, default=SLACK_PACE)
    parser.add_argument("--monitor", action="store_true")
    return parser.parse_args()


def setup(asked: argparse.Namespace) -> Setup:
    """Return what the bot is started with."""
    lane = lane_of(asked.openai, frozenset())
    if lane is None:
        raise SystemExit(f"{asked.openai} is not on loopback")
    secrets = Secrets("xoxb-sandbox", "xapp-sandbox", "sk-sandbox")
    policy = Policy(concurrency=asked.concurrency, slack_pace=asked.slack_pace)
    return Setup(asked.home, asked.slack, lane, policy, secrets)


async def main(asked: argparse.Namespace) -> None:
    """Run the bot until the input closes."""
    logs.configure(asked.home)
    monitor = LoopMonitor()
    with ExitStack() as stack:
        if asked.monitor:
            stack.callback(asyncio.create_task(monitor.watch()).cancel)
        async with running(setup(asked)):
            collector.settle()
            await child.serve({"ready": True}, monitor.read)


if __name__ == "__main__":
    asyncio.run(main(arguments()))
