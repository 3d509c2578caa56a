"""What can be wrong with a document, as the person who sent it reads it. Raised inside, a sentence outside.

`ending` follows the file's name; codes are stable and go to logs.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

READABLE: Final = "Text, Markdown, HTML, JSON, HAR, PDF and DOCX are."


class Trouble(StrEnum):
    """Why a document cannot be read."""

    EMPTY = "document_empty"
    LARGE = "document_too_large"
    FORMAT = "document_not_read"
    ENCODING = "document_not_text"
    BROKEN = "document_damaged"
    BOMB = "document_bomb"
    DEEP = "document_too_deep"
    LOCKED = "document_locked"
    SCANNED = "document_scanned"
    COSTLY = "document_unreadable"


ENDINGS: Final = {
    Trouble.EMPTY: "has no text in it.",
    Trouble.FORMAT: f"is of a kind that is not read here. {READABLE}",
    Trouble.ENCODING: "is text in another encoding than UTF-8. Save it as UTF-8 and send it again.",
    Trouble.BROKEN: "is damaged: it cannot be read to its end. Save it again and send the new file.",
    Trouble.BOMB: "unpacks to more than is read. Send the page in question as text or PDF.",
    Trouble.DEEP: "is nested too deep to be read. Send the part in question.",
    Trouble.LOCKED: "is locked with a password. Send a copy without one.",
    Trouble.SCANNED: "is a scan: there is no text in it. Send the page in question as a screenshot.",
    Trouble.COSTLY: "takes too long or too much memory to read. Send the page in question as text.",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """Why nothing was read: what a person is told after the file's name. `reason` is for the log alone."""

    trouble: Trouble
    ending: str
    reason: str = ""


class UnreadableError(Exception):
    """Raised by the readers where a document is none they can read."""

    def __init__(self, trouble: Trouble, ending: str = "") -> None:
        super().__init__(trouble)
        self.unread = Unread(trouble, ending or ENDINGS[trouble])
