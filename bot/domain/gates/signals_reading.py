"""From a file's text to a scene: what kind of file it is, and its passages and calls.

Only form decides the kind, never what is claimed. JSON that cannot be read is read as lines.
"""

import json
import re
from collections.abc import Iterable, Iterator

from bot.domain.gates import signals_har
from bot.domain.gates.signals_passages import is_html, lines, page, values
from bot.domain.gates.signals_scene import Exchange, Kind, Passage, Scene
from bot.domain.prices import PriceList

ANSWERS = frozenset({"choices", "created", "data", "images", "object", "output", "result", "usage"})
CODE = "bash cs dockerfile go java js jsx kt mjs php ps1 py rb rs sh ts tsx"
SETTINGS = frozenset(f"cfg conf env ini properties toml yaml yml {CODE}".split())
HAR = re.compile(r'\s*\{\s*"log"\s*:\s*\{')
FAILED = re.compile(r"\A\s*(?:error\b|HTTP/[\d.]+ [45]\d\d|[45]\d\d\b)", re.IGNORECASE)


def kind_of(name: str, text: str) -> Kind:
    """Return what a file of this name and text is."""
    document = _document(text)
    if document is not None:
        return _kind_of_json(document)
    words = name.lower().rpartition("/")[2].split(".")
    if SETTINGS & set(words) or words[0].startswith("dockerfile"):
        return Kind.CONFIG
    return Kind.ERROR if words[-1] == "log" or FAILED.match(text) else Kind.TEXT


def is_broken_har(name: str, text: str) -> bool:
    """Whether *text* means to be a HAR and cannot be read as one, so that its cookies could not be dropped."""
    meant = name.lower().endswith(".har") or HAR.match(text) is not None
    return meant and not signals_har.entries(_document(text))


def _kind_of_json(document: object) -> Kind:
    if signals_har.entries(document):
        return Kind.HAR
    keys = document.keys() if isinstance(document, dict) else frozenset[str]()
    if isinstance(document, dict) and (document.get("error") or document.get("errors")):
        return Kind.ERROR
    return Kind.RESPONSE if ANSWERS & keys else Kind.CONFIG


def read(text: str, kind: Kind, prices: PriceList, at_ms: int) -> Scene:
    """Return the scene that detectors look at."""
    document = _document(text)
    passages = tuple(_passages(text, kind, document))
    whole = "\n".join(passage.text for passage in passages)
    return Scene(kind, passages, tuple(_exchanges(kind, document)), whole, prices, at_ms)


def _passages(text: str, kind: Kind, document: object) -> Iterable[Passage]:
    if kind is Kind.HAR and document is not None:
        return _har(document)
    if document is not None:
        return values(document)
    return page(text) if is_html(text) else lines(text)


def _har(document: object) -> Iterator[Passage]:
    for number, entry in enumerate(signals_har.entries(document), 1):
        yield from signals_har.passages(entry, f"entry {number}")


def _exchanges(kind: Kind, document: object) -> Iterator[Exchange]:
    if kind is Kind.HAR:
        for number, entry in enumerate(signals_har.entries(document), 1):
            yield signals_har.exchange(entry, f"entry {number}")
    elif document is not None:
        yield Exchange("$", {}, document if isinstance(document, dict) else {"": document})


def _document(text: str) -> object:
    """Return the JSON object or array that *text* is, None where it is something else."""
    if text.lstrip()[:1] not in {"{", "["}:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
