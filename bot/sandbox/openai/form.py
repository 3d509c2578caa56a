"""A form that came with files (RFC 7578), read from its bytes: the journal has read them before."""

import re
from dataclasses import dataclass
from typing import Final

from bot.sandbox.openai.refusal import Refusal

BOUNDARY: Final = re.compile(r'boundary="?([^";]+)"?')
NAME: Final = re.compile(rb'name="([^"]*)"')
FILE: Final = re.compile(rb'filename="')
NO_FORM: Final = "The request body is not a multipart form."


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name without `[]`, its bytes, and whether it came as a file."""

    name: str
    data: bytes
    is_file: bool


def fields(content_type: str, body: bytes) -> list[Field]:
    """Return the fields of a form in order; raises `Refusal` where it is none."""
    boundary = BOUNDARY.search(content_type)
    if boundary is None or not content_type.startswith("multipart/form-data"):
        raise Refusal(NO_FORM, code="unsupported_content_type", param=None)
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())
    return [_field(part) for part in parts[1:] if not part.startswith(b"--")]


def _field(part: bytes) -> Field:
    head, found, data = part.partition(b"\r\n\r\n")
    name = NAME.search(head)
    if not found or name is None:
        raise Refusal(NO_FORM, code="unsupported_content_type", param=None)
    return Field(name[1].decode().removesuffix("[]"), data, FILE.search(head) is not None)
