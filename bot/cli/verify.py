"""`darkroom verify`: exit 1 where anything does not hold. Works beside a running bot: it only reads."""

import asyncio
import json
import sys
from dataclasses import asdict

from rich.progress import Progress

from bot.cli.environment import CannotStartError, home_of
from bot.domain.money import exact
from bot.providers.blobs import Blobs
from bot.providers.config.environment import Environment
from bot.services import verification
from bot.services.verification import Verified
from db.store import Store


def main(*, as_json: bool) -> int:
    """Run the command; return its exit code."""
    try:
        home = home_of(Environment())
    except CannotStartError as error:
        print(error, file=sys.stderr)
        return 2
    store = Store.open(home / "darkroom.db")
    try:
        verified = asyncio.run(_verify(store, Blobs(home)))
    finally:
        store.close()
    print(json.dumps(asdict(verified), indent=2) if as_json else _text(verified))
    return 1 if verified.findings else 0


async def _verify(store: Store, blobs: Blobs) -> Verified:
    if not sys.stderr.isatty():
        return await verification.run(store, blobs)
    with Progress(transient=True) as progress:
        task = progress.add_task("Hashing artifacts", total=None)
        return await verification.run(store, blobs, lambda done, of: progress.update(task, completed=done, total=of))


def _text(verified: Verified) -> str:
    totals = verified.totals
    lines = [f"Broken: {f.promise}\n  {f.what}: {f.detail}" for f in verified.findings]
    lines.append(
        f"{totals['turns']} turns, {totals['attempts']} attempts, {totals['versions']} versions, "
        f"{verified.artifacts} artifacts; settled {exact(totals['settled_nano_usd'])}, "
        f"open reservations {exact(totals['open_reservations_nano_usd'])}."
    )
    lines.append(f"{len(verified.findings)} problems." if verified.findings else "Everything holds.")
    return "\n".join(lines)
