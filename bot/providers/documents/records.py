"""JSON and HAR as text: as it was written wherever that is safe, and without the values that grant access.

A HAR is told call by call: address, headers, bodies. Cookies are their names alone, credentials are gone.
"""

import json
from typing import Any, Final

from bot.domain.gates import signals_har
from bot.domain.gates.signals_credentials import LOGIN_TOKEN
from bot.domain.gates.signals_quote import CREDENTIAL, REMOVED
from bot.domain.secrets import Masked

ESCAPE: Final = "\\u"


def json_text(text: str, document: Any) -> Masked:
    """Return the text of a JSON document; written anew where escapes could hide a secret from the mask."""
    shown = json.dumps(document, ensure_ascii=False, indent=2) if ESCAPE in text else text
    return _without_credentials(shown, ())


def har_text(document: Any) -> Masked:
    """Return the calls of a HAR as lines."""
    lines: list[str] = []
    for number, entry in enumerate(signals_har.entries(document), 1):
        lines += [f"Entry {number}", *(passage.text for passage in signals_har.passages(entry, "")), ""]
    return _without_credentials("\n".join(lines).rstrip(), _dropped(document, lines))


def _dropped(document: Any, lines: list[str]) -> tuple[str, ...]:
    entries = signals_har.entries(document)
    sides = [entry[side] for entry in entries for side in ("request", "response") if isinstance(entry.get(side), dict)]
    cookies = any(side.get("cookies") for side in sides) or any(_is_header(line, signals_har.COOKIES) for line in lines)
    keys = any(_is_header(line, signals_har.CREDENTIALS) or LOGIN_TOKEN in line for line in lines)
    return ("cookie",) * cookies + ("authorization header",) * keys


def _is_header(line: str, names: frozenset[str]) -> bool:
    return line.partition(":")[0].lower() in names


def _without_credentials(text: str, kinds: tuple[str, ...]) -> Masked:
    safe, count = CREDENTIAL.subn(rf"\1{REMOVED}", text)
    return Masked(safe, (*kinds, "credential") if count else kinds)
