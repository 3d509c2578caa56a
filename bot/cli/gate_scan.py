"""`darkroom gate scan`: what in a page, a configuration or an answer speaks against a route. Reads one file, calls nobody.

Exit 0 where nothing decides, 1 where a signal does, 2 where the file cannot be read as text. A clean scan proves nothing.
"""

import json
import sys
from pathlib import Path

from bot.domain.gates.route import STOP_RULES, RouteClass
from bot.domain.gates.seen import Effect
from bot.domain.gates.signals import Found, SignalTable, class_of, questions, scan
from bot.domain.gates.signals_reading import is_broken_har, kind_of
from bot.providers.clock import now_ms
from bot.providers.config import dated_data, signals_file

LARGEST = 20_000_000
LONG = 2_000_000
STDIN = Path("-")


class UnreadableFileError(ValueError):
    """The file cannot be scanned; the message is a sentence."""


def main(path: Path, *, as_json: bool) -> int:
    """Run the command; return its exit code."""
    try:
        text = load(path)
    except UnreadableFileError as error:
        print(error, file=sys.stderr)
        return 2
    if len(text) > LONG and sys.stderr.isatty():
        print(f"Reading {len(text) // 1_000_000} MB; a megabyte takes a second or two.", file=sys.stderr)
    table = signals_file.signals()
    found = scan(text, kind_of(path.name, text), table, dated_data.prices(), now_ms())
    print(_json(found, table) if as_json else _text(found, table))
    return 1 if any(one.effect is not Effect.QUESTION for one in found) else 0


def load(path: Path) -> str:
    """Return the text of a file, or raise UnreadableFileError."""
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if path == STDIN else _beginning(path)
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise UnreadableFileError(f"{path} is larger than {LARGEST // 1_000_000} MB: scan a part of it.")
    if b"\0" in data:
        raise UnreadableFileError(f"{path} is not text: scan a page, a configuration, an answer or a HAR.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{path} is not UTF-8 text.") from error
    if is_broken_har(path.name, text):
        raise UnreadableFileError(
            f"{path} is no whole HAR, so its cookies cannot be told from the rest: export it again."
        )
    return text


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _json(found: tuple[Found, ...], table: SignalTable) -> str:
    what = {row.id: row.what for row in table.rows}
    signals = [
        {
            "id": one.id, "strength": one.strength, "effect": one.effect, "where": one.where, "quote": one.quote,
            "what": what[one.id], "note": one.note,
        }
        for one in found
    ]  # fmt: skip
    answer = {"signals": signals, "class": class_of(found), "questions": list(questions(found, table))}
    return json.dumps({**answer, "checked_on": table.checked_on}, indent=2, ensure_ascii=False)


def _text(found: tuple[Found, ...], table: SignalTable) -> str:
    if not found:
        return f"No signal found (table of {table.checked_on}). That proves nothing: ask for the five gates."
    what = {row.id: row.what for row in table.rows}
    asked = questions(found, table)
    lines = [_headline(class_of(found)), ""]
    for one in found:
        lines += [f"{one.id}  {one.strength}, {one.effect}: {what[one.id]}", f"  {one.where}: {one.quote}"]
        lines += [f"  → {one.note}"] if one.note else []
    return "\n".join([*lines, *(["", "Ask:", *(f"- {question}" for question in asked)] if asked else [])])


def _headline(route_class: RouteClass) -> str:
    match route_class:
        case RouteClass.ACCOUNT_POOL:
            return f"Account pool. {STOP_RULES[route_class]}"
        case RouteClass.WRAPPER:
            return f"Wrapper: the mapping fails. {STOP_RULES[route_class]}"
        case _:
            return "Nothing here decides; there is something to ask."
