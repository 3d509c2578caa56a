"""The manifest as a command, and the hooks by which Slack's own command line uses a checkout: called as it calls them."""

import asyncio
import json
import os
import shlex
import sys
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


@pytest.mark.parametrize(
    "url", ["http://bot.example.com", "https://me:secret@bot.example.com", "https://", "https://b/?q"]
)
async def test_an_address_that_slack_would_not_call_is_wrong_usage(url: str) -> None:
    """With a sentence."""
    code, out, err = await darkroom("manifest", "--http", url)
    assert (code, out) == (2, "")
    assert "cannot be used" in err


def hooks_file() -> dict[str, Any]:
    """What .slack/hooks.json says."""
    loaded: dict[str, Any] = json.loads((ROOT / ".slack" / "hooks.json").read_text("utf-8"))
    return loaded


async def called(command: str, *more: str) -> str:
    """Run a hook from the top of the checkout, as a shell does; this Python stands for the one in .venv."""
    words = [sys.executable if word == ".venv/bin/python" else word for word in shlex.split(command)]
    made = await asyncio.create_subprocess_exec(*words, *more, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    out, _ = await asyncio.wait_for(made.communicate(), 30)
    assert made.returncode == 0
    return out.decode()


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
    """Under the names that Slack's command line has for them."""
    environment = process.environment(empty_town)
    environment["SLACK_CLI_XOXB"] = environment.pop("SLACK_BOT_TOKEN")
    environment["SLACK_CLI_XAPP"] = environment.pop("SLACK_APP_TOKEN")
    call = json.loads(await called(hooks_file()["hooks"]["get-hooks"]))["hooks"]["start"]
    started = await asyncio.create_subprocess_exec(
        *shlex.split(call), cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
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
