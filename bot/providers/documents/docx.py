"""The text of a Word document: its paragraphs, and its tables row by row, with tabs between the cells.

The archive is measured while it is unpacked, and XML with a document type is refused: without one there are no entities
to blow up. Text that Word hides, or shows as deleted, is left out. Format: ECMA-376, part 1, §17.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from posixpath import normpath
from typing import Final
from xml.parsers import expat

from bot.providers.documents.limits import DocumentLimits
from bot.providers.documents.problems import READABLE, Trouble, UnreadableError

RELATIONS: Final = "_rels/.rels"
MAIN: Final = "/officeDocument"
NOTES: Final = ("footnotes.xml", "endnotes.xml")
BREAKS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
DEEPEST: Final = 500
ENCRYPTED: Final = 0x1


def docx_text(data: bytes, limits: DocumentLimits) -> str:
    """Return the text of the document in *data*, footnotes last. Raises UnreadableError, and what zipfile raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > limits.max_parts:
            raise UnreadableError(Trouble.BOMB)
        room = Room(archive, limits.max_unpacked_bytes)
        main = _main_part(room)
        folder = main.rpartition("/")[0]
        parts = [main, *(f"{folder}/{name}" for name in NOTES)]
        return "\n".join(said for part in parts if room.has(part) for said in Body.of(room.read(part)))


class Room:
    """An archive and how much of it may still be unpacked."""

    def __init__(self, archive: zipfile.ZipFile, left: int) -> None:
        self._archive, self._left = archive, left
        self._names = frozenset(archive.namelist())

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._names

    def read(self, name: str) -> bytes:
        """Unpack a part; raises UnreadableError where it is locked or larger than what is left."""
        found = self._archive.getinfo(name)
        if found.flag_bits & ENCRYPTED:
            raise UnreadableError(Trouble.LOCKED)
        with self._archive.open(found) as part:
            unpacked = part.read(self._left + 1)
        self._left -= len(unpacked)
        if self._left < 0:
            raise UnreadableError(Trouble.BOMB)
        return unpacked


def _main_part(room: Room) -> str:
    """Return the name of the part that holds the text."""
    found = ""

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal found
        if _local(name) == "Relationship" and attributes.get("Type", "").endswith(MAIN):
            found = normpath(attributes.get("Target", "").lstrip("/"))

    if room.has(RELATIONS):
        _parse(room.read(RELATIONS), begin, lambda _: None, lambda _: None)
    if not found.endswith(".xml") or "word" not in found or not room.has(found):
        raise UnreadableError(
            Trouble.FORMAT, f"is a ZIP archive or another Office file, which is not read here. {READABLE}"
        )
    return found


class Body:
    """Follows a part's elements and collects its lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._rows: list[list[str]] = []
        self._unseen = self._depth = 0
        self._in_text = self._vanished = False

    @classmethod
    def of(cls, xml: bytes) -> Iterator[str]:
        """Yield the lines of a part."""
        body = cls()
        _parse(xml, body.begin, body.end, body.words)
        yield from body.lines

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        local = _local(name)
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableError(Trouble.DEEP)
        if self._unseen or local in {"Fallback", "del", "moveFrom"}:
            self._unseen += 1
        elif local == "r":
            self._vanished = False
        elif local == "vanish":
            self._vanished = attributes.get("w:val", "true") not in {"0", "false", "off"}
        elif local in BREAKS and not self._vanished:
            self._line.append(BREAKS[local])
        elif local == "tr":
            self._rows.append([])
        self._in_text = local == "t"

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        self._in_text = False
        if self._unseen:
            self._unseen -= 1
            return
        match _local(name):
            case "r":
                self._vanished = False
            case "p" if self._rows:
                self._line.append(" ")
            case "p":
                self._finish()
            case "tc" if self._rows:
                self._rows[-1].append(" ".join("".join(self._line).split()))
                self._line.clear()
            case "tr" if self._rows:
                self._line.append("\t".join(self._rows.pop()))
                self._finish_row()

    def words(self, data: str) -> None:
        """Text stands here."""
        if self._in_text and not self._unseen and not self._vanished:
            self._line.append(data)

    def _finish(self) -> None:
        self.lines.append("".join(self._line).strip())
        self._line.clear()

    def _finish_row(self) -> None:
        if not self._rows:
            self._finish()


def _parse(
    xml: bytes,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, words
    parser.buffer_text = True
    parser.Parse(xml, True)


def _refuse(*_: object) -> None:
    raise UnreadableError(Trouble.BOMB)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
