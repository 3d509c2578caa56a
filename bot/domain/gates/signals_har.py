"""A browser's record of calls (HAR), read without what must not be read.

Cookies and credentials are dropped before anything else looks at an entry. What is left of them is the names of the
cookies, and whether a credential was a token of ChatGPT's login; how a session was obtained is nobody's business here.
"""

import base64
import binascii
import json
from collections.abc import Iterator
from typing import Any

from bot.domain.gates.signals_credentials import LOGIN_TOKEN, is_login_token
from bot.domain.gates.signals_passages import lines, values
from bot.domain.gates.signals_scene import Exchange, Passage

CREDENTIALS = frozenset({"authorization", "proxy-authorization", "api-key", "x-api-key", "x-goog-api-key"})
COOKIES = frozenset({"cookie", "set-cookie"})


def entries(document: object) -> list[dict[str, Any]]:
    """Return the entries of a HAR; an empty list where it is none."""
    log = document.get("log") if isinstance(document, dict) else None
    found = log.get("entries") if isinstance(log, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def passages(entry: dict[str, Any], where: str) -> Iterator[Passage]:
    """Yield address, headers and bodies of one entry."""
    request, response = _part(entry, "request"), _part(entry, "response")
    yield Passage(f"{where} request", f"{request.get('method', '')} {request.get('url', '')}".strip())
    for side, message in (("request", request), ("response", response)):
        yield from _headers(message, f"{where} {side}")
        yield from _body(body(message), f"{where} {side}")


def exchange(entry: dict[str, Any], where: str) -> Exchange:
    """Return what was asked and answered in JSON; the other side stays empty."""
    asked, answered = (_object(body(_part(entry, side))) for side in ("request", "response"))
    return Exchange(where, asked, answered)


def body(message: dict[str, Any]) -> str:
    """Return the text of a request or a response."""
    held = _part(message, "postData") or _part(message, "content")
    text = held.get("text")
    if not isinstance(text, str):
        return ""
    if held.get("encoding") != "base64":
        return text
    try:
        return base64.b64decode(text).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _headers(message: dict[str, Any], where: str) -> Iterator[Passage]:
    headers = message.get("headers")
    for header in headers if isinstance(headers, list) else ():
        if isinstance(header, dict):
            name, value = str(header.get("name", "")), str(header.get("value", ""))
            yield Passage(f"{where} header {name}", f"{name}: {_without_secret(name.lower(), value)}")


def _without_secret(name: str, value: str) -> str:
    if name in COOKIES:
        return f"names {', '.join(part.partition('=')[0].strip() for part in value.split(';') if '=' in part)}"
    if name in CREDENTIALS:
        return LOGIN_TOKEN if is_login_token(value) else "[removed]"
    return value


def _body(text: str, where: str) -> Iterator[Passage]:
    document = _json(text)
    if document is None:
        yield from (Passage(f"{where} {one.where}", one.text) for one in lines(text))
    else:
        yield from values(document, f"{where} $")


def _part(of: dict[str, Any], name: str) -> dict[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def _object(text: str) -> dict[str, Any]:
    found = _json(text)
    return found if isinstance(found, dict) else {}


def _json(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
