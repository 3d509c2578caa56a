"""Filling in a form with quotes: a search for words, so that reviews can be tried by hand without a model.

Where a schema asks for a list of objects with a `quote` and a choice of names, each name that a sentence of the message
mentions becomes an item with that sentence, verbatim. It looks at words and understands nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from bot.sandbox.openai.schema_sample import Schema, resolved, sample

QUOTE: Final = "quote"
LABEL: Final = re.compile(r"\s*(?:\[[\w .:/-]{1,80}\]|<[^<>]{1,200}>|-{3,}|={3,})")
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
NO: Final = re.compile(r"\b(?:not|no|never|none|cannot|nothing)\b|n't\b", re.IGNORECASE)
WORD: Final = re.compile(r"[a-z]+")
CONTENT: Final = 4
ENDINGS: Final = ("", "s", "es", "d", "ed", "ing", "al", "als")
ALSO: Final = {
    "timeout": ("times out", "timed out", "time out", "time-out", "time-outs"),
    "refusal": ("refuse", "refused", "refuses"),
    "retry": ("retries", "retried"),
    "delete": ("deletion", "deleting"),
    "store": ("storage", "storing"),
    "failed": ("failure", "failures", "fails", "fail"),
    "redistribute": ("redistribution", "redistributing", "resale", "resell"),
}


def fill(schema: Schema, texts: Iterable[str]) -> Any:
    """Return the emptiest value for *schema*, its lists of quotes filled from *texts*."""
    said = list(sentences(texts))
    return _filled(schema, sample(schema), schema, said)


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of *texts* as they stand there, without the lines that only label a text."""
    for text in texts:
        for line in _unlabelled(text.split("\n")):
            yield from (one.strip() for one in SENTENCE.split(line) if WORD.search(one.lower()))


def _unlabelled(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a text: a label with text below goes as a whole, one with text beside it goes alone."""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        label = LABEL.match(line)
        if label is None:
            yield line
        elif not below.strip() or LABEL.match(below):
            yield line[label.end() :]


def _filled(schema: Schema, value: Any, root: Schema, said: list[str]) -> Any:
    here = resolved(schema["$ref"], root) if "$ref" in schema else schema
    if isinstance(value, dict):
        properties = here.get("properties", {})
        return {name: _filled(properties.get(name, {}), one, root, said) for name, one in value.items()}
    if isinstance(value, list):
        found = [item for items in _quoted_items(here, root) for item in _items(items, root, said)]
        return found[: here.get("maxItems")] or value
    return value


def _quoted_items(schema: Schema, root: Schema) -> Iterator[Schema]:
    """Yield the schemas of a list's items, or of each kind of them, that hold a quote and a name to choose."""
    items = schema.get("items") or {}
    for kind in items.get("anyOf") or [items]:
        here = resolved(kind["$ref"], root) if "$ref" in kind else kind
        properties = here.get("properties") or {}
        if QUOTE in properties and _name(properties, root):
            yield here


def _name(properties: Schema, root: Schema) -> str | None:
    """Return the property whose names are looked for: the one with dots in its choices, else the first with a choice."""
    choices = {name: _choice(one, root) for name, one in properties.items()}
    dotted = (name for name, options in choices.items() if any("." in option for option in options))
    return next(dotted, None) or next((name for name, options in choices.items() if options), None)


def _choice(schema: Schema, root: Schema) -> list[str]:
    here = resolved(schema["$ref"], root) if "$ref" in schema else schema
    return [option for option in here.get("enum", ()) if isinstance(option, str)]


def _items(items: Schema, root: Schema, said: list[str]) -> Iterator[dict[str, Any]]:
    properties: Schema = items["properties"]
    name = str(_name(properties, root))
    for option in _choice(properties[name], root):
        sentence = next((one for one in said if mentions(one, option)), None)
        if sentence is not None:
            yield {**_rest(items, root, sentence), name: option, QUOTE: sentence}


def _rest(items: Schema, root: Schema, sentence: str) -> dict[str, Any]:
    empty: dict[str, Any] = sample({**items, "$defs": root.get("$defs", {})})
    chosen = {name: _choice(one, root) for name, one in items["properties"].items()}
    return empty | {name: _closest(options, sentence) for name, options in chosen.items() if options}


def mentions(sentence: str, option: str) -> bool:
    """Whether *sentence* has the last word of *option*, in one of its plain forms."""
    phrase = option.rpartition(".")[2].replace("_", " ").lower()
    stem = phrase.removesuffix("e")
    forms = (
        {phrase + ending for ending in ENDINGS}
        | {stem + ending for ending in ("ed", "ing")}
        | set(ALSO.get(phrase, ()))
    )
    return re.search(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", sentence, re.IGNORECASE) is not None


def _closest(options: list[str], sentence: str) -> str:
    """Return the option with most of its words in *sentence*, among those that say no where the sentence does."""
    denied = NO.search(sentence) is not None
    alike = [option for option in options if (NO.search(_words(option)) is not None) is denied] or options
    spoken = {word for word in WORD.findall(sentence.lower()) if len(word) >= CONTENT}
    return max(alike, key=lambda option: len(spoken & set(WORD.findall(_words(option)))))


def _words(option: str) -> str:
    return option.replace("_", " ").replace("-", " ").replace(".", " ").lower()
