"""Every request received, as it came, without its secrets and without the bulk of its pictures. Bounded."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import orjson
import pybase64
from aiohttp import web

SECRET_HEADERS: Final = frozenset({"authorization", "cookie", "proxy-authorization"})
DATA_URL: Final = re.compile(r"^data:([\w/+.-]+);base64,")


@dataclass(slots=True)
class Entry:
    """One request. `status` is None until it has been answered, and stays so where it never was."""

    request_id: str
    at: float
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None
    status: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class Journal:
    """The latest requests, oldest first."""

    entries: deque[Entry] = field(default_factory=deque)

    def write(self, entry: Entry, *, most: int) -> Entry:
        """Keep *entry*, forget what exceeds *most*, and return it."""
        self.entries.append(entry)
        while len(self.entries) > most:
            self.entries.popleft()
        return entry

    def of(self, method: str, path: str) -> list[Entry]:
        """Return the entries with exactly this method and path."""
        return [entry for entry in self.entries if (entry.method, entry.path) == (method, path)]


async def entry_of(request: web.Request, request_id: str, at: float) -> Entry:
    """Return *request* as it goes into the journal."""
    body = readable(await request.read())
    return Entry(request_id, at, request.method, request.path, dict(request.query), redacted(request.headers), body)


def redacted(headers: Mapping[str, str]) -> dict[str, str]:
    """Return *headers* with lower-case names and no credentials."""
    return {name.lower(): "[redacted]" if name.lower() in SECRET_HEADERS else text for name, text in headers.items()}


def readable(body: bytes) -> Any:
    """Return *body* as JSON with its data URLs abbreviated, or its beginning as text where it is no JSON."""
    if not body:
        return None
    try:
        return _abbreviated(orjson.loads(body))
    except orjson.JSONDecodeError:
        return body[:200].decode(errors="replace")


def _abbreviated(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _abbreviated(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_abbreviated(inner) for inner in value]
    return _short(value) if isinstance(value, str) else value


def _short(text: str) -> str:
    """Return a data URL as `data:image/png;base64,[bytes=… sha256=…]`; other texts are returned as they are."""
    head = DATA_URL.match(text)
    if head is None:
        return text
    try:
        data = pybase64.b64decode(text[head.end() :], validate=True)
    except ValueError:
        return f"{head[0]}[not base64, characters={len(text) - head.end()}]"
    return f"{head[0]}[bytes={len(data)} sha256={sha256(data).hexdigest()}]"
