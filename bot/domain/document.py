"""A document somebody put into a thread, as text: its kind, what it says, and what was taken out of it.

The digest is of the bytes as they were sent, so that a changed page is noticed. Secrets are gone before this exists.
"""

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a file is by its content."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    HAR = "har"
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Document:
    """A read document. `secrets` are the kinds that were masked; `truncated` says that its end was left out."""

    name: str
    kind: DocumentKind
    text: str
    sha256: str
    secrets: tuple[str, ...] = ()
    truncated: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever sent it should know, in sentences."""
        cut = (f"{self.name} is long: its first {len(self.text):,} characters were read.",) if self.truncated else ()
        found = f"{self.name} held secrets ({', '.join(self.secrets)}); they were masked. Revoke them."
        return (*cut, found) if self.secrets else cut
