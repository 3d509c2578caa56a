"""Verifying a live home: every artifact re-hashed, lineage walked, the ledger folded. Changes nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import Blobs
from db import verify
from db.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """A promise that does not hold: which, where, and how."""

    promise: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was found wrong."""

    findings: tuple[Finding, ...]
    artifacts: int
    totals: dict[str, int]


async def run(store: Store, blobs: Blobs, progress: Callable[[int, int], None] = lambda *_: None) -> Verified:
    """Return what does not hold; *progress* hears (done, of) while artifacts are hashed."""
    rows = await store.run(verify.artifacts)
    findings = [Finding(*row) for row in await store.run(verify.broken)]
    for done, (sha256, size) in enumerate(rows, start=1):
        if problem := await asyncio.to_thread(_artifact, blobs, sha256, size):
            findings.append(Finding("an artifact's name is the hash of its bytes", sha256, problem))
        progress(done, len(rows))
    return Verified(tuple(findings), len(rows), await store.run(verify.totals))


def _artifact(blobs: Blobs, sha256: str, size: int) -> str | None:
    if not blobs.has(sha256):
        return "missing on disk"
    if blobs.path(sha256).stat().st_size != size:
        return f"has {blobs.path(sha256).stat().st_size} bytes, not {size}"
    found = blobs.digest(sha256)
    return None if found == sha256 else f"hashes to {found}"
