"""`darkroom run`: serve a real workspace until told to stop."""

import asyncio
import os
import signal
import sys

from bot.app import running
from bot.cli import logs
from bot.cli.environment import CannotStartError, setup
from bot.providers import collector
from bot.providers.config.environment import Environment
from bot.providers.config.setup import Setup
from bot.providers.home import HomeInUseError
from db.ledger import PriceRewrittenError
from handlers.connecting import NotAdmittedError


def main(http: str | None) -> int:
    """Run the command; return its exit code."""
    try:
        address = _address(http) if http else None
        ready = setup(Environment(), http=address is not None)
    except CannotStartError as error:
        print(error, file=sys.stderr)
        return 2
    ready.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (ready.home / "logs").mkdir(mode=0o700, exist_ok=True)
    os.umask(0o077)  # whatever this process writes is for its user alone
    logs.configure(ready.home / "logs")
    try:
        return asyncio.run(_serve(ready, address))
    except (HomeInUseError, NotAdmittedError, PriceRewrittenError) as error:
        print(error, file=sys.stderr)
        return 1


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotStartError(f"--http takes HOST:PORT, such as 0.0.0.0:3000; {text} is not that.")
    return host, int(port)


async def _serve(ready: Setup, address: tuple[str, int] | None) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with running(ready, http=address) as bot:
        collector.settle()
        print(f"Darkroom serves team {bot.identity.team_id} by lane {bot.lane.name}.", flush=True)
        await stop.wait()
    return 0
