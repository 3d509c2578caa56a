"""How a passage is quoted: verbatim, cut around what was found, never with a secret in it.

Masking comes before cutting, so that no half of a secret is left. Beyond the secrets that have a form of their own, the
value of every key that is named like a credential goes, and so does all of a line that lists accounts.
"""

import re

from bot.domain.secrets import mask

LONGEST = 120
REMOVED = "[removed]"
CREDENTIAL = re.compile(
    r"""(?ix)((?:token|secret|passw(?:or)?d|cookie|api[_-]?key|authorization|signature|\bsig|\bkey)s?[\\"']*\s*[=:]\s*[\\"']*)
    (?!\[|\$\{|os\.environ|<)[^\s"',;&\]}\\]{8,}"""
)
ACCOUNT = re.compile(r"(?<![^\s@|:;,\"'])[^\s@|:;,\"']{1,200}@[\w.-]+(?:\s*(?:-{3,}|\||:)\s*\S+)+")
EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+")


def masked(text: str) -> str:
    """Return *text* without secrets, accounts and addresses of people."""
    safe = ACCOUNT.sub("[account removed]", mask(text).text)
    return EMAIL.sub("[address removed]", CREDENTIAL.sub(rf"\1{REMOVED}", safe))


def quote(text: str, shown: str) -> str:
    """Return at most LONGEST characters of *text* around *shown*."""
    safe = masked(text).strip()
    if len(safe) <= LONGEST:
        return safe
    at = safe.find(shown)
    middle = (at if at >= 0 else max(safe.find("removed]"), 0)) + min(len(shown), LONGEST) // 2
    start = min(max(middle - LONGEST // 2 + 1, 0), len(safe) - LONGEST + 2)
    window = safe[start : start + LONGEST - 2].strip()
    return f"{'…' if start else ''}{window}{'…' if start + LONGEST - 2 < len(safe) else ''}"
