"""Secrets never rest: tokens, keys and cookies are masked before anything is stored, logged, echoed or sent upstream.

The table says what a secret looks like; the mask keeps the kind and a few characters, so a person knows which to revoke.
"""

import re
from dataclasses import dataclass

CREDENTIALS_IN_URL = "credentials in a URL"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "private key",
        re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL),
    ),
    ("Slack token", re.compile(r"\bx(?:ox[a-z]|app|wfp)-[A-Za-z0-9-]{10,}")),
    ("Slack webhook", re.compile(r"https://hooks\.slack\.com/(?:services|workflows|triggers)/\S+")),
    ("OpenAI key", re.compile(r"\bsk-(?!ant-)[A-Za-z0-9_-]{16,}")),
    ("Anthropic key", re.compile(r"\bsk-ant-[A-Za-z0-9_-]{16,}")),
    ("OpenAI session", re.compile(r"\bsess-[A-Za-z0-9]{20,}")),
    ("Google key", re.compile(r"\bAIza[A-Za-z0-9_-]{30,}")),
    ("AWS key", re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),
    ("GitHub token", re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})")),
    ("JSON web token", re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*")),
    ("authorization header", re.compile(r"(?i)\bbearer\s+[A-Za-z0-9._~+/=-]{16,}")),
    ("cookie", re.compile(r"(?i)\b(?:set-)?cookie:\s*[^\s=;,]+=[^\n]*")),
    ("session cookie", re.compile(r"(?i)\b[\w.-]*session[\w.-]*token[\w.-]*\s*[=:]\s*[A-Za-z0-9._%+/=-]{16,}")),
    (CREDENTIALS_IN_URL, re.compile(r"(?<=://)[^\s/:@|>]+:[^\s/@|>]+(?=@)")),
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that may rest, and the kinds of secrets it held."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str) -> Masked:
    """Return *text* with every secret replaced by its kind; masking twice changes nothing more."""
    kinds: list[str] = []
    for kind, pattern in PATTERNS:
        text, count = pattern.subn(f"[{kind} removed]", text)
        if count:
            kinds.append(kind)
    return Masked(text, tuple(kinds))
