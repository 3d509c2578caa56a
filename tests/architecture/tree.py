"""The files of the project as these tests see them: those that git keeps, or would keep."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHIPPED = ("bot", "db", "handlers", "prompts")
FILES = ("git", "ls-files", "--cached", "--others", "--exclude-standard")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, without what is built or installed."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(FILES, cwd=ROOT, capture_output=True, text=True, check=True)
        found = [ROOT / line for line in listed.stdout.splitlines()]
    else:  # unpacked without git
        found = [
            path for path in ROOT.rglob("*") if not re.search(r"/\.|/var/|__pycache__", str(path.relative_to(ROOT)))
        ]
    return tuple(sorted(path for path in set(found) if path.is_file()))


def modules(*folders: str) -> list[Path]:
    """The Python files of *folders*."""
    return [path for path in files() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def name(path: Path) -> str:
    """A path as people write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node
