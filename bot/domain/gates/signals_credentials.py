"""Whose credentials a file holds: a person's login instead of an API key, and lists of many such accounts.

Company logins are ordinary (Azure's Entra ID hands out JSON web tokens, and so does OpenAI for workloads), so a token
counts only where it names a ChatGPT account, and an OAuth pair only where it stands beside the mark of one.
Formats: the published sources of the tools that the table of signals names, and of OpenAI's own library.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any

from bot.domain.gates.signals_scene import Hit, Passage, Scene, objects

LOGIN_TOKEN = "[token of ChatGPT's login removed]"  # noqa: S105 - stands where a token stood
JWT = re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.(eyJ[A-Za-z0-9_-]{8,})(?:\.[A-Za-z0-9_-]*)?")
PROFILE = "https://api.openai.com/profile"
LOGIN_KEYS = frozenset({"access_token", "refresh_token", "session_token", "id_token"})
CODEX_KEYS = frozenset({"account_id", "chatgpt_account_id"})
ACCOUNT_KEYS = frozenset({"email", "account_id", "chatgpt_account_id", "plan_type", "account"})
ACCOUNT_LINE = re.compile(r"[^\s@]+@[\w.-]+(?:-{3,}|\||:)\S{6,}\Z")
KEY = re.compile(r"""^(?P<item>-\s+|\[\[)?["']?(?P<key>[A-Za-z_]+)["']?\s*(?:[:=]|\]\])""")


def is_login_token(text: str) -> bool:
    """Whether *text* holds a JSON web token that ChatGPT's login issued."""
    return any(_is_of_chatgpt(found[1]) for found in JWT.finditer(text))


def _is_of_chatgpt(payload: str) -> bool:
    try:
        said = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and (PROFILE in said or "chatgpt_" in json.dumps(said))


def login_token(scene: Scene) -> Iterator[Hit]:
    """Yield where a token of ChatGPT's login stands in for an API key."""
    for passage in scene.passages:
        if LOGIN_TOKEN in passage.text or is_login_token(passage.text):
            yield Hit(passage, LOGIN_TOKEN)


def login_file(scene: Scene) -> Iterator[Hit]:
    """Yield where the stored login of a ChatGPT account stands: OAuth tokens beside the account they are for."""
    for one in _tables(scene):
        if len(LOGIN_KEYS & one.keys()) > 1 and (CODEX_KEYS & one.keys() or one.get("type") == "codex"):
            yield Hit(_where(scene, one), "token")


def account_list(scene: Scene) -> Iterator[Hit]:
    """Yield where many accounts are listed: lines of address and password, or several logins in one file."""
    listed = [passage for passage in scene.passages if ACCOUNT_LINE.match(passage.text)]
    if len(listed) > 1:
        yield Hit(listed[0], "")
    logins = [one for one in _tables(scene) if LOGIN_KEYS & one.keys() and ACCOUNT_KEYS & one.keys()]
    if len(logins) > 1:
        yield Hit(_where(scene, logins[0]), "token")


def _tables(scene: Scene) -> list[dict[str, Any]]:
    documents = [exchange.response for exchange in scene.exchanges]
    found = [one for document in documents for one in objects(document)]
    return found or _blocks(scene.passages)


def _blocks(passages: tuple[Passage, ...]) -> list[dict[str, Any]]:
    """Return the list items of a YAML or TOML file, each as its keys; values are the passages they stand in."""
    found: list[dict[str, Any]] = []
    for passage in passages:
        key = KEY.match(passage.text)
        if key and key["item"]:
            found.append({})
        if key and found:
            found[-1].setdefault(key["key"], passage)
    return found


def _where(scene: Scene, one: dict[str, Any]) -> Passage:
    """Return the passage where the tokens of *one* begin."""
    key, value = next((key, value) for key, value in one.items() if key in LOGIN_KEYS)
    if isinstance(value, Passage):
        return value
    said = f'"{key}": {json.dumps(value, ensure_ascii=False)}'
    return next((passage for passage in scene.passages if passage.text == said), Passage("$", f'"{key}": "[removed]"'))
