"""A file's text, cut into passages: lines, the blocks of a web page without its tags, or the values of a JSON document.

A long line is read in pieces that overlap. Long words in it are data and left out, and each piece is masked with what
stands before it, since a secret without its beginning has no form left to know it by.
"""

import json
import re
from collections.abc import Iterator
from html import unescape

from bot.domain.gates.signals_quote import masked
from bot.domain.gates.signals_scene import Passage
from bot.domain.secrets import PATTERNS

PRIVATE_KEY = PATTERNS[0][1]
LONGEST_LINE = 4000
LONG_WORD = re.compile(r"""[^\s"'<>,;&=]{300,}""")
OVERLAP = 800
BEFORE = 400
BREAKS = re.compile(
    r"(?:address|article|br|d[dlt]|div|footer|form|h[1-6r]|header|li|main|nav|ol|option|p|pre|section|t(?:able|body|r)|"
    r"thead|title|ul)\Z"
)
TAG = re.compile(r"<!--|<(?P<closes>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<![^<>]*>")
UNSEEN = frozenset({"script", "style", "template"})
LOOKS_LIKE_HTML = re.compile(r"\A\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
PLAIN_KEY = re.compile(r"[A-Za-z_][\w-]*\Z")


def lines(text: str) -> Iterator[Passage]:
    """Yield the lines of a text, pieces of very long ones."""
    whole = PRIVATE_KEY.sub(lambda key: "[private key removed]" + "\n" * key[0].count("\n"), text)
    for number, line in enumerate(whole.split("\n"), 1):
        if line.strip():
            yield from _pieces(Passage(f"line {number}", line.strip()))


def _pieces(passage: Passage) -> Iterator[Passage]:
    if len(passage.text) <= LONGEST_LINE:
        yield passage
        return
    whole = LONG_WORD.sub("…", passage.text)
    for start in range(0, len(whole), LONGEST_LINE - OVERLAP):
        safe = masked(whole[start : start + LONGEST_LINE])
        yield Passage(passage.where, safe[BEFORE if start else 0 :])


def is_html(text: str) -> bool:
    """Whether *text* begins as a web page does."""
    return LOOKS_LIKE_HTML.match(text) is not None


def page(text: str) -> Iterator[Passage]:
    """Yield the blocks of a web page, each with the line it begins on; the cells of a table's row stay together."""
    words: list[str] = []
    line = begun = 1
    for said, breaks, newlines in _shown(text):
        if said:
            begun = begun if words else line + _blank_lines(said)
            words += unescape(said).split()
        if breaks and words:
            yield from _pieces(Passage(f"line {begun}", " ".join(words)))
            words = []
        line += newlines
    if words:
        yield from _pieces(Passage(f"line {begun}", " ".join(words)))


def _shown(text: str) -> Iterator[tuple[str, bool, int]]:
    """Yield what a reader sees between two tags, whether the second ends a block, and the newlines up to its end."""
    at = 0
    while tag := TAG.search(text, at):
        name, end = (tag["name"] or "").lower(), tag.end()
        closing = "-->" if tag[0] == "<!--" else f"</{name}" if name in UNSEEN and not tag["closes"] else ""
        if closing:
            found = text.find(closing, end)
            end = len(text) if found < 0 else found + len(closing) * (closing == "-->")
        yield text[at : tag.start()].rstrip(), BREAKS.match(name) is not None, text.count("\n", at, end)
        at = end
    yield text[at:].rstrip(), True, 0


def _blank_lines(said: str) -> int:
    return said.count("\n", 0, len(said) - len(said.lstrip()))


def values(document: object, root: str = "$") -> Iterator[Passage]:
    """Yield every value of a JSON document with its key and path; what is inside of long data is not looked at."""
    waiting: list[tuple[str, str, object]] = [(root, "", document)]
    while waiting:
        where, key, here = waiting.pop()
        if isinstance(here, dict):
            waiting += [(where + _step(name), str(name), value) for name, value in reversed(list(here.items()))]
        elif isinstance(here, list):
            waiting += [(f"{where}[{index}]", key, value) for index, value in reversed(list(enumerate(here)))]
        elif not _is_data(here):
            said = json.dumps(here, ensure_ascii=False)
            yield from _pieces(Passage(where, f'"{key}": {said}' if key else said))


def _step(key: str) -> str:
    name = masked(key)
    return f".{name}" if PLAIN_KEY.match(name) else f"[{json.dumps(name, ensure_ascii=False)}]"


def _is_data(value: object) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_LINE and not re.search(r"\s", value[:LONGEST_LINE])
