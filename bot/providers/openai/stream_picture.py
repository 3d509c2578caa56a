"""One picture on its way from base64 text to a file: decoded, written and hashed piece by piece, never held.

The rule: a picture comes out only if every character of its text was good; the first bad one ends it for good.
"""

import binascii
import hashlib
from io import BufferedWriter
from pathlib import Path
from typing import Final

import pybase64

from bot.domain.upstream import PictureFile
from bot.providers.openai.stream_spool import Spool

BLOCK: Final = 256 * 1024
"""Characters decoded at a time; a multiple of four."""
PAD: Final = ord("=")
DAMAGED: Final = "The picture arrived damaged: its data is not valid base64."
EMPTY: Final = "The picture arrived empty."


class PictureWriter:
    """Takes the text of one base64 value in pieces of any size; `finish` gives the file, or None and a `problem`."""

    def __init__(self, spool: Spool, limit: int) -> None:
        self.problem: str | None = None
        self._spool = spool
        self._limit = limit
        self._rest = b""
        self._padded = False
        self._size = 0
        self._hash = hashlib.sha256()
        self._path: Path | None = None
        self._file: BufferedWriter | None = None

    def feed(self, text: memoryview) -> None:
        """Add the next characters of the value, already free of JSON escapes."""
        if self.problem:
            return
        if self._rest:
            missing = 4 - len(self._rest)
            self._rest += bytes(text[:missing])
            text = text[missing:]
            if len(self._rest) < 4:
                return
            self._decode(memoryview(self._rest))
        whole = len(text) & ~3
        for at in range(0, whole, BLOCK):
            self._decode(text[at : min(at + BLOCK, whole)])
        self._rest = bytes(text[whole:])

    def spoil(self, problem: str = DAMAGED) -> None:
        """Give the picture up: nothing of it stays on disk, and nothing more is taken."""
        self.problem = self.problem or problem
        self.discard()

    def finish(self) -> PictureFile | None:
        """Return the complete picture, closed on disk; None, and `problem` set, where there is none."""
        if self._rest:
            self.spoil()
        if self._file is None or self._path is None:
            self.spoil(EMPTY)
            return None
        self._file.close()
        return PictureFile(self._path, self._hash.hexdigest(), self._size)

    def discard(self) -> None:
        """Remove what was written. Safe to call twice, and after the picture was handed over."""
        if self._path is not None:
            self._spool.remove(self._path)
        self._file = self._path = None
        self._rest = b""

    def _decode(self, text: memoryview) -> None:
        if self.problem:
            return
        try:
            piece = pybase64.b64decode(text, validate=True)
        except binascii.Error:
            self.spoil()
            return
        if self._padded:
            self.spoil()
            return
        self._padded = text[-1] == PAD
        self._write(piece)

    def _write(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            self.spoil(f"The picture is larger than {self._limit:,} bytes.")
            return
        if self._file is None:
            self._path, self._file = self._spool.create()
        self._file.write(piece)
        self._hash.update(piece)
