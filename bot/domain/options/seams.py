"""Taking words out of a sentence so that it reads on: only the seams are touched, everything else stays verbatim."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

JOINTS: Final = frozenset({"and", "&", "plus", "also", "but", "-", "–", "—", "/", "|"})
SEPARATORS: Final = ",;:"
STOPS: Final = ",.;:!?)]"
ENDS: Final = ".!?"
FIRST_WORD: Final = re.compile(r"\S+")


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return *text* without *spans*, which are in order and do not overlap."""
    ends = [(0, 0), *merged(text, list(spans)), (len(text), len(text))]
    pieces = [text[before[1] : after[0]] for before, after in pairwise(ends)]
    joined = pieces[0]
    for piece in pieces[1:]:
        joined = sewn(joined, piece)
    return joined.strip()


def merged(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return *spans* with those that only joints part made one: the joints go with them."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if whole and only_joints(text[whole[-1][1] : start]):
            whole[-1] = whole[-1][0], end
        else:
            whole.append((start, end))
    return whole


def only_joints(text: str) -> bool:
    """Whether nothing but commas and words like "and" stands in *text*."""
    return all(word.strip(SEPARATORS).lower() in {"", *JOINTS} for word in text.split())


def sewn(left: str, right: str) -> str:
    """Join what stood before and after a removed option: no doubled comma, no joint left hanging."""
    gap = "\n" if "\n" in space_after(left) + space_before(right) else " "
    left, right = left.rstrip(), right.lstrip()
    if not left:
        return without_loose_start(right)
    if not right or right[0] in STOPS:
        left = without_loose_end(left)
        right = right[left[-1:] in ENDS and right[:1] in ENDS :] if left else right
    elif left[-1] in SEPARATORS:
        right = right.lstrip(SEPARATORS).lstrip()
    if not left or not right or right[0] in STOPS:
        return left + right if left else without_loose_start(right)
    return left + gap + right


def without_loose_end(text: str) -> str:
    """Return *text* without commas and joints at its end."""
    while text:
        text = text.rstrip().rstrip(SEPARATORS).rstrip()
        words = text.rsplit(None, 1)
        if not words or words[-1].lower() not in JOINTS:
            return text
        text = text[: -len(words[-1])]
    return text


def without_loose_start(text: str) -> str:
    """Return *text* without commas, stops and joints at its start."""
    while text:
        text = text.lstrip().lstrip(STOPS).lstrip()
        word = FIRST_WORD.match(text)
        if word is None or word[0].lower() not in JOINTS:
            return text
        text = text[word.end() :]
    return text


def space_before(text: str) -> str:
    """Return the white space that *text* starts with."""
    return text[: len(text) - len(text.lstrip())]


def space_after(text: str) -> str:
    """Return the white space that *text* ends with."""
    return text[len(text.rstrip()) :]
