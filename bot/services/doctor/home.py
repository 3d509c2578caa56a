"""The home on this machine: may this user work in it, is it private, is there room, does a process work in it."""

import asyncio
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.domain import checkup
from bot.domain.checkup import MACHINE, Finding, Standing, State
from bot.providers.home import in_use
from bot.services.doctor.case import Case

OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
WORK = os.R_OK | os.W_OK | os.X_OK
KEPT = ("darkroom.db", "artifacts", "logs")
WORKED_WITH = (*KEPT, "lock", "spool")


async def examine(case: Case) -> list[Finding]:
    """Return what is found; the home is only read, and is not made where it is not."""
    return await asyncio.to_thread(lambda: list(_home(case.environment.darkroom_home.resolve())))


def standing(home: Path) -> Standing:
    """Return how *home* stands to this user, who may not be allowed to see it at all."""
    nearest = _nearest(home)
    if not nearest.is_dir():
        return Standing.NO_FOLDER
    if not os.access(nearest, WORK):
        return Standing.CLOSED if nearest == home else Standing.UNMAKEABLE
    if nearest != home:
        return Standing.ABSENT
    return Standing.CLOSED if any(_barred(home / name) for name in WORKED_WITH) else Standing.OURS


def _barred(path: Path) -> bool:
    return os.access(path, os.F_OK) and not os.access(path, os.R_OK | os.W_OK)


def _nearest(home: Path) -> Path:
    """Return *home*, or the nearest place above it that this user can see."""
    return next(path for path in (home, *home.parents) if os.access(path, os.F_OK))


def _home(home: Path) -> Iterator[Finding]:
    yield Finding(MACHINE, "disk", *checkup.disk(shutil.disk_usage(_nearest(home)).free))
    stands = standing(home)
    yield Finding(MACHINE, "home", *(_private(home) if stands is Standing.OURS else checkup.home(str(home), stands)))
    if stands is Standing.OURS:
        working = "A Darkroom process works in it now." if in_use(home) else "No Darkroom process works in it now."
        yield Finding(MACHINE, "process", State.OK, working)


def _private(home: Path) -> checkup.Judged:
    kept = [home, *(home / name for name in KEPT)]
    open_to_others = [path.name for path in kept if path.exists() and path.stat().st_mode & OPEN_TO_OTHERS]
    return checkup.privacy(str(home), open_to_others)
