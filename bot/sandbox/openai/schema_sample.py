"""The emptiest value that a JSON schema allows: what a stand-in without intelligence can honestly say in a form.

Lists are empty, texts are empty, and what may be null is null, so nothing is ever made up.
"""

from collections.abc import Callable
from typing import Any, Final

Schema = dict[str, Any]


def sample(schema: Schema) -> Any:
    """Return the emptiest value for *schema*; `$ref` is followed inside the same document."""
    return _sample(schema, schema)


def _sample(schema: Schema, root: Schema) -> Any:
    if "$ref" in schema:
        return _sample(resolved(schema["$ref"], root), root)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return None if None in schema["enum"] else schema["enum"][0]
    if options := _options(schema):
        return None if {"type": "null"} in options else _sample(options[0], root)
    return EMPTY.get(_kind(schema), _null)(schema, root)


def _options(schema: Schema) -> list[Schema]:
    return list(schema.get("anyOf") or schema.get("oneOf") or ())


def _kind(schema: Schema) -> str:
    kinds = schema.get("type", "object" if "properties" in schema else "null")
    return kinds if isinstance(kinds, str) else ("null" if "null" in kinds else str(kinds[0]))


def resolved(reference: str, root: Schema) -> Schema:
    """Return what *reference* stands for inside *root*."""
    found: Schema = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def _object(schema: Schema, root: Schema) -> Any:
    properties: Schema = schema.get("properties") or {}
    wanted: list[str] = list(schema.get("required") or properties)
    return {name: _sample(properties[name], root) for name in wanted}


def _array(schema: Schema, root: Schema) -> Any:
    return [_sample(schema.get("items", {}), root)] * int(schema.get("minItems", 0))


def _null(_: Schema, __: Schema) -> Any:
    return None


EMPTY: Final[dict[str, Callable[[Schema, Schema], Any]]] = {
    "object": _object,
    "array": _array,
    "string": lambda _, __: "",
    "integer": lambda schema, _: schema.get("minimum", 0),
    "number": lambda schema, _: schema.get("minimum", 0),
    "boolean": lambda _, __: False,
}
