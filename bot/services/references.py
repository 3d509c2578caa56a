"""Pictures people attach: fetched, looked at, decoded elsewhere, stripped, kept as references."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from bot.domain.context import MAX_SOURCES, Role, Source
from bot.domain.errors import PersonError
from bot.domain.message import FileRef
from bot.ports import Attachments, Blobs, CleanReference, Clock, Pictures
from db import artifacts
from db.artifacts import NewArtifact
from db.store import Store

MAX_BYTES = 50_000_000


def check(files: Sequence[FileRef]) -> None:
    """Refuse what can be refused unseen; raises PersonError naming the file and the limit."""
    if len(files) > MAX_SOURCES:
        raise PersonError(
            "too_many_references", f"{len(files)} pictures are attached; at most {MAX_SOURCES} can be used."
        )
    for file in files:
        if file.size_bytes is not None and file.size_bytes >= MAX_BYTES:
            megabytes = file.size_bytes / 1_000_000
            raise PersonError("reference_too_large", f"{file.name} has {megabytes:.0f} MB; at most 50 MB can be used.")


class References:
    """Turns attached files into sources, or says in a sentence why not."""

    def __init__(self, store: Store, clock: Clock, blobs: Blobs, pictures: Pictures, attachments: Attachments) -> None:
        self._store, self._clock, self._blobs = store, clock, blobs
        self._pictures, self._attachments = pictures, attachments

    async def gather(self, files: Sequence[FileRef]) -> tuple[Source, ...]:
        """Return a source for each attached picture, in order; raises PersonError."""
        check(files)
        return tuple([await self._one(file) for file in files])

    async def _one(self, file: FileRef) -> Source:
        raw = await self._attachments.fetch(file)
        try:
            clean = await self._pictures.clean(raw, file.name)
        finally:
            with suppress(FileNotFoundError):
                Path(raw).unlink()
        return await self._keep(file, clean)

    async def _keep(self, file: FileRef, clean: CleanReference) -> Source:
        await asyncio.to_thread(self._blobs.keep, clean.file.path, clean.file.sha256)
        looked = clean.looked
        artifact = NewArtifact(
            sha256=clean.file.sha256,
            media_type=looked.media_type,
            width=looked.width,
            height=looked.height,
            size_bytes=clean.file.size_bytes,
            kind="reference",
            alt_text=file.name,
        )
        await self._store.run(partial(artifacts.keep, artifact=artifact, at=self._clock()))
        return Source(artifact.sha256, looked.media_type, looked.width, looked.height, Role.REFERENCE)
