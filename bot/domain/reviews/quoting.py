"""Quotes, held against what was really brought: found word for word in this review's own texts, or dropped.

A quote that is not there, that speaks of something else, or that gives orders instead of facts supports nothing. This
is decided here and never by a model.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.gates.facts import Fact
from bot.domain.reviews.dossier import Evidence
from bot.domain.reviews.questions import label, speaks_of
from bot.domain.reviews.replies import Reply, possible
from bot.domain.reviews.saying_so import says_otherwise

SHORTEST, LONGEST = 6, 600
FIRST_WITHOUT_SPACES = "\u2e80"
SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "「": '"',
        "」": '"',
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "…": "...",
    }
)
SENTENCES = re.compile(r"[.;!?]\s+|[。；！？]")
ORDERS = re.compile(
    r"\b(?:gates?|verdicts?|facts?|review(?:er)?s?|evidence)\b[^.]{0,60}\b(?:as|is|are|be|to)\b[^.]{0,30}"
    r"\b(?:pass(?:ed|ing)?|evidenced|approved|proven|cleared|granted)\b"
    r"|\b(?:mark|treat|consider|set|grade|count|report)\b[^.]{0,60}\b(?:gates?|facts?|verdict|pass(?:ed)?|evidenced|approved)\b"
    r"|\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instruction|rule|prompt|above|previous)"
    r"|\b(?:you are|as)(?: an?| the)? (?:ai|assistant|language model|reviewer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody, or a model, says that a text answers."""

    fact: Fact
    reply: str
    quote: str


@dataclass(frozen=True, slots=True)
class Supported:
    """A finding whose words stand in a piece of evidence."""

    fact: Fact
    reply: Reply
    quote: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Dropped:
    """A finding that supports nothing, and why, for people."""

    fact: Fact
    why: str


def in_words(dropped: Sequence[Dropped]) -> tuple[str, ...]:
    """Return what was dropped and why, each reason once."""
    by_reason: dict[str, list[str]] = {}
    for one in dropped:
        by_reason.setdefault(one.why, []).append(label(one.fact))
    return tuple(f"{', '.join(facts)}: {why}" for why, facts in by_reason.items())


def hold_against(
    findings: Sequence[Finding], evidence: Sequence[Evidence]
) -> tuple[tuple[Supported, ...], tuple[Dropped, ...]]:
    """Return the findings that the texts support, and those that they do not."""
    texts = [(one, flat(one.text)) for one in reversed(evidence)]
    supported: dict[tuple[Fact, Reply, str], Supported] = {}
    dropped: list[Dropped] = []
    for finding in findings:
        held = _hold(finding, texts)
        if isinstance(held, Supported):
            supported.setdefault((held.fact, held.reply, held.evidence.id), held)
        else:
            dropped.append(held)
    return tuple(supported.values()), tuple(dict.fromkeys(dropped))


def _hold(finding: Finding, texts: Sequence[tuple[Evidence, str]]) -> Supported | Dropped:
    quote = finding.quote.strip()
    words = flat(quote)
    reply = possible(finding.fact, finding.reply)
    found = next((one for one, text in texts if _stands(words, text)), None) if len(words) >= SHORTEST else None
    if found is None or len(quote) > LONGEST:
        return Dropped(finding.fact, "the words it was said to rest on do not stand in what was given here")
    if ORDERS.search(words):
        return Dropped(finding.fact, "its words give orders to a reviewer, and are no statement about the route")
    if reply is None or not speaks_of(finding.fact, words):
        return Dropped(finding.fact, "the quoted words do not answer it")
    if all(says_otherwise(reply, sentence) for sentence in _speaking(finding.fact, words)):
        return Dropped(finding.fact, f"the quoted words do not say “{reply}”")
    return Supported(finding.fact, reply, quote, found)


def _speaking(fact: Fact, words: str) -> list[str]:
    """Return the sentences of a quote that speak of *fact* by themselves, or else all of it."""
    return [one for one in SENTENCES.split(words) if speaks_of(fact, one)] or [words]


def _stands(words: str, text: str) -> bool:
    """Whether *words* stand in *text*, whole: "able to sell" does not stand in "unable to sell"."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (_within_a_word(text[max(at - 1, 0) : at + 1]) or _within_a_word(text[end - 1 : end + 1])):
            return True
        at = text.find(words, at + 1)
    return False


def _within_a_word(pair: str) -> bool:
    """Whether two signs side by side belong to one word, in scripts that put spaces between words."""
    return len(pair) == 2 and all(sign.isalnum() and sign < FIRST_WITHOUT_SPACES for sign in pair)


def flat(text: str) -> str:
    """Return *text* as it is compared: one kind of quotation mark, dash and space, no case, nothing invisible."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(plain.translate(SIGNS).casefold().split())
