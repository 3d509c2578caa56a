"""The prompt texts, read once, each with the digest that attempts record."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text and the first 16 hexadecimal digits of its SHA-256."""

    name: str
    text: str
    digest: str


def digest(text: str) -> str:
    """Return the digest of a prompt text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def load(name: str) -> Prompt:
    """Return the prompt `prompts/<name>.md`; raises FileNotFoundError where there is none."""
    text = files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8").strip()
    return Prompt(name, text, digest(text))
