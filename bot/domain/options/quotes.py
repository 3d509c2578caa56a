"""Quoted words belong to the picture, whatever they say: here they are hidden from the search for options."""

import re
from typing import Final

HIDDEN: Final = "\ue000"
"""Stands for each hidden character: no letter, no space, no punctuation that an option may stand beside."""
QUOTED: Final = re.compile(
    r"```.*?```|`[^`\n]+`"
    r'|(?<!\w)"[^"\n]*"|“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|»[^«»\n]*«|‹[^‹›\n]*›|「[^「」\n]*」|『[^『』\n]*』'
    r"|(?<!\w)'[^'\n]*(?:\b'\b[^'\n]*)*'(?!\w)|(?<!\w)[‘‚](?:[^‘‚’\n]|\b’\b)*’",
    re.DOTALL,
)
"""No opening mark stands inside: of marks that are never closed, each is then looked past only once."""


def masked(text: str) -> str:
    """Return *text*, just as long, with everything in quotation marks or code marks hidden."""
    return QUOTED.sub(lambda found: HIDDEN * len(found[0]), text)
