"""Kinds of document by their content. A name tells Markdown from other plain text, and that is all it tells.

Markdown may begin with a tag and stays Markdown; only a whole page does not. JSON that means to be a HAR and is none
is not read at all: its cookies could not be told from the rest.
"""

import json
import re
from typing import Any, Final

from bot.domain.document import DocumentKind
from bot.domain.gates import signals_har
from bot.domain.gates.signals_reading import HAR
from bot.providers.documents.problems import READABLE, Trouble, UnreadableError

BINARIES: Final = (
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office file, or a locked one. Save it as DOCX without a password."),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|BM....\0\0\0\0|II\*\0|MM\0\*|....ftyp",
     f"is a picture or a film. {READABLE}"),
    (rb"\{\\rtf", f"is an RTF file, which is not read here. {READABLE}"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ", f"is a packed file, which is not opened here. {READABLE}"),
)  # fmt: skip
OTHERS: Final = tuple((re.compile(start, re.DOTALL), ending) for start, ending in BINARIES)
PDF: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}%PDF-")
ZIP: Final = b"PK\x03\x04"
MARKS: Final = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,4000}?-->\s*){0,9}"
    r"<(?:(?P<whole>!doctype\s+html|html|head|body)|meta|title|link|style|script|base|div|p|h[1-6]|table|main|article|section"
    r"|header|nav|ul|ol|span|center|font|a|b|strong|form|template|noscript)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
UNSHOWN: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""What Markdown does not show."""


def binary_kind(data: bytes) -> DocumentKind | None:
    """Return PDF or DOCX by the first bytes, None where it may be text. Raises UnreadableError for other formats."""
    if PDF.match(data):
        return DocumentKind.PDF
    if data.startswith(ZIP):
        return DocumentKind.DOCX
    for start, ending in OTHERS:
        if start.match(data):
            raise UnreadableError(Trouble.FORMAT, ending)
    return None


def decoded(data: bytes) -> str:
    """Return *data* as text with plain line ends: UTF-8, or UTF-16 that says so. Raises UnreadableError."""
    encoding = next((name for name, mark in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(Trouble.FORMAT if b"\0" in data else Trouble.ENCODING) from error
    if UNPRINTABLE.search(text):
        raise UnreadableError(Trouble.FORMAT)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def text_kind(name: str, text: str, document: Any) -> DocumentKind:
    """Return what kind of text *text* is; *document* is its JSON value, None where it has none."""
    if signals_har.entries(document):
        return DocumentKind.HAR
    if HAR.match(text):
        raise UnreadableError(
            Trouble.BROKEN, "is no whole HAR, so its cookies cannot be told from the rest: export it again."
        )
    if document is not None:
        return DocumentKind.JSON
    found = PAGE.match(text)
    markdown = name.lower().endswith(MARKDOWN)
    if found and (not markdown or found["whole"]):
        return DocumentKind.HTML
    return DocumentKind.MARKDOWN if markdown else DocumentKind.TEXT


def json_value(text: str) -> Any:
    """Return the JSON object or list that *text* is, None where it is something else. Raises UnreadableError."""
    if text.lstrip()[:1] not in {"{", "["}:
        return None
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UnreadableError(Trouble.DEEP) from error
    except ValueError:
        return None
