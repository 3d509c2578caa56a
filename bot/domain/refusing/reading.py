"""A text as the rules read it: one case, one width, one kind of space, no accents on Latin letters, no quoted words.

Quoted words belong to a picture or to somebody else; they decide nothing.
"""

import re
import unicodedata

QUOTED = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』')
LAST_LATIN = "\u024f"
LONGEST = 1_500
"""Characters that are read: rules are certain early, or not at all."""


def read(text: str) -> str:
    """Return *text* in the form that every pattern is written for."""
    plain = QUOTED.sub(" ", unicodedata.normalize("NFKC", text[:LONGEST])).casefold().replace("’", "'")
    return " ".join("".join(map(_bare, plain)).split())


def _bare(character: str) -> str:
    """Return a Latin letter without its accent, and anything else as it is."""
    base = unicodedata.normalize("NFD", character)[0]
    return base if base <= LAST_LATIN and not unicodedata.combining(character) else character
