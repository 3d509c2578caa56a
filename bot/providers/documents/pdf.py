"""The text of a PDF, page by page, in the order in which each page writes it.

A PDF that only forbids printing or copying opens without a password, as it does for anybody who looks at it.
"""

import io
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.providers.documents.limits import DocumentLimits
from bot.providers.documents.problems import Trouble, UnreadableError

if TYPE_CHECKING:
    from pypdf import PdfReader


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of the pages that were read; `cut` where there are more that would have taken too long."""

    text: str
    cut: bool


def pdf_pages(data: bytes, limits: DocumentLimits) -> Pages:
    """Return the text, an empty line between two pages. Raises UnreadableError, and what a parser met."""
    from pypdf import PdfReader  # noqa: PLC0415  # a quarter of a second, only where a PDF is read
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415  # as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say of a stranger's file helps nobody
    try:
        return _pages(PdfReader(io.BytesIO(data)), limits)
    except DependencyError as error:  # AES needs a library that is not worth its weight here
        raise UnreadableError(
            Trouble.LOCKED, "is locked. Print it to a new PDF without a password and send that."
        ) from error
    except PyPdfError as error:
        raise UnreadableError(Trouble.BROKEN) from error


def _pages(reader: "PdfReader", limits: DocumentLimits) -> Pages:
    _open(reader)
    until = time.monotonic() + limits.page_seconds
    said: list[str] = []
    length = 0
    for page in reader.pages:
        if length > limits.max_characters or time.monotonic() > until:
            return Pages("\n\n".join(said), cut=True)
        if lines := _lines(page.extract_text()):
            said.append(lines)
            length += len(lines) + 2
    if not said:
        raise UnreadableError(Trouble.SCANNED)
    return Pages("\n\n".join(said), cut=False)


def _open(reader: "PdfReader") -> None:
    from pypdf import PasswordType  # noqa: PLC0415  # as above

    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise UnreadableError(Trouble.LOCKED)


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()
