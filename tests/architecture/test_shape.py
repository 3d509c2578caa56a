"""The shape of the house: empty doors, small rooms, no shouting, nothing that only works on one machine."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SHIPPED, calls, files, functions, modules, name, tree

LONGEST_BODY = 40
LONGEST_FILE = 300
MACHINE = re.compile(
    # paths of one machine, and index hosts: spelt in pieces, so that this file is none of its own findings
    r"(?<![\w.])/(?:wo"
    + r"rk|home/\w+|Users/\w+|root)/|py"
    + r"pi\.org|python"
    + r"hosted\.org|--(?:extra-)?index-u"
    + r"rl"
)


def test_imports_point_down_only() -> None:
    """Every contract of the linter holds."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--config", "pyproject.toml", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_package_s_door_holds_one_line() -> None:
    """A docstring that says what is inside, and nothing that would be imported by surprise."""
    doors = [path for path in modules(*SHIPPED, "tests", "benchmarks") if path.name == "__init__.py"]
    assert len(doors) > len(SHIPPED)
    for path in doors:
        body = tree(path).body
        assert ast.get_docstring(tree(path)), name(path)
        assert len(body) == 1, name(path)
        assert len(path.read_text(encoding="utf-8").splitlines()) == 1, name(path)


def test_every_module_says_what_lives_in_it() -> None:
    """In its first lines."""
    assert [name(path) for path in modules(*SHIPPED) if not ast.get_docstring(tree(path))] == []


def test_no_function_is_longer_than_a_page() -> None:
    """From the first statement after its docstring to the last."""
    long = [
        f"{name(path)}:{function.lineno} {function.name}: {lines} lines"
        for path in modules(*SHIPPED)
        for function in functions(path)
        if (lines := body_lines(function)) > LONGEST_BODY
    ]
    assert long == []


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function has, its head and its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_file_is_longer_than_it_can_be_read() -> None:
    """One noun a file."""
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*SHIPPED)}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_only_commands_print() -> None:
    """Everything else logs."""
    printing = [
        f"{name(path)}:{call.lineno}"
        for path in modules(*SHIPPED)
        if not name(path).startswith("bot/cli/")
        for call in calls(path)
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    ]
    assert printing == []


def test_no_file_knows_a_machine_or_an_index() -> None:
    """It is built and run elsewhere."""
    found = [
        f"{name(path)}: {match[0]}"
        for path in files()
        if (text := readable(path)) is not None
        for match in MACHINE.finditer(text)
    ]
    assert found == []


def readable(path: Path) -> str | None:
    """The text of a file, None where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


FORGOTTEN = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|\bbreakpoint\(\)|\bpdb\.set_trace")


def test_nothing_is_left_for_later_in_the_code() -> None:
    """What is not done is not half done."""
    found = [
        f"{name(path)}: {match[0]}"
        for path in modules(*SHIPPED)
        for match in FORGOTTEN.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


SQL = re.compile(r"^\s*(?:SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\s", re.MULTILINE)


@pytest.mark.parametrize("folder", ["bot", "handlers", "prompts"])
def test_sql_stands_in_db_and_nowhere_else(folder: str) -> None:
    """One door."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules(folder)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert found == []
