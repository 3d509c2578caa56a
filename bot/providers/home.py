"""The home folder: private to its user, and owned by one process at a time.

The lock is the kernel's: it ends with the process, however that ends. Whoever holds it knows that every turn of an
earlier owner is nobody's.
"""

import fcntl
import os
from pathlib import Path
from typing import IO


class HomeInUseError(RuntimeError):
    """Another process works in this home."""


class Home:
    """*folder*, made and locked. Close it to let another process in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = self._take()

    @property
    def database(self) -> Path:
        """Where the database is."""
        return self.folder / "darkroom.db"

    @property
    def logs(self) -> Path:
        """The folder of the logs, made on first use."""
        folder = self.folder / "logs"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def close(self) -> None:
        """Let go of the lock."""
        self._lock.close()

    def _take(self) -> IO[str]:
        handle = os.fdopen(os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600), "r+")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.close()
            raise HomeInUseError(f"Another Darkroom process works in {self.folder}.") from error
        return handle


def in_use(folder: Path) -> bool:
    """Whether a process works in *folder* now; takes nothing and makes nothing."""
    lock = folder / "lock"
    if not lock.is_file():
        return False
    with lock.open("rb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
        return False
