"""A text as the rules read it: one case, one width, one kind of space, no accents on Latin letters, no quoted words.

Quoted words belong to a picture or to somebody else; they decide nothing.
"""

import re
import unicodedata

QUOTED = re.compile(r'"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』')
ACCENTED = re.compile("([a-z\u00df-\u024f])[\u0300-\u036f]+")
LONGEST = 1_500
"""Characters that are read: rules are certain early, or not at all."""


def read(text: str) -> str:
    """Return *text* in the form that every pattern is written for."""
    plain = QUOTED.sub(" ", unicodedata.normalize("NFKC", text[:LONGEST])).casefold().replace("’", "'")
    return " ".join((plain if plain.isascii() else _bare(plain)).split())


def _bare(text: str) -> str:
    """Return *text* with its Latin letters without their accents, and anything else as it is."""
    return unicodedata.normalize("NFC", ACCENTED.sub(r"\1", unicodedata.normalize("NFD", text)))
