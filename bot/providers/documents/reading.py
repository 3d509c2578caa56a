"""The reading of a stranger's document: runs only in the process apart, under its limits, and nowhere else.

The order is the rule: size, bytes, kind, text, mask, cut. Nothing unmasked leaves this process.
"""

import hashlib
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError

from bot.domain.document import Document, DocumentKind
from bot.domain.secrets import Masked, mask
from bot.providers.apart import clock
from bot.providers.documents.docx import docx_text
from bot.providers.documents.kinds import UNSHOWN, binary_kind, decoded, json_value, text_kind
from bot.providers.documents.limits import MB, DocumentLimits
from bot.providers.documents.pdf import pdf_pages
from bot.providers.documents.problems import ENDINGS, Trouble, Unread, UnreadableError
from bot.providers.documents.records import har_text, json_text
from bot.providers.documents.web_page import seen_text

PARSER_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    EOFError,
    RuntimeError,
    RecursionError,
    NotImplementedError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    ExpatError,
)
"""What parsers raise on files that lie: whatever they met, so the list is long but not everything."""


@dataclass(frozen=True, slots=True)
class Order:
    """One file to read; *name* is what people call it."""

    path: Path
    name: str
    limits: DocumentLimits


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says, before it is masked; `removed` are the kinds of secrets that are gone already, `cut` as of a PDF."""

    kind: DocumentKind
    text: str
    removed: tuple[str, ...] = ()
    cut: bool = False


def read(order: Order) -> Document | Unread:
    """Carry out *order*. The process dies where it takes too long: that is how it is stopped inside a parser."""
    try:
        with clock(order.limits):
            return _document(order)
    except UnreadableError as error:
        return error.unread
    except MemoryError:
        return Unread(Trouble.COSTLY, ENDINGS[Trouble.COSTLY], "out of memory")
    except PARSER_ERRORS as error:
        return Unread(Trouble.BROKEN, ENDINGS[Trouble.BROKEN], f"{type(error).__name__}: {error}")


def _document(order: Order) -> Document:
    data = _bytes(order.path, order.limits.max_bytes)
    said = _said(data, order)
    shown, cut = _cut(said.text, order.limits.max_characters)
    masked = mask(shown)
    if not masked.text.strip():
        raise UnreadableError(Trouble.EMPTY)
    kinds = tuple(dict.fromkeys((*said.removed, *masked.kinds)))
    digest = hashlib.sha256(data).hexdigest()
    return Document(mask(order.name).text, said.kind, masked.text, digest, kinds, truncated=cut or said.cut)


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableError(Trouble.LARGE, f"is larger than {most // MB} MB, which is the most that is read.")
    return data


def _said(data: bytes, order: Order) -> Said:
    match binary_kind(data):
        case DocumentKind.PDF:
            pages = pdf_pages(data, order.limits)
            return Said(DocumentKind.PDF, pages.text, cut=pages.cut)
        case DocumentKind.DOCX:
            return Said(DocumentKind.DOCX, docx_text(data, order.limits))
        case _:
            return _said_in_text(decoded(data), order.name)


def _said_in_text(text: str, name: str) -> Said:
    document = json_value(text)
    match kind := text_kind(name, text, document):
        case DocumentKind.HAR | DocumentKind.JSON:
            masked = _record(kind, text, document)
            return Said(kind, masked.text, masked.kinds)
        case DocumentKind.HTML:
            return Said(kind, seen_text(text))
        case DocumentKind.MARKDOWN:
            return Said(kind, UNSHOWN.sub("", text))
        case _:
            return Said(kind, text)


def _record(kind: DocumentKind, text: str, document: object) -> Masked:
    return har_text(document) if kind is DocumentKind.HAR else json_text(text, document)


def _cut(text: str, most: int) -> tuple[str, bool]:
    """Return at most *most* characters, and whether there were more; never half a word, which could be half a secret."""
    if len(text) <= most:
        return text, False
    kept = text[:most]
    return (kept if text[most].isspace() else kept[: len(kept) - len(kept.split()[-1])] if kept.split() else ""), True
