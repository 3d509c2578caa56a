"""docs/settings.md: every knob is documented with its true default, and nothing is documented that is not there."""

import json
import re

import pytest
from pydantic import BaseModel

from bot.providers.config.environment import Environment
from bot.providers.config.fallback_section import FallbackSection
from bot.providers.config.policy_file import PolicyFile
from tests.architecture.tree import ROOT

ROW = re.compile(r"^\| `([^`]+)` \| (?:`([^`]*)` \| )?", re.MULTILINE)

REQUIRED = object()


@pytest.fixture(scope="module")
def documented() -> dict[str, str]:
    """The rows of the page's tables: a name and, for keys of the policy, a default."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return {found[1]: found[2] or "" for found in ROW.finditer(text)}


def knobs(model: type[BaseModel], prefix: str = "") -> dict[str, object]:
    """Every key of the policy file with its default, as a file would name it."""
    found: dict[str, object] = {}
    for name, field in model.model_fields.items():
        default = field.get_default(call_default_factory=True)
        if isinstance(default, BaseModel):
            found |= knobs(type(default), f"{prefix}{name}.")
            continue
        found[f"{prefix}{name}"] = REQUIRED if field.is_required() else default
        if name == "fallbacks":
            found |= knobs(FallbackSection, f"{prefix}{name}.NAME.")
    return found


def test_every_key_of_the_policy_file_is_documented_with_its_default(documented: dict[str, str]) -> None:
    """As it would be written in the file."""
    for key, default in knobs(PolicyFile).items():
        assert key in documented, key
        if default is REQUIRED:
            assert documented[key] == "", key
            continue
        said = json.loads(documented[key])
        assert said == (sorted(default) if isinstance(default, frozenset) else default), key


def test_every_environment_variable_is_documented(documented: dict[str, str]) -> None:
    """By the name it has in a shell."""
    assert {name.upper() for name in Environment.model_fields} <= set(documented)


def test_nothing_is_documented_that_is_not_there(documented: dict[str, str]) -> None:
    """A key that does nothing would be refused at start."""
    assert set(documented) <= {*knobs(PolicyFile), *(name.upper() for name in Environment.model_fields)}
