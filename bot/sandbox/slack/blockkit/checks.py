"""The words in which Block Kit's rules are written: each makes a check of one value.

A check notes what is wrong and goes on, so that one refusal names every mistake, each with its JSON pointer.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.sandbox.slack.file import BLOCK_TYPES, File
from bot.sandbox.slack.wire import Json

IN_BLOCK = re.compile(r".*?/blocks/\d+")
FindFile = Callable[[str], File | None]


@dataclass(slots=True)
class Walk:
    """One walk through the blocks of one message or view."""

    find_file: FindFile
    problems: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    action_ids: set[tuple[str, str]] = field(default_factory=set)

    def note(self, problem: str, pointer: str) -> None:
        """Note a mistake."""
        self.problems.append(f"{problem} [json-pointer:{pointer}]")


Check = Callable[[Walk, object, str], None]


@dataclass(frozen=True, slots=True)
class Shape:
    """What an object may hold: fields it needs, fields it may have, fields of which it needs one."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    one_of: tuple[str, ...] = ()

    def check(self, walk: Walk, value: Json, pointer: str) -> None:
        """Hold *value* against this shape; `type` is the caller's business."""
        rules = {**self.required, **self.optional}
        for name in self.required.keys() - value.keys():
            walk.note(f"missing required field: {name}", pointer)
        if self.one_of and not any(name in value for name in self.one_of):
            walk.note(f"one of {', '.join(self.one_of)} is required", pointer)
        for name, part in value.items():
            if name in rules:
                rules[name](walk, part, f"{pointer}/{name}")
            elif name != "type":
                walk.note(f"invalid additional property: {name}", pointer)


def string(most: int, least: int = 1) -> Check:
    """A string of so many characters."""

    def check(walk: Walk, value: object, pointer: str) -> None:
        if not isinstance(value, str):
            walk.note("must be a string", pointer)
        elif len(value) > most:
            walk.note(f"must be less than {most + 1} characters", pointer)
        elif len(value) < least:
            walk.note(f"must be more than {least - 1} characters", pointer)

    return check


def flag(walk: Walk, value: object, pointer: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        walk.note("must be a boolean", pointer)


def anything(_walk: Walk, _value: object, _pointer: str) -> None:
    """Whatever it is."""


def one_of(*values: str) -> Check:
    """One of a few words."""

    def check(walk: Walk, value: object, pointer: str) -> None:
        if value not in values:
            walk.note(f"must be one of {', '.join(values)}", pointer)

    return check


def number(most: int, least: int = 0) -> Check:
    """An integer in a range."""

    def check(walk: Walk, value: object, pointer: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            walk.note(f"must be a number between {least} and {most}", pointer)

    return check


def items(each: Check, most: int, least: int = 1) -> Check:
    """A list of so many items."""

    def check(walk: Walk, value: object, pointer: str) -> None:
        if not isinstance(value, list):
            walk.note("must be an array", pointer)
            return
        if len(value) > most:
            walk.note(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            walk.note(f"no fewer than {least} items allowed", pointer)
        for number_, item in enumerate(value):
            each(walk, item, f"{pointer}/{number_}")

    return check


def text(most: int, *types: str) -> Check:
    """A text object; without *types*, plain_text and mrkdwn."""
    allowed = types or ("plain_text", "mrkdwn")
    shape = Shape({"text": string(most)}, {"emoji": flag, "verbatim": flag})

    def check(walk: Walk, value: object, pointer: str) -> None:
        if not isinstance(value, dict) or value.get("type") not in allowed:
            walk.note(f"must be a {' or '.join(allowed)} object", pointer)
        else:
            shape.check(walk, value, pointer)

    return check


def plain(most: int) -> Check:
    """A plain_text object."""
    return text(most, "plain_text")


def record(shape: Shape) -> Check:
    """An object without a type of its own."""

    def check(walk: Walk, value: object, pointer: str) -> None:
        if isinstance(value, dict):
            shape.check(walk, value, pointer)
        else:
            walk.note("must be an object", pointer)

    return check


def typed(table: Mapping[str, Shape], *types: str) -> Check:
    """An object whose `type` names its shape; without *types*, any in the table."""

    def check(walk: Walk, value: object, pointer: str) -> None:
        kind = str(value.get("type")) if isinstance(value, dict) else ""
        if isinstance(value, dict) and kind in (types or table):
            table[kind].check(walk, value, pointer)
        else:
            walk.note(f"unsupported type: {kind}", f"{pointer}/type")

    return check


def either(test: Callable[[Json], bool], yes: Check, no: Check) -> Check:
    """One check or the other, as *test* says of the object."""

    def check(walk: Walk, value: object, pointer: str) -> None:
        chosen = yes if isinstance(value, dict) and test(value) else no
        chosen(walk, value, pointer)

    return check


def block_id(walk: Walk, value: object, pointer: str) -> None:
    """An id that no other block has."""
    string(255)(walk, value, pointer)
    if isinstance(value, str):
        if value in walk.block_ids:
            walk.note(f"block_id {value!r} already exists", pointer)
        walk.block_ids.add(value)


def action_id(walk: Walk, value: object, pointer: str) -> None:
    """An id that no other element of the same block has."""
    string(255)(walk, value, pointer)
    block = IN_BLOCK.match(pointer)
    key = (block[0] if block else "", str(value))
    if key in walk.action_ids:
        walk.note(f"action_id {value!r} already exists in this block", pointer)
    walk.action_ids.add(key)


def slack_file(walk: Walk, value: object, pointer: str) -> None:
    """A file of this workspace that is ready and of a type that blocks can show, by id or by address."""
    if not isinstance(value, dict) or len(value) != 1 or not value.keys() <= {"id", "url"}:
        walk.note("must have either id or url", pointer)
        return
    file = walk.find_file(str(next(iter(value.values()))))
    if file is None or file.deleted or not file.ready or file.mimetype not in BLOCK_TYPES:
        walk.note("invalid slack file", pointer)
