"""The temporary files of one stream: each is either handed to the consumer or gone when the stream is left."""

import tempfile
from io import BufferedWriter, FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.domain.upstream import Final, Preview, StreamEvent

WRITE_BYTES = 128 * 1024


class Spool:
    """Makes private (0600) files in *folder*, which must exist, and on leaving removes those never handed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine: dict[Path, BufferedWriter] = {}

    def create(self) -> tuple[Path, BufferedWriter]:
        """Return a new empty file and its path. Raises `OSError` where the folder or the disk does not allow it."""
        handle, name = tempfile.mkstemp(prefix="picture-", suffix=".part", dir=self._folder)
        path = Path(name)
        self._mine[path] = BufferedWriter(FileIO(handle, "wb"), WRITE_BYTES)
        return path, self._mine[path]

    def release(self, event: StreamEvent) -> StreamEvent:
        """Return *event*; its picture is no longer this spool's to remove."""
        if isinstance(event, Preview | Final) and event.picture is not None:
            self._mine.pop(Path(event.picture.path), None)
        return event

    def remove(self, path: Path) -> None:
        """Close and delete one of this spool's files; a path it no longer owns is left alone."""
        file = self._mine.pop(path, None)
        if file is not None:
            file.raw.close()  # unflushed: what is thrown away need not reach the disk first
            path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for path in tuple(self._mine):
            self.remove(path)
