"""Signals: what in a page, a configuration or an answer speaks of account pools, wrong mappings and missing owners.

The dated table decides: each signal has one strength and one effect, and names the looks that find it. A look is a
pattern or a named detector. Nothing found proves nothing; what is found is quoted, with its secrets masked.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, islice

from bot.domain.gates import signals_answers, signals_credentials, signals_prices
from bot.domain.gates.route import RouteClass
from bot.domain.gates.seen import Effect
from bot.domain.gates.signals_quote import quote
from bot.domain.gates.signals_reading import read
from bot.domain.gates.signals_scene import Hit, Kind, Scene
from bot.domain.prices import PriceList

Detector = Callable[[Scene], Iterator[Hit]]

DETECTORS: Mapping[str, Detector] = {
    "login_token": signals_credentials.login_token,
    "login_file": signals_credentials.login_file,
    "account_list": signals_credentials.account_list,
    "ignored_wish": signals_answers.ignored_wish,
    "pool_shape": signals_answers.pool_shape,
    "impossible_tokens": signals_answers.impossible_tokens,
    "canary_drawn": signals_answers.canary_drawn,
    "no_usage": signals_answers.no_usage,
    "flat_price": signals_prices.flat_price,
    "below_token_price": signals_prices.below_token_price,
}
MOST = 3


class Strength(StrEnum):
    """How much a signal says by itself."""

    STRONG = "strong"
    MEDIUM_STRONG = "medium-strong"
    MEDIUM = "medium"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Look:
    """One way to find a signal, in files of *kinds*, only where the file says *needs* and nowhere says *unless*."""

    pattern: re.Pattern[str] | None = None
    detector: str = ""
    kinds: frozenset[Kind] = frozenset(Kind)
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """A row of the table; *ask* is the question it raises, empty where it decides by itself."""

    id: str
    what: str
    strength: Strength
    effect: Effect
    source: str
    looks: tuple[Look, ...]
    ask: str = ""


@dataclass(frozen=True, slots=True)
class SignalTable:
    """All rows, in their order, and when they were checked."""

    checked_on: str
    rows: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A signal that was found: *where* in the file, the words that show it, and the arithmetic behind it, if any."""

    id: str
    strength: Strength
    effect: Effect
    where: str
    quote: str
    note: str = ""


def scan(text: str, kind: Kind, table: SignalTable, official_prices: PriceList, at_ms: int) -> tuple[Found, ...]:
    """Return the signals in *text*, in the table's order, each at most MOST times; prices are those in force *at_ms*."""
    scene = read(text, kind, official_prices, at_ms)
    ends = tuple(accumulate(len(passage.text) + 1 for passage in scene.passages))
    return tuple(found for signal in table.rows for found in _find(signal, scene, ends))


def class_of(found: tuple[Found, ...]) -> RouteClass:
    """Return what the signals make of a route. They never make it official, nor anybody's gateway."""
    effects = {one.effect for one in found}
    if Effect.ACCOUNT_POOL in effects:
        return RouteClass.ACCOUNT_POOL
    return RouteClass.WRAPPER if Effect.MAPPING_FAILED in effects else RouteClass.UNKNOWN


def questions(found: tuple[Found, ...], table: SignalTable) -> tuple[str, ...]:
    """Return what to ask about the signals that decide nothing by themselves."""
    seen = {one.id for one in found}
    return tuple(dict.fromkeys(row.ask for row in table.rows if row.id in seen and row.ask))


def _find(signal: Signal, scene: Scene, ends: tuple[int, ...]) -> Iterator[Found]:
    by_place: dict[str, Hit] = {}
    for look in signal.looks:
        if _applies(look, scene):
            for hit in islice(_hits(look, scene, ends), MOST):
                by_place.setdefault(hit.passage.where, hit)
    for where, hit in islice(by_place.items(), MOST):
        yield Found(signal.id, signal.strength, signal.effect, where, quote(hit.passage.text, hit.shown), hit.note)


def _applies(look: Look, scene: Scene) -> bool:
    needed = look.needs is None or look.needs.search(scene.whole) is not None
    spared = look.unless is not None and look.unless.search(scene.whole) is not None
    return scene.kind in look.kinds and needed and not spared


def _hits(look: Look, scene: Scene, ends: tuple[int, ...]) -> Iterator[Hit]:
    if look.detector:
        yield from DETECTORS[look.detector](scene)
    for match in look.pattern.finditer(scene.whole) if look.pattern else ():
        yield Hit(scene.passages[bisect_right(ends, match.start())], match[0])
