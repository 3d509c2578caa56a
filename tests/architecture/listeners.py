"""What the app listens to, and what its messages are made with, as its source says."""

import ast
from pathlib import Path

from handlers import slack_app
from tests.architecture.tree import calls, modules, name, tree


def listened() -> set[str]:
    """The events that a listener of its own is registered for."""
    source = Path(slack_app.__file__).read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(source)))
    loops = [node.iter for node in nodes if isinstance(node, ast.For) and ".event(" in ast.unparse(node)]
    ones = [
        node.args[0] for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("app.event")
    ]
    values = [value for where in (*loops, *ones) for value in ast.walk(where)]
    return {str(value.value) for value in values if isinstance(value, ast.Constant)}


def registered(kind: str) -> set[str]:
    """The names that `app.KIND(…)` is called with in the app, those of a loop over a table of it among them."""
    nodes = list(ast.walk(ast.parse(Path(slack_app.__file__).read_text(encoding="utf-8"))))
    said = [node.args[0] for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == f"app.{kind}"]
    named = {str(value.value) for value in said if isinstance(value, ast.Constant)}
    tables = [node.iter for node in nodes if isinstance(node, ast.For) and f"app.{kind}(" in ast.unparse(node)]
    return named | {str(name) for table in tables for name in eval(ast.unparse(table), vars(slack_app))}  # our own file


def made(key: str) -> set[str]:
    """The names of clicks and forms that messages are made with: second in `button(…)`, or a form's callback_id."""
    blocks = [path for path in modules("handlers") if name(path) != "handlers/blocks/parts.py"]
    if key == "button":
        rows = [call.args[1] for path in blocks for call in calls(path) if ast.unparse(call.func) == "button"]
    else:
        tables = [node for path in blocks for node in ast.walk(tree(path)) if isinstance(node, ast.Dict)]
        rows = [row for one in tables for at, row in zip(one.keys, one.values, strict=True) if is_key(at, key)]
    names = [whole_name(row) for row in rows]
    assert None not in names, f"a {key} is only made with its whole name"
    return {name for name in names if name is not None}


def whole_name(node: ast.expr) -> str | None:
    """The name that a literal is; one of several alike carries its number behind it: `f"review_whose_{index}"`."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr) and len(node.values) == 2 and isinstance(node.values[0], ast.Constant):
        first = str(node.values[0].value)
        return f"{first}0" if first.endswith("_") else None
    return None


def is_key(node: ast.expr | None, key: str) -> bool:
    """Whether a dictionary's key is this one."""
    return isinstance(node, ast.Constant) and node.value == key
