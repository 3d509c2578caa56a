"""The content-addressed store: a folder of files named by their SHA-256. Only this file knows paths.

A picture arrives complete, as a temporary file in the spool on the same disk, is synced, and renamed into place: it is
either there whole or not there.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path, PurePath

PIECE = 1 << 20


class Blobs:
    """Artifacts below *home*: `artifacts/ab/abcdef…`, private to the user; `spool/` for what is not complete yet."""

    def __init__(self, home: Path) -> None:
        self.root = home / "artifacts"
        self.spool = home / "spool"
        for folder in (self.root, self.spool):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where the artifact *sha256* is, or would be."""
        return self.root / sha256[:2] / sha256

    def keep(self, spooled: PurePath, sha256: str) -> Path:
        """Move a complete *spooled* file into the store under its name and return its place."""
        source, target = Path(spooled), self.path(sha256)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        self._sync(source)
        source.chmod(0o600)
        source.replace(target)
        self._sync(target.parent)
        return target

    def has(self, sha256: str) -> bool:
        """Whether the artifact is on disk."""
        return self.path(sha256).is_file()

    def all(self) -> Iterator[str]:
        """Yield the names of everything in the store."""
        for path in sorted(self.root.glob("??/*")):
            yield path.name

    def digest(self, sha256: str) -> str:
        """Return the SHA-256 of the bytes that stand under the name *sha256*."""
        found = hashlib.sha256()
        with self.path(sha256).open("rb") as file:
            while piece := file.read(PIECE):
                found.update(piece)
        return found.hexdigest()

    def sweep(self) -> int:
        """Remove what an earlier process left in the spool; return how many files. Only for the process that owns the home."""
        left = list(self.spool.iterdir())
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    @staticmethod
    def _sync(path: Path) -> None:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
