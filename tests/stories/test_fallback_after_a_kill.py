"""Killed while a fallback draws and started again: the same lane goes on, and its ids are never asked for elsewhere."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.fallbacks import IMAGES, RESPONSES
from bot.providers.clock import now_ms
from bot.sandbox.slack.message import Message
from tests.stories import process
from tests.stories.provider import KEY, PRICES, asked_at, beside, fallback, judge, paths, reached
from tests.stories.test_fallback import ASK, VIA
from tests.stories.town import Town, basis, settled

POLICY = """
[channels]
purposes = {{ "*" = "experiments" }}

[running]
slack_pace = 1000

[fallbacks.acme]
provider = "Acme"
base_url = "{base_url}"
endpoint = "{endpoint}"
key_env = "ACME_API_KEY"
price_usd = {{ low = 0.01, medium = 0.04, high = "0.17" }}
failed_calls = "not billed"
output_rights = "the outputs are ours"
stop_rule = "stop when a bill differs"
allow_loopback = true
"""


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """What an operator sets, with a policy that has the fallback."""
    plain = process.environment

    def with_fallback(town: Town, endpoint: str) -> None:
        path = tmp_path / "policy.toml"
        path.write_text(POLICY.format(base_url=asked_at(town).base_url, endpoint=endpoint))
        extra = {"DARKROOM_POLICY": str(path), "ACME_API_KEY": KEY}
        monkeypatch.setattr(process, "environment", lambda town: {**plain(town), **extra})

    return with_fallback


async def killed(town: Town, endpoint: str, delay: str) -> Message:
    """Ask by the lane, and end the bot while the provider works on the first of two pictures."""
    lanes = {"acme": fallback(asked_at(town).base_url, endpoint=endpoint)}
    async with town.open(fallbacks=lanes) as here:
        await judge(here, now_ms())
    asked_at(town).faults.add(delay, on="images" if endpoint == IMAGES else "create", delay_s=60)
    running = await process.start(town)
    asked = await town.say(f"{ASK} --n 2")
    await reached(town)
    await process.kill(running)
    return asked


@pytest.mark.parametrize(("endpoint", "delay"), [(IMAGES, "slow_start"), (RESPONSES, "slow")])
async def test_a_killed_attempt_is_closed_at_its_price_and_asked_for_only_at_its_own_host(
    tmp_path: Path, environment: Any, endpoint: str, delay: str
) -> None:
    """Nothing is stored there, so nobody can know; the person is told on the lane they picked."""
    async with beside(tmp_path / "home") as town:
        environment(town, endpoint)
        asked = await killed(town, endpoint, delay)
        running = await process.start(town)
        told = await town.until(lambda _: next((m for m in town.thread(asked) if "Not drawn" in m.all_text), None))
        await process.finish(running)
        assert VIA in told.all_text
        assert "The connection to Acme was lost" in told.all_text
        trace = await process.aftermath(town, asked)
        assert {attempt["lane"] for attempt in trace["attempts"]} == {"fallback:acme"}
        assert (basis(trace), settled(trace)) == (["ceiling"], PRICES["medium"])
        assert paths(town.openai) == []
        asked_again = [path for path in paths(asked_at(town))[1:] if not path.startswith("/v1/responses/resp_")]
        assert asked_again == []


async def test_a_turn_that_was_announced_goes_on_by_the_same_lane(tmp_path: Path, environment: Any) -> None:
    """Nothing had been sent when the process ended."""
    async with beside(tmp_path / "home") as town:
        environment(town, IMAGES)
        lanes = {"acme": fallback(asked_at(town).base_url)}
        async with town.open(fallbacks=lanes) as here:
            await judge(here, now_ms())
        town.slack.faults.add("chat.postMessage", "delayed", seconds=60)
        running = await process.start(town)
        asked = await town.say(ASK)
        await town.until(lambda _: town.slack.calls_to("chat.postMessage") or None)
        await process.kill(running)
        town.slack.faults.clear()
        running = await process.start(town)
        drawn = await town.until(lambda _: next((m for m in town.thread(asked) if m.files), None))
        await process.finish(running)
        assert VIA in drawn.all_text
        assert paths(asked_at(town)) == ["/v1/images/generations"]
        assert paths(town.openai) == []
        await process.aftermath(town, asked)


async def test_a_lane_that_was_removed_meanwhile_asks_nobody(tmp_path: Path, environment: Any) -> None:
    """What was reserved is held; the official host never hears of it."""
    async with beside(tmp_path / "home") as town:
        environment(town, RESPONSES)
        asked = await killed(town, RESPONSES, "slow")
        before = paths(asked_at(town))
        (tmp_path / "policy.toml").write_text("[running]\nslack_pace = 1000\n")
        running = await process.start(town)
        told = await town.until(lambda _: next((m for m in town.thread(asked) if "Not drawn" in m.all_text), None))
        await process.finish(running)
        assert VIA in told.all_text
        trace = await process.aftermath(town, asked)
        assert (basis(trace), settled(trace)) == (["ceiling"], PRICES["medium"])
        assert paths(asked_at(town)) == before
        assert paths(town.openai) == []
