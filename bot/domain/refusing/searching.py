"""A search for words in many languages at once: a table has a row for each language, a search looks for any of them.

Most texts are plain Latin letters once they are read (`reading.read`): those are not searched for other scripts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
OTHER_SCRIPTS = frozenset({"zh", "ja", "ko"})
GAP = r"(?:[^.!?。！？\n]|\.(?=\w))"
"""A character between two words of one sentence; the dot of a host name ends none."""


@dataclass(frozen=True, slots=True)
class Search:
    """One pattern in two forms: without other scripts, and whole."""

    latin: re.Pattern[str]
    whole: re.Pattern[str]

    def finds(self, plain: str) -> bool:
        """Whether the pattern is anywhere in *plain*."""
        return (self.latin if plain.isascii() else self.whole).search(plain) is not None


def any_of(table: Words) -> str:
    """Return the pattern of all languages of *table* together."""
    return f"(?:{'|'.join(table.values())})"


def search(form: str, **tables: Words) -> Search:
    """Return a search for *form*, in which `<name>` stands for any word of the table of that name."""
    return Search(_filled(form, {name: _latin(table) for name, table in tables.items()}), _filled(form, tables))


def seen(*tables: Words) -> Search:
    """Return a search for any word of *tables*."""
    return search("|".join(f"<t{index}>" for index in range(len(tables))), **_named(tables))


def near(first: Words, second: Words, apart: int = 60) -> Search:
    """Return a search for both tables' words in either order, at most *apart* characters apart, in one sentence."""
    gap = f"{GAP}{{0,{apart}}}?"
    return search(f"<first>{gap}<second>|<second>{gap}<first>", first=first, second=second)


def _filled(form: str, tables: Mapping[str, Words]) -> re.Pattern[str]:
    for name, table in tables.items():
        form = form.replace(f"<{name}>", any_of(table))
    return re.compile(form)


def _named(tables: tuple[Words, ...]) -> dict[str, Words]:
    return {f"t{index}": table for index, table in enumerate(tables)}


def _latin(table: Words) -> Words:
    return {name: said for name, said in table.items() if name not in OTHER_SCRIPTS} or {"none": r"(?!)"}
