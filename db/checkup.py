"""Looking at a database without touching it, beside a running bot: what `darkroom doctor` asks. Only reads."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import orjson
from sqlite_utils import Database

from bot.domain.auditing import NONE_AUDITED, Audited
from bot.domain.fallbacks import Fallback
from bot.domain.gates.exception import RiskException
from bot.domain.gates.record import VerdictRecord
from db import audits, exceptions, verdicts
from db.findings import BACKGROUND, recall
from db.migrations import migrations, pending
from db.tx import Tx

SAMPLE = 25
AUDITS = "0003_audits"
TEAM = """
    SELECT team FROM routes WHERE base_url = :url AND model = :model AND key_group = :group ORDER BY team LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen. `problem` is SQLite's own word where the database cannot be used; nothing else is known then."""

    problem: str | None = None
    pending: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    bytes: int = 0
    wal_bytes: int = 0
    open_turns: int = 0
    artifacts: int = 0
    newest: tuple[str, ...] = ()
    background_rejected: bool = False
    background_worked: bool = False
    audited: Audited = NONE_AUDITED


def look(path: Path) -> Looked:
    """Look at the database at *path*, which must exist."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=3)) as connection:
            connection.row_factory = sqlite3.Row
            return _look(connection, path)
    except sqlite3.Error as error:
        return Looked(problem=str(error))


def on_route(path: Path, lane: Fallback) -> tuple[VerdictRecord | None, RiskException | None]:
    """Return the newest verdict on a fallback's route and the exception that stands; nothing where they cannot be read."""
    route = {
        "base_url": lane.base_url,
        "model": lane.model,
        "key_group": lane.key_group,
        "endpoint": lane.endpoint,
    }
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=3)) as connection:
            connection.row_factory = sqlite3.Row
            tx = Tx(connection)
            team = tx.value(TEAM, {"url": lane.base_url, "model": lane.model, "group": lane.key_group})
            if team is None:
                return None, None
            return verdicts.newest(tx, team=team, **route), exceptions.standing(tx, team=team, **route)
    except sqlite3.Error:
        return None, None


def _look(connection: sqlite3.Connection, path: Path) -> Looked:
    tx = Tx(connection)
    if (said := tx.value("PRAGMA quick_check(1)", {})) != "ok":
        return Looked(problem=str(said))
    waiting = tuple(pending(connection))
    wal = path.with_name(f"{path.name}-wal")
    newest = tx.rows(
        "SELECT sha256 FROM artifacts WHERE deleted_at IS NULL ORDER BY created_at DESC, sha256 LIMIT :most",
        {"most": SAMPLE},
    )
    return Looked(
        pending=waiting,
        unknown=_unknown(connection),
        bytes=path.stat().st_size,
        wal_bytes=wal.stat().st_size if wal.exists() else 0,
        open_turns=int(tx.value("SELECT count(*) FROM turns WHERE state <> 'closed'", {})),
        artifacts=int(tx.value("SELECT count(*) FROM artifacts WHERE deleted_at IS NULL", {})),
        newest=tuple(str(row["sha256"]) for row in newest),
        background_rejected=recall(tx, name=BACKGROUND) == "rejected",
        background_worked=_worked(tx),
        audited=NONE_AUDITED if AUDITS in waiting else audits.audited(tx, count=SAMPLE),
    )


def _unknown(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the migrations that a newer version has made: an empty database waits for all that this one knows."""
    with closing(sqlite3.connect(":memory:")) as empty:
        known = set(pending(empty))
    return tuple(one.name for one in migrations.applied(Database(connection)) if one.name not in known)


def _worked(tx: Tx) -> bool:
    """Whether one of the newest answers that came to their end was made in background mode."""
    rows = tx.rows(
        "SELECT parameters FROM attempts WHERE status = 'completed' ORDER BY ended_at DESC, id LIMIT :most",
        {"most": SAMPLE},
    )
    return any(orjson.loads(row["parameters"]).get("background") is True for row in rows)
