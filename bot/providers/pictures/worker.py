"""References made safe: a stranger's picture is decoded in a process of its own and comes back as pixels alone.

One process, one picture at a time, so that what kills the process is known by name; the next picture gets a new one.
"""

import asyncio
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bot.providers.apart import Apart, DiedError
from bot.providers.pictures.decoding import WRITES_AS, Decoded, Failed, Order, begin, decode
from bot.providers.pictures.facts import DEFAULT_LIMITS, PictureFacts, PictureLimits
from bot.providers.pictures.inspection import inspect
from bot.providers.pictures.problems import Damaged, Undecodable
from bot.providers.pictures.signatures import FORMATS

PILLOW_NAMES: Final = {known.media_type: known.pillow for known in FORMATS}


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture made safe: a new file, what it is, and a note for the person where something of theirs was left out."""

    path: Path
    facts: PictureFacts
    note: str | None = None


class ReferenceWorker:
    """Decodes pictures one by one in a process that starts with the first and, after a crash, anew with the next."""

    def __init__(self, limits: PictureLimits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._apart = Apart(limits, partial(begin, limits))

    async def prepare(
        self, path: Path, folder: Path, *, name: str | None = None, longest_edge: int | None = None
    ) -> Reference:
        """Return *path* anew, in a private file of *folder* that belongs to the caller; *name* is what people call it.

        Upright, sRGB, 8 bits, no metadata, first frame, at most *longest_edge* pixels long (default: the limits').
        JPEG stays JPEG, all else becomes PNG. Raises `PictureProblem`, and leaves no file behind then.
        """
        name = name or path.name
        found = await asyncio.to_thread(inspect, path, name=name, limits=self._limits)
        target = empty_file(folder, WRITES_AS[PILLOW_NAMES[found.media_type]][0])
        edge = longest_edge or self._limits.longest_edge
        try:
            decoded = await self._decode(Order(path, target, PILLOW_NAMES[found.media_type], self._limits, edge), name)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        note = f"{name} is animated; its first frame is used." if decoded.animated else None
        return Reference(target, decoded.facts, note)

    def close(self) -> None:
        """Let the process go; a decode under way ends by its own limits."""
        self._apart.close()

    async def _decode(self, order: Order, name: str) -> Decoded:
        match await self._in_process(order, name):
            case Decoded() as decoded:
                return decoded
            case Failed(out_of_memory=True):
                raise Undecodable(f"{name} takes more memory to decode than it may.")
            case Failed(reason=reason):
                problem = Damaged(f"{name} is damaged: it cannot be decoded to its end.")
                problem.add_note(reason)
                raise problem

    async def _in_process(self, order: Order, name: str) -> Decoded | Failed:
        try:
            return await self._apart.do(decode, order)
        except DiedError as error:
            raise Undecodable(f"{name} takes too long to decode, or breaks the decoder.") from error


def empty_file(folder: Path, written: str) -> Path:
    """Return a new private (0600) file in *folder*, which must exist."""
    handle, path = tempfile.mkstemp(prefix="reference-", suffix=f".{written.lower()}", dir=folder)
    with open(handle, "wb"):  # noqa: PTH123  # a file descriptor, not a path
        return Path(path)
