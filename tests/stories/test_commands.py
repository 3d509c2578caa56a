"""The commands of the outside contract, run as a person runs them."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.stories import process
from tests.stories.town import Town, picture, settled


async def darkroom(*arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run the command; return its exit code and what it printed."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    made = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env={**kept, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(made.communicate(), 60)
    assert made.returncode is not None
    return made.returncode, out.decode(), err.decode()


KEYS = {
    "turn", "thread", "artifact", "quote_nano_usd", "settled_nano_usd", "basis", "parts", "previews", "lineage",
    "provider_bill_nano_usd",
}  # fmt: skip


async def test_demo_once_draws_and_prints_the_contract_and_leaves_the_picture(tmp_path: Path) -> None:
    code, out, _ = await darkroom("demo", "--once", "a lighthouse at dusk, landscape format", "--home", str(tmp_path))
    report: dict[str, Any] = json.loads(out)
    assert code == 0
    assert report.keys() >= KEYS
    assert (report["artifact"]["width"], report["artifact"]["height"]) == (1536, 1024)
    assert Path(report["artifact"]["path"]).read_bytes().startswith(b"\x89PNG")
    assert report["settled_nano_usd"] == report["provider_bill_nano_usd"] == sum(p["nano_usd"] for p in report["parts"])
    assert report["settled_nano_usd"] <= report["quote_nano_usd"]
    lines = (tmp_path / "logs" / "darkroom.log").read_text().splitlines()
    assert all(json.loads(line)["timestamp"] for line in lines)
    assert any(json.loads(line)["event"] == "ready" for line in lines)
    for path in [tmp_path / "logs" / "darkroom.log", tmp_path / "darkroom.db", Path(report["artifact"]["path"])]:
        assert path.stat().st_mode & 0o077 == 0, path


async def test_demo_once_exits_1_where_no_picture_came(tmp_path: Path) -> None:
    code, out, err = await darkroom("demo", "--once", "who are you?", "--home", str(tmp_path))
    assert code == 1
    assert json.loads(out)["artifact"] is None
    assert "stand-in" in err


async def test_demo_without_a_home_leaves_the_picture_where_it_says() -> None:
    code, out, _ = await darkroom("demo", "--once", "a lighthouse at dusk")
    path = Path(json.loads(out)["artifact"]["path"])
    assert code == 0
    assert path.read_bytes().startswith(b"\x89PNG")
    path.unlink()


@pytest.mark.parametrize("prompt", ["", "   "])
async def test_demo_once_without_a_prompt_is_wrong_usage(prompt: str) -> None:
    code, _, err = await darkroom("demo", "--once", prompt)
    assert code == 2
    assert "Say what to draw" in err


async def test_run_says_what_is_missing() -> None:
    code, _, err = await darkroom("run")
    assert code == 2
    assert "Set SLACK_BOT_TOKEN, OPENAI_API_KEY, SLACK_APP_TOKEN in the environment." in err


async def test_run_refuses_a_route_that_is_not_official(tmp_path: Path) -> None:
    keys = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "OPENAI_API_KEY": "sk-1"}
    for url in ("https://api.example.ai/v1", "http://api.openai.com/v1", "https://api.openai.com.example.ai/v1"):
        code, _, err = await darkroom("run", OPENAI_BASE_URL=url, DARKROOM_HOME=str(tmp_path), **keys)
        assert code == 2
        assert "verdict" in err


async def test_run_names_what_is_wrong_in_the_policy(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('[defaults]\nsize = "1000x1000"\n')
    keys = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "OPENAI_API_KEY": "sk-1"}
    code, _, err = await darkroom("run", DARKROOM_POLICY=str(tmp_path / "policy.toml"), **keys)
    assert code == 2
    assert "defaults.size" in err


async def test_run_says_in_a_sentence_that_a_token_is_wrong(empty_town: Town) -> None:
    environment = process.environment(empty_town) | {"SLACK_BOT_TOKEN": "xoxb-wrong"}
    code, _, err = await darkroom("run", **environment)
    assert code == 1
    assert "Slack does not accept SLACK_BOT_TOKEN: invalid_auth" in err
    assert "Traceback" not in err


async def test_trace_finds_a_turn_by_every_id_and_by_permalink(empty_town: Town) -> None:
    async with empty_town.open() as here:
        asked = await here.say("@darkroom a lighthouse at dusk", files=[])
        answer = await here.answer(asked)
        trace = await here.trace(asked)
        permalink = (
            f"https://sandbox.slack.com/archives/{answer.channel}/p{answer.ts.replace('.', '')}?thread_ts={asked.ts}"
        )
    home = {"DARKROOM_HOME": str(empty_town.home)}
    ids = [
        trace["turn"]["id"],
        trace["turn"]["thread_id"],
        trace["attempts"][0]["id"],
        trace["versions"][0]["id"],
        trace["ledger"][0]["id"],
        permalink,
    ]
    for key in ids:
        code, out, _ = await darkroom("trace", key, "--json", **home)
        assert code == 0
        assert [found["turn"]["id"] for found in json.loads(out)] == [trace["turn"]["id"]]
    code, out, _ = await darkroom("trace", trace["turn"]["id"], **home)
    assert code == 0
    for word in (
        "asked 1024x1024 medium, echoed 1024x1024 medium",
        "settlement",
        "x-request-id req_",
        "Version v1",
        "Plan open",
        "Told o",
    ):
        assert word in out
    assert settled(trace) == here.bill(trace)


async def test_trace_says_that_it_knows_nothing(tmp_path: Path, empty_town: Town) -> None:
    async with empty_town.open():
        pass
    assert (await darkroom("trace", "t0000000000", DARKROOM_HOME=str(empty_town.home)))[0] == 1
    assert (await darkroom("trace", "nonsense", DARKROOM_HOME=str(empty_town.home)))[0] == 1
    code, _, err = await darkroom("trace", "t0000000000", DARKROOM_HOME=str(tmp_path / "nowhere"))
    assert code == 2
    assert "There is no database" in err


async def test_verify_holds_and_notices_a_picture_that_was_touched(empty_town: Town) -> None:
    async with empty_town.open() as here:
        asked = await here.say("@darkroom a lighthouse at dusk")
        await here.answer(asked)
        sha256 = (await here.trace(asked))["versions"][0]["sha256"]
    home = {"DARKROOM_HOME": str(empty_town.home)}
    code, out, _ = await darkroom("verify", "--json", **home)
    assert code == 0
    assert json.loads(out)["findings"] == []
    path = empty_town.home / "artifacts" / sha256[:2] / sha256
    path.write_bytes(picture())
    code, out, _ = await darkroom("verify", **home)
    assert code == 1
    assert sha256 in out
    path.unlink()
    code, out, _ = await darkroom("verify", **home)
    assert code == 1
    assert "missing on disk" in out


async def test_the_home_and_everything_in_it_is_private_to_its_user(empty_town: Town) -> None:
    async with empty_town.open() as here:
        await here.ask("@darkroom a lighthouse at dusk")
    for path in [empty_town.home, *empty_town.home.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


async def test_every_command_has_help() -> None:
    for arguments in ([], ["demo"], ["run"], ["trace"], ["verify"]):
        code, out, _ = await darkroom(*arguments, "--help")
        assert code == 0
        assert "Usage" in out
