"""The manifest as a command, and the hooks by which Slack's own command line uses a checkout: called as it calls them."""

import asyncio
import json
import os
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.providers.config import app_manifest
from tests.architecture.tree import ROOT
from tests.stories import process
from tests.stories.conftest import empty_town
from tests.stories.test_commands import darkroom
from tests.stories.town import Town

__all__ = ["empty_town"]
PYTHON = ".venv/bin/python"


async def test_it_prints_manifest_yml_as_json() -> None:
    """The same, to the letter."""
    code, out, _ = await darkroom("manifest")
    assert code == 0
    assert json.loads(out) == yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))


@pytest.mark.parametrize("url", ["https://bot.example.com", "bot.example.com/", "https://bot.example.com/slack/events"])
async def test_for_http_it_names_the_address_everywhere(url: str) -> None:
    """Events, interactions and each command; and no socket."""
    code, out, _ = await darkroom("manifest", "--http", url)
    assert code == 0
    made, address = json.loads(out), "https://bot.example.com/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert {command["url"] for command in made["features"]["slash_commands"]} == {address}


WRONG = [
    ("", "names no host"),
    ("https://", "names no host"),
    ("https://[", "not an address"),
    ("https://bot.example.com:none", "not an address"),
    ("https://bot.example.com:0", "not an address"),
    ("https://bot.example.com/a b", "spaces"),
    ("http://bot.example.com", "https addresses only"),
    ("https://me:secret@bot.example.com", "name or password"),
    ("https://me:secret@[", "not an address"),
    ("https://bot.example.com/?q", "query"),
    ("https://127.0.0.1:3000", "cannot reach this machine"),
    ("localhost:3000", "cannot reach this machine"),
]


@pytest.mark.parametrize(("url", "why"), WRONG)
def test_an_address_that_slack_would_not_call_is_refused_in_a_sentence(url: str, why: str) -> None:
    """Which repeats no password."""
    with pytest.raises(app_manifest.ManifestError, match=why) as refused:
        app_manifest.for_http(app_manifest.load(), url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["", "http://bot.example.com"])
async def test_a_refused_address_is_wrong_usage(url: str) -> None:
    """And nothing is printed that could be taken for a manifest."""
    code, out, err = await darkroom("manifest", "--http", url)
    assert (code, out) == (2, "")
    assert "cannot be used" in err


async def test_an_installed_package_carries_the_manifest(tmp_path: Path) -> None:
    """The wheel alone is enough: nothing of the checkout is needed."""
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    wheel = (await run([sys.executable, "-c", build, str(tmp_path)])).strip().splitlines()[-1]
    with zipfile.ZipFile(tmp_path / wheel) as packed:
        packed.extractall(tmp_path / "installed")
    show = (
        "from bot.providers.config import app_manifest as it; import json; print(json.dumps([str(it.TOP), it.load()]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    top, loaded = json.loads(await run([sys.executable, "-P", "-c", show], cwd=tmp_path, env=environment))
    assert top.startswith(str(tmp_path))
    assert loaded == app_manifest.load()


def hooks_file() -> dict[str, Any]:
    """What .slack/hooks.json says."""
    loaded: dict[str, Any] = json.loads((ROOT / ".slack" / "hooks.json").read_text("utf-8"))
    return loaded


async def run(words: Sequence[str], cwd: Path = ROOT, **how: Any) -> str:
    """Run a program to its good end and return what it printed."""
    made = await asyncio.create_subprocess_exec(*words, cwd=cwd, stdout=asyncio.subprocess.PIPE, **how)
    out, _ = await asyncio.wait_for(made.communicate(), 60)
    assert made.returncode == 0
    return out.decode()


def as_slack_calls(command: str, *more: str) -> list[str]:
    """A hook as Slack's command line runs it: the words of the call and of its flags, joined for a shell.

    Where the tests run without the .venv that `make setup` makes, their own Python stands for it.
    """
    words = [sys.executable if word == PYTHON and not (ROOT / PYTHON).exists() else word for word in command.split()]
    return ["sh", "-c", " ".join([*words, *more])]


async def called(command: str, *more: str) -> str:
    """Call a hook from the top of the checkout, with nothing of ours on the PATH."""
    return await run(as_slack_calls(command, *more), env={"PATH": "/usr/bin:/bin"})


async def test_get_hooks_says_what_there_is_and_get_manifest_gives_the_manifest() -> None:
    """Alone on standard output."""
    said = json.loads(await called(hooks_file()["hooks"]["get-hooks"]))
    assert said["hooks"].keys() == {"get-manifest", "start"}
    assert said["config"]["sdk-managed-connection-enabled"] is True
    assert json.loads(await called(said["hooks"]["get-manifest"])) == app_manifest.load()


async def test_answers_stand_between_boundaries_where_they_are_asked_for() -> None:
    """So that what a program says besides is not taken for an answer."""
    call = json.loads(await called(hooks_file()["hooks"]["get-hooks"]))["hooks"]["get-manifest"]
    out = await called(call, "--protocol=message-boundaries", "--boundary=abc")
    assert out.startswith("abc{")
    assert out.rstrip().endswith("}abc")


async def test_start_runs_the_bot_with_the_tokens_that_it_was_handed(empty_town: Town) -> None:
    """Under the names that Slack's command line has for them; a variable that is set to nothing is not set."""
    environment = process.environment(empty_town)
    environment["SLACK_CLI_XOXB"], environment["SLACK_BOT_TOKEN"] = environment["SLACK_BOT_TOKEN"], ""
    environment["SLACK_CLI_XAPP"] = environment.pop("SLACK_APP_TOKEN")
    call = json.loads(await called(hooks_file()["hooks"]["get-hooks"]))["hooks"]["start"]
    started = await asyncio.create_subprocess_exec(
        *as_slack_calls(f"exec {call}"), cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert started.stdout is not None
    line = await asyncio.wait_for(started.stdout.readline(), process.READY_S)
    assert b"Darkroom serves team T0SANDBOX" in line
    await process.finish(started)


def test_slack_s_command_line_takes_the_manifest_from_here() -> None:
    """And not from the app's settings on the web; the interpreter it calls is the one that `make setup` makes."""
    config = json.loads((ROOT / ".slack" / "config.json").read_text("utf-8"))
    assert config["manifest"]["source"] == "local"
    assert hooks_file()["hooks"]["get-hooks"].startswith(".venv/bin/python ")
    assert "VENV   := .venv" in (ROOT / "Makefile").read_text("utf-8")
    assert os.access(ROOT / ".slack" / "hooks.json", os.R_OK)
