"""The home on this machine: is it private, is there room, does somebody work in it, does what it keeps still hold."""

import asyncio
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.domain import checkup
from bot.domain.checkup import Finding, State
from bot.domain.policy import Policy
from bot.domain.prices import MissingPriceError, PriceList, TokenClass
from bot.providers.blobs import Blobs
from bot.providers.config import dated_data
from bot.providers.home import in_use
from db.checkup import Looked, look

GROUP, BOOKS = "This machine", "Books"
MAINLINE = (TokenClass.TEXT_IN, TokenClass.TEXT_OUT)
IMAGE = (TokenClass.TEXT_IN, TokenClass.IMAGE_IN, TokenClass.IMAGE_OUT)
BACKGROUND_OFF = "Background mode is off by policy: an interrupted drawing cannot be found again."
OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


async def examine(home: Path, policy: Policy | None) -> list[Finding]:
    """Return what is found; the home is only read, and is not made where it is not."""
    return await asyncio.to_thread(lambda: [*_home(home), *_records(home, policy), *_prices(policy)])


def _home(home: Path) -> Iterator[Finding]:
    where = home if home.is_dir() else next((parent for parent in home.resolve().parents if parent.is_dir()), Path("/"))
    yield Finding(GROUP, "disk", *checkup.disk(shutil.disk_usage(where).free))
    if not home.is_dir():
        yield Finding(GROUP, "home", State.OK, f"{home} is not there yet; the first start makes it.")
        return
    yield Finding(GROUP, "home", *_private(home))
    working = "A Darkroom process works in it now." if in_use(home) else "No Darkroom process works in it now."
    yield Finding(GROUP, "process", State.OK, working)


def _private(home: Path) -> tuple[State, str, str]:
    kept = [home, home / "darkroom.db", home / "artifacts", home / "logs"]
    open_to_others = [path.name for path in kept if path.exists() and path.stat().st_mode & OPEN_TO_OTHERS]
    if open_to_others:
        return (
            State.PROBLEM,
            f"Others on this machine can get at {', '.join(open_to_others)} in {home}.",
            f"chmod -R go= {home}",
        )
    return State.OK, f"{home} is private to its user.", ""


def _records(home: Path, policy: Policy | None) -> Iterator[Finding]:
    path = home / "darkroom.db"
    if not path.is_file():
        yield Finding(BOOKS, "database", State.OK, "There is no database yet; the first start makes it.")
        return
    looked = look(path)
    if looked.problem is not None:
        remedy = "Stop the bot, keep a copy of the file, and restore the newest backup."
        yield Finding(BOOKS, "database", State.PROBLEM, f"The database cannot be used: {looked.problem}", remedy)
        return
    yield Finding(BOOKS, "database", *_database(looked))
    yield Finding(BOOKS, "artifacts", *_artifacts(home, looked))
    yield Finding(BOOKS, "formula", *checkup.formula(looked.audited))
    yield Finding("OpenAI", "background", *_background(looked, policy))


def _database(looked: Looked) -> tuple[State, str, str]:
    if looked.pending:
        waiting = ", ".join(looked.pending)
        return (
            State.WARNING,
            f"The database waits for {waiting}.",
            "The next start brings it up to date; back it up first.",
        )
    if looked.wal_bytes > checkup.WAL_LARGE:
        return (
            State.WARNING,
            f"The database is sound, but its write-ahead log has {looked.wal_bytes / 1e6:.0f} MB.",
            "Look for a program that keeps the file open for reading.",
        )
    return State.OK, f"The database is sound; {looked.open_turns} turns are open.", ""


def _artifacts(home: Path, looked: Looked) -> tuple[State, str, str]:
    if not looked.artifacts:
        return State.OK, "No pictures are kept yet.", ""
    blobs = Blobs(home)
    wrong = [sha for sha in looked.newest if not blobs.has(sha) or blobs.digest(sha) != sha]
    if wrong:
        return State.PROBLEM, f"{len(wrong)} of the newest pictures are missing or changed.", "Run `darkroom verify`."
    hashed = f"the newest {len(looked.newest)} are what their names say"
    return State.OK, f"{looked.artifacts} pictures are kept; {hashed}.", ""


def _background(looked: Looked, policy: Policy | None) -> tuple[State, str, str]:
    if looked.background_rejected:
        return (
            State.WARNING,
            "OpenAI rejected background mode: an interrupted drawing cannot be found again, and is held at its ceiling.",
            "Set models.background = false in the policy, or allow stored responses in the project.",
        )
    if policy is not None and not policy.background:
        return State.OK, BACKGROUND_OFF, ""
    if looked.background_worked:
        return State.OK, "Background mode works: an interrupted drawing is found again.", ""
    return State.UNKNOWN, "Background mode has not been tried yet.", "The first picture shows it."


def _prices(policy: Policy | None) -> Iterator[Finding]:
    policy, rows, now = policy or Policy(), dated_data.prices(), datetime.now(UTC)
    needed = [*((policy.mainline_model, it) for it in MAINLINE), *((policy.image_model, it) for it in IMAGE)]
    at_ms = int(now.timestamp() * 1000)
    missing = [error for model, it in needed if (error := _missing(rows, model, it, at_ms))]
    if missing:
        names = ", ".join(f"{error.model} ({error.token_class.value})" for error in missing)
        sentence = f"The price list has no row for {names}: nothing can be quoted."
        yield Finding(BOOKS, "price_rows", State.PROBLEM, sentence, "Add the rows to bot/data/prices.toml.")
        return
    oldest = min(rows.at(model, it, at_ms).checked_on for model, it in needed)
    yield Finding(BOOKS, "prices", *checkup.prices(datetime.fromisoformat(oldest).date(), now.date()))


def _missing(rows: PriceList, model: str, token_class: TokenClass, at_ms: int) -> MissingPriceError | None:
    try:
        rows.at(model, token_class, at_ms)
    except MissingPriceError as error:
        return error
    return None
