"""What the home keeps: the database, the pictures, and what both remember of the outside. Only read, beside a running bot."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.domain import checkup
from bot.domain.checkup import BOOKS, OPENAI, Finding, Standing, State
from bot.providers.blobs import Blobs
from bot.services.doctor.case import Case
from bot.services.doctor.home import standing
from db.checkup import Looked, look

ABSENT = Finding(BOOKS, "database", State.OK, "There is no database yet; the first start makes it.")


async def examine(case: Case) -> list[Finding]:
    """Return what is found; nothing where the home cannot be entered, which is told elsewhere."""
    return await asyncio.to_thread(lambda: list(_books(case)))


def _books(case: Case) -> Iterator[Finding]:
    home = case.environment.darkroom_home.resolve()
    path = home / "darkroom.db"
    if standing(home) is not Standing.OURS:
        return
    if not path.is_file():
        yield ABSENT
        return
    looked = look(path)
    yield Finding(BOOKS, "database", *_database(looked))
    if looked.problem is None:
        yield Finding(BOOKS, "artifacts", *_artifacts(home, looked))
        yield Finding(BOOKS, "formula", *checkup.formula(looked.audited))
        off, rejected, worked = not case.policy.background, looked.background_rejected, looked.background_worked
        yield Finding(OPENAI, "background", *checkup.background(off=off, rejected=rejected, worked=worked))


def _database(looked: Looked) -> checkup.Judged:
    if looked.problem is not None:
        remedy = "Stop the bot, keep a copy of the file, and restore the newest backup."
        return State.PROBLEM, f"The database cannot be used: {looked.problem}.", remedy
    return checkup.schema(looked.pending, looked.unknown) or checkup.database(
        looked.bytes, looked.wal_bytes, looked.open_turns
    )


def _artifacts(home: Path, looked: Looked) -> checkup.Judged:
    if not looked.artifacts:
        return State.OK, "No pictures are kept yet.", ""
    if not (home / "artifacts").is_dir():  # the store would make it
        return checkup.artifacts(looked.artifacts, len(looked.newest), len(looked.newest))
    blobs = Blobs(home)
    wrong = [sha for sha in looked.newest if not blobs.has(sha) or blobs.digest(sha) != sha]
    return checkup.artifacts(looked.artifacts, len(looked.newest), len(wrong))
