"""`darkroom doctor`, run as an operator runs it: against sandboxes, beside a running bot, and with nothing reachable."""

import json
import os
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.domain.gates.record import VerdictState
from bot.providers.clock import now_ms
from bot.sandbox.slack.faults import Kind
from tests.architecture.tree import ROOT
from tests.stories import process
from tests.stories.conftest import empty_town
from tests.stories.provider import KEY, MANUAL, asked_at, beside, end, fallback, judge
from tests.stories.test_commands import darkroom
from tests.stories.test_fallback_after_a_kill import POLICY
from tests.stories.town import Town

__all__ = ["empty_town"]
NOWHERE = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "OPENAI_API_KEY": "sk-1",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
}


def documented() -> set[str]:
    """The names in the first column of the table of checks."""
    lines = (ROOT / "docs" / "operating.md").read_text("utf-8").splitlines()
    firsts = [line.split("|")[1] for line in lines if line.startswith("| `")]
    return {name.partition(":")[0] for first in firsts for name in re.findall(r"`([^`]+)`", first)}


async def examined(**environment: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Run it; return its exit code and its checks by name."""
    code, out, err = await darkroom("doctor", "--json", **environment)
    assert err == ""
    report = json.loads(out)
    assert report["ok"] is (code == 0)
    checks = {check["name"]: check for check in report["checks"]}
    assert len(checks) == len(report["checks"]), "a name stands for one check"
    assert all(check["remedy"] or check["state"] == "ok" for check in checks.values())
    assert {name.partition(":")[0] for name in checks} <= documented(), "docs/operating.md explains every check"
    return code, checks


async def test_a_sound_set_up_has_no_problem(empty_town: Town) -> None:
    """Beside a bot that runs and has drawn; it says what it looked at."""
    async with empty_town.open() as here:
        await here.ask("@darkroom a lighthouse at dusk")
        code, checks = await examined(**process.environment(here))
    assert code == 0
    told = {name: check["state"] for name, check in checks.items()}
    assert [name for name, state in told.items() if state == "problem"] == []
    for name in (
        "bot_token",
        "socket",
        "model:gpt-5.4",
        "model:gpt-image-2",
        "database",
        "artifacts",
        "home",
        "prices",
    ):
        assert told[name] == "ok", checks[name]
    assert checks["process"]["sentence"] == "A Darkroom process works in it now."
    assert checks["artifacts"]["sentence"] == "Pictures kept: 1; the newest 1 are what their names say."
    assert {"slack_clock", "openai_clock", "scopes", "formula"} <= checks.keys()
    assert checks["background"]["sentence"].startswith("Background mode works")


async def test_nothing_set_is_said_with_where_to_get_it() -> None:
    """Each missing variable has its remedy."""
    code, checks = await examined(DARKROOM_HOME="/nonexistent/home")
    assert code == 1
    for name in ("slack_bot_token", "slack_app_token", "openai_api_key"):
        assert checks[name]["state"] == "problem"
        assert checks[name]["remedy"]


async def test_without_a_network_it_ends_soon_and_blames_nobody(tmp_path: Path) -> None:
    """What was not reached is a warning, and no reason to exit with 1; what needs no network is told all the same."""
    code, checks = await examined(**NOWHERE, DARKROOM_HOME=str(tmp_path))
    assert code == 0
    assert {checks[name]["state"] for name in ("bot_token", "socket", "model:gpt-5.4")} == {"warning"}
    assert "not reached" in checks["bot_token"]["sentence"]
    assert checks["life:gpt-image-2"]["state"] == checks["prices"]["state"] == "ok"


async def test_wrong_tokens_missing_scopes_and_missing_models_are_problems(empty_town: Town) -> None:
    """In sentences, with no secret in them."""
    empty_town.slack.settings.scopes = empty_town.slack.settings.scopes - {"files:write"}
    policy = empty_town.home.parent / "policy.toml"
    policy.write_text('[models]\nmainline = "gpt-5.4-nano"\n')
    environment = process.environment(empty_town) | {"DARKROOM_POLICY": str(policy)}
    code, checks = await examined(**environment)
    assert code == 1
    assert "files:write" in checks["scopes"]["sentence"]
    assert "2027-04-01" in checks["life:gpt-5.4-nano"]["sentence"]
    wrong = {"SLACK_BOT_TOKEN": "xoxb-mistaken", "SLACK_APP_TOKEN": "xapp-mistaken"}
    code, checks = await examined(**environment | wrong)
    assert {checks[name]["state"] for name in ("bot_token", "socket")} == {"problem"}
    assert not any("mistaken" in json.dumps(check) for check in checks.values())


@pytest.mark.parametrize("kind", ["server_error", "ratelimited", "cut_before"])
async def test_slack_s_own_trouble_is_not_blamed_on_the_token(empty_town: Town, kind: Kind) -> None:
    """A new token would not help."""
    empty_town.slack.faults.add(on="auth.test", kind=kind, times=9)
    code, checks = await examined(**process.environment(empty_town))
    assert code == 0
    assert checks["bot_token"]["state"] == "warning"
    assert checks["socket"]["state"] == "ok"


async def test_a_secret_that_was_set_with_a_line_break_is_told_and_sent_nowhere(empty_town: Town) -> None:
    """Else the network would be blamed for it."""
    environment = process.environment(empty_town)
    broken = {name: f"{environment[name]}\n" for name in ("SLACK_BOT_TOKEN", "OPENAI_API_KEY")}
    code, checks = await examined(**environment | broken)
    assert code == 1
    assert "line break" in checks["slack_bot_token"]["sentence"]
    assert "line break" in checks["openai_api_key"]["sentence"]
    assert not {"bot_token", "model:gpt-5.4"} & checks.keys()
    assert checks["socket"]["state"] == "ok"


async def test_a_model_s_last_day_is_known_without_a_key(tmp_path: Path) -> None:
    """From the dated table."""
    policy = tmp_path / "policy.toml"
    policy.write_text('[models]\nmainline = "gpt-5.4-nano"\n')
    _, checks = await examined(DARKROOM_POLICY=str(policy), DARKROOM_HOME=str(tmp_path / "home"))
    assert "2027-04-01" in checks["life:gpt-5.4-nano"]["sentence"]


async def test_a_model_without_prices_is_a_problem(tmp_path: Path) -> None:
    """By the names of its missing rows."""
    policy = tmp_path / "policy.toml"
    policy.write_text('[models]\nmainline = "gpt-7"\n')
    code, checks = await examined(DARKROOM_POLICY=str(policy), DARKROOM_HOME=str(tmp_path / "home"))
    assert code == 1
    assert "gpt-7 (text_in), gpt-7 (text_out)" in checks["price_rows"]["sentence"]


async def test_openai_s_refusals_have_their_remedies(empty_town: Town) -> None:
    """A key without the model needs the organization verified."""
    empty_town.openai.faults.add("http_403_unverified", on="models", times=None)
    _, checks = await examined(**process.environment(empty_town))
    assert checks["model:gpt-image-2"]["state"] == "problem"
    assert "Verify the organization" in checks["model:gpt-image-2"]["remedy"]


async def test_a_bad_policy_a_provider_route_and_an_open_home_are_found(tmp_path: Path) -> None:
    """Before the first start."""
    home, policy = tmp_path / "home", tmp_path / "policy.toml"
    home.mkdir(mode=0o755)
    policy.write_text("[defaults]\nsise = '1024x1024'\n")
    given = NOWHERE | {"OPENAI_BASE_URL": "https://api.example.ai/v1", "DARKROOM_POLICY": str(policy)}
    code, checks = await examined(**given, DARKROOM_HOME=str(home))
    assert code == 1
    assert "sise" in checks["policy"]["sentence"]
    assert "named in the policy, under fallbacks" in checks["lane"]["remedy"]
    assert "chmod" in checks["home"]["remedy"]


async def test_a_damaged_database_and_a_changed_picture_are_found(empty_town: Town) -> None:
    """The second by hashing the newest ones."""
    async with empty_town.open() as here:
        await here.ask("@darkroom a lighthouse at dusk")
    environment = process.environment(empty_town)
    kept = next((empty_town.home / "artifacts").glob("??/*"))
    kept.write_bytes(b"changed")
    _, checks = await examined(**environment)
    assert checks["artifacts"]["state"] == "problem"
    with sqlite3.connect(empty_town.home / "darkroom.db") as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name <> '0001_foundation'")
    _, checks = await examined(**environment)
    assert checks["database"]["state"] == "warning"
    with sqlite3.connect(empty_town.home / "darkroom.db") as connection:
        connection.execute("UPDATE _sqlite_migrations SET name = '9999_of_tomorrow'")
    _, checks = await examined(**environment)
    assert checks["database"]["state"] == "problem"
    assert "newer Darkroom: 9999_of_tomorrow" in checks["database"]["sentence"]
    shutil.rmtree(empty_town.home / "artifacts")
    _, checks = await examined(**environment)
    assert checks["artifacts"]["state"] == "problem"
    assert not (empty_town.home / "artifacts").exists(), "it only reads"
    (empty_town.home / "darkroom.db").write_bytes(b"not a database at all, but long enough to look like one" * 100)
    for leftover in empty_town.home.glob("darkroom.db-*"):
        leftover.unlink()
    code, checks = await examined(**environment)
    assert code == 1
    assert checks["database"]["state"] == "problem"


async def test_a_rejected_background_mode_is_told(empty_town: Town) -> None:
    """Since an interrupted drawing is then lost."""
    empty_town.openai.faults.add("background_rejected")
    async with empty_town.open() as here:
        await here.ask("@darkroom a lighthouse at dusk")
    _, checks = await examined(**process.environment(empty_town))
    assert checks["background"]["state"] == "warning"


async def test_a_home_that_cannot_be_one_is_found(tmp_path: Path) -> None:
    """A file in its place, or in the place of a folder above it; neither is "not there yet"."""
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", tmp_path / "file" / "home"):
        code, checks = await examined(**NOWHERE, DARKROOM_HOME=str(home))
        assert code == 1
        assert "is not a folder" in checks["home"]["sentence"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")
async def test_a_home_that_this_user_may_not_enter_is_found(tmp_path: Path) -> None:
    """Itself closed, or in a folder that is: a sentence, and nothing is said of what cannot be seen."""
    closed = tmp_path / "closed"
    (closed / "home").mkdir(parents=True)
    closed.chmod(0)
    try:
        for home in (closed, closed / "home"):
            code, checks = await examined(**NOWHERE, DARKROOM_HOME=str(home))
            assert code == 1
            assert "this user" in checks["home"]["sentence"].lower()
            assert "database" not in checks
    finally:
        closed.chmod(0o700)


async def test_people_read_it_in_groups_with_remedies_below(tmp_path: Path) -> None:
    """And a count at the end."""
    code, out, _ = await darkroom("doctor", DARKROOM_HOME=str(tmp_path / "home"))
    assert code == 1
    assert out.splitlines()[0] == "Settings"
    assert "  PROBLEM  SLACK_BOT_TOKEN is not set." in out
    assert "           → Take it from OAuth & Permissions" in out
    assert out.splitlines()[-1] == "3 problems, no warnings."


async def test_a_fallback_s_key_and_verdict_are_told(tmp_path: Path) -> None:
    """Neither is a problem: the bot runs without it, and the lane does not start."""
    async with beside(tmp_path / "home") as town:
        policy = tmp_path / "policy.toml"
        policy.write_text(POLICY.format(base_url=asked_at(town).base_url, endpoint="images/generations"))
        lanes = {"acme": fallback(asked_at(town).base_url)}
        async with town.open(fallbacks=lanes) as here:
            environment = {**process.environment(here), "DARKROOM_POLICY": str(policy)}
            code, checks = await examined(**environment)
            assert (code, checks["fallback_key:acme"]["state"]) == (0, "warning")
            assert checks["fallback_key:acme"]["sentence"] == "ACME_API_KEY is not set: acme does not start."
            assert "it has no verdict." in checks["fallback_verdict:acme"]["sentence"]
            await judge(here, now_ms(), allowed=MANUAL)
            code, checks = await examined(**environment, ACME_API_KEY="sk-sandbox")
            assert "holds another service's key" in checks["fallback_key:acme"]["sentence"]
            assert checks["fallback_verdict:acme"]["sentence"] == "acme may be used for experiments."
            code, checks = await examined(**environment, ACME_API_KEY=KEY)
            assert (code, checks["fallback_key:acme"]["state"]) == (0, "ok")
            await end(here, VerdictState.REVOKED, "the bill differed")
            code, checks = await examined(**environment, ACME_API_KEY=KEY)
            assert "its verdict was revoked: the bill differed." in checks["fallback_verdict:acme"]["sentence"]
            assert code == 0
