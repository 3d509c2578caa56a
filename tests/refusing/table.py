"""The table of asks: what somebody says, in which language, what it is about, and who decides that."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.domain.refusing.asks import Category, Choice, Topic

DRAWN, ANSWERED_IN_WORDS = "picture", "words"


@dataclass(frozen=True)
class Ask:
    """One row."""

    text: str
    language: str
    about: str
    by: Literal["rules", "model"]

    @property
    def choice(self) -> Choice | None:
        """What it is about, None for pictures and for what is answered in the model's own words."""
        return next((choice for choice in (*Category, *Topic) if choice.value == self.about), None)


def asks() -> list[Ask]:
    """Every row."""
    rows = tomllib.loads(Path(__file__).with_name("asks.toml").read_text(encoding="utf-8"))["ask"]
    return [Ask(**row) for row in rows]


ASKS = asks()
