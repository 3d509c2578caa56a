"""The one way services look at pictures: finals by header and checksum here, strangers' pictures in a process apart."""

import asyncio
import hashlib
from pathlib import Path, PurePath

from bot.domain.upstream import PictureFile
from bot.ports import CleanReference, Looked
from bot.providers.pictures.inspection import inspect
from bot.providers.pictures.slack_preview import preview_for_slack
from bot.providers.pictures.worker import ReferenceWorker


class Looking:
    """Looks at pictures; `close` ends the worker process."""

    def __init__(self, spool: Path) -> None:
        self._spool = spool
        self._worker = ReferenceWorker()

    async def look(self, path: PurePath) -> Looked:
        """Return what a finished picture is; raises PictureProblem where it is none."""
        facts = await asyncio.to_thread(inspect, Path(path), name="The picture")
        return Looked(facts.media_type, facts.width, facts.height)

    async def clean(self, path: PurePath, name: str) -> CleanReference:
        """Return a person's picture decoded and stripped; raises PictureProblem with a sentence for the person."""
        made = await self._worker.prepare(Path(path), self._spool, name=name)
        file = await asyncio.to_thread(_hashed, made.path)
        return CleanReference(file, Looked(made.facts.media_type, made.facts.width, made.facts.height))

    async def for_slack(self, path: Path) -> Path:
        """Return a file that Slack's image blocks can show: *path* itself, or a converted copy for the caller to remove."""
        return await preview_for_slack(path, self._spool, self._worker)

    def close(self) -> None:
        """End the worker process."""
        self._worker.close()


def _hashed(path: Path) -> PictureFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return PictureFile(path, digest.hexdigest(), path.stat().st_size)
