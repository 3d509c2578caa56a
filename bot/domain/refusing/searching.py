"""A search for words in many languages at once: a table has a row for each language, a search looks for any of them.

Most texts are plain Latin letters once they are read (`reading.read`): those are not searched for other scripts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
OTHER_SCRIPTS = frozenset({"zh", "ja", "ko"})
APART = 60
EDGE = r"\b"
TOKEN = re.compile(r"\\.|\[(?:[^\]\\]|\\.)*\]|[()|]")
GAP = r"(?:[^.!?。！？\n]|\.(?=\w))"
"""A character between two words of one sentence; the dot of a host name ends none."""


@dataclass(frozen=True, slots=True)
class Search:
    """Patterns that must all be there, the cheapest first; in two forms: without other scripts, and whole."""

    latin: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]

    def finds(self, plain: str) -> bool:
        """Whether each pattern is somewhere in *plain*."""
        return all(pattern.search(plain) for pattern in (self.latin if plain.isascii() else self.whole))


def any_of(table: Words) -> str:
    """Return the pattern of all languages of *table* together; all that begin at a word's edge share one look for it."""
    said = [alternative for row in table.values() for alternative in _alternatives(row)]
    others = [alternative for alternative in said if not alternative.startswith(EDGE)]
    words = "|".join(alternative.removeprefix(EDGE) for alternative in said if alternative.startswith(EDGE))
    return f"(?:{'|'.join([*others, f'{EDGE}(?:{words})'] if words else others)})"


def search(*forms: str, **tables: Words) -> Search:
    """Return a search for *forms*, in which `<name>` stands for any word of the table of that name."""
    latin = {name: _latin(table) for name, table in tables.items()}
    return Search(tuple(_filled(form, latin) for form in forms), tuple(_filled(form, tables) for form in forms))


def seen(*tables: Words) -> Search:
    """Return a search for any word of *tables*."""
    return search("|".join(f"<t{index}>" for index in range(len(tables))), **_named(tables))


def near(first: Words, second: Words) -> Search:
    """Return a search for both tables' words in either order, at most APART characters apart, in one sentence."""
    gap = f"{GAP}{{0,{APART}}}?"
    return search("<second>", "<first>", f"<first>{gap}<second>|<second>{gap}<first>", first=first, second=second)


def _filled(form: str, tables: Mapping[str, Words]) -> re.Pattern[str]:
    for name, table in tables.items():
        form = form.replace(f"<{name}>", any_of(table))
    return re.compile(form)


def _named(tables: tuple[Words, ...]) -> dict[str, Words]:
    return {f"t{index}": table for index, table in enumerate(tables)}


def _latin(table: Words) -> Words:
    return {name: said for name, said in table.items() if name not in OTHER_SCRIPTS} or {"none": r"(?!)"}


def _alternatives(pattern: str) -> list[str]:
    """Return what stands between the outermost bars of *pattern*."""
    depth, begins, found = 0, 0, []
    for token in TOKEN.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "|" and depth == 0:
            found.append(pattern[begins : token.start()])
            begins = token.end()
    return [*found, pattern[begins:]]
