"""Whose words a piece of evidence is, and what such words can prove. A person says whose; no model ever does.

A text is evidence of what its author says: the provider's own words can prove terms, prices and contacts, never that
the mapping holds; its console shows what it measures, and only the team's own project at OpenAI shows that requests
arrive there. Somebody's say-so, the asker's and a sales chat included, is only a claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.gates.acceptance import Gate, facts_of
from bot.domain.gates.facts import Fact


class Author(StrEnum):
    """Whose words they are."""

    SOMEBODY = "somebody"
    PROVIDER = "provider"
    BILL = "bill"
    DASHBOARD = "dashboard"
    CONSOLE = "console"
    PROBE = "probe"


@dataclass(frozen=True, slots=True)
class Weight:
    """A row: how it is called, on a button and in a sentence, what it can prove, and for how many days."""

    button: str
    name: str
    proves: frozenset[Fact]
    days: int


CONTRACTUAL = frozenset(set(Fact) - {Fact.MAPPING_PROOF})
MEASURED = frozenset({*facts_of(Gate.BILLING), *facts_of(Gate.OBSERVABILITY)})
WEIGHTS: Mapping[Author, Weight] = {
    Author.SOMEBODY: Weight("Somebody says so", "somebody's say-so", frozenset(), 90),
    Author.PROVIDER: Weight("The provider's own words", "the provider's own words", CONTRACTUAL, 90),
    Author.BILL: Weight("A bill", "a bill", frozenset({*facts_of(Gate.BILLING), Fact.OWNER_BILLING}), 90),
    Author.DASHBOARD: Weight("Our own OpenAI project", "our own OpenAI project", MEASURED | {Fact.MAPPING_PROOF}, 90),
    Author.CONSOLE: Weight("The gateway's console", "the gateway's console", MEASURED, 90),
    Author.PROBE: Weight("A probe of ours", "a probe of ours", MEASURED | {Fact.MAPPING_PROOF}, 30),
}


def proves(author: Author, fact: Fact) -> bool:
    """Whether an author's words can make a fact evidenced."""
    return fact in WEIGHTS[author].proves


def lasts_until(author: Author, read_on: date) -> date:
    """Return the last day on which such words, read on that day, support anything."""
    return read_on + timedelta(days=WEIGHTS[author].days)
