"""The text of a PDF, page by page, in the order in which each page writes it.

A PDF that only forbids printing or copying opens without a password, as it does for anybody who looks at it.
"""

import io
import logging
from typing import TYPE_CHECKING

from bot.providers.documents.limits import DocumentLimits
from bot.providers.documents.problems import Trouble, UnreadableError

if TYPE_CHECKING:
    from pypdf import PdfReader


def pdf_text(data: bytes, limits: DocumentLimits) -> str:
    """Return the text, an empty line between two pages. Raises UnreadableError, and what pypdf raises."""
    from pypdf import PdfReader  # noqa: PLC0415  # a quarter of a second, only where a PDF is read
    from pypdf.errors import PyPdfError  # noqa: PLC0415  # as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say of a stranger's file helps nobody
    try:
        return _text(PdfReader(io.BytesIO(data)), limits)
    except PyPdfError as error:
        raise UnreadableError(Trouble.BROKEN) from error


def _text(reader: "PdfReader", limits: DocumentLimits) -> str:
    _open(reader)
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        said = _lines(page.extract_text())
        pages += [said] if said else []
        length += len(said) + 2
        if length > limits.max_characters:
            break
    if not pages:
        raise UnreadableError(Trouble.SCANNED)
    return "\n\n".join(pages)


def _open(reader: "PdfReader") -> None:
    if not reader.is_encrypted:
        return
    from pypdf import PasswordType  # noqa: PLC0415  # as above
    from pypdf.errors import DependencyError  # noqa: PLC0415  # as above

    try:
        opened = reader.decrypt("")
    except DependencyError as error:  # AES needs a library that is not worth its weight here
        raise UnreadableError(Trouble.LOCKED) from error
    if opened is PasswordType.NOT_DECRYPTED:
        raise UnreadableError(Trouble.LOCKED)


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()
