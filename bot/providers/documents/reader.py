"""The one way services read a person's document: in a process apart, with a sentence for whatever goes wrong there."""

import asyncio
from functools import partial
from pathlib import Path, PurePath

import structlog

from bot.domain.document import Document
from bot.domain.errors import PersonError
from bot.domain.secrets import mask
from bot.providers.apart import Apart, DiedError, confine
from bot.providers.documents.limits import DEFAULT_LIMITS, MB, DocumentLimits
from bot.providers.documents.problems import ENDINGS, Trouble, Unread
from bot.providers.documents.reading import Order, read

log = structlog.get_logger(__name__)


class DocumentReader:
    """Reads documents one by one; `close` ends the process."""

    def __init__(self, limits: DocumentLimits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._apart = Apart(limits, partial(confine, limits))

    async def read(self, path: PurePath, name: str) -> Document:
        """Return what the file at *path* says; *name* is what people call it. The file stays the caller's.

        Raises PersonError with a sentence where it cannot be read, `OSError` where there is no such file.
        """
        name = mask(name).text
        size = (await asyncio.to_thread(Path(path).stat)).st_size
        if size > self._limits.max_bytes:
            most = self._limits.max_bytes / MB
            raise PersonError(Trouble.LARGE, f"{name} has {size / MB:,.1f} MB; at most {most:,.0f} MB are read.")
        match await self._read(Order(Path(path), name, self._limits)):
            case Document() as document:
                return document
            case Unread(trouble, ending, reason):
                log.info("document not read", code=trouble.value, reason=mask(reason).text)
                raise PersonError(trouble.value, f"{name} {ending}")

    def close(self) -> None:
        """Let the process go; a file under way ends by its own limits."""
        self._apart.close()

    async def _read(self, order: Order) -> Document | Unread:
        try:
            return await self._apart.do(read, order)
        except DiedError:
            return Unread(Trouble.COSTLY, ENDINGS[Trouble.COSTLY], "killed")
