"""A named fallback: only where a person picks it, only under a verdict that covers the channel, and named on everything."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.fallbacks import IMAGES, RESPONSES
from bot.providers.clock import now_ms
from bot.sandbox.openai.server import OpenAISandbox
from tests.stories.provider import MANUAL, judge, served
from tests.stories.town import basis, kinds, settled

ASK = "@darkroom a lighthouse at dusk --via acme"
VIA = "via acme, not first-party"


def requests(sandbox: OpenAISandbox | None) -> list[Any]:
    """Everything that was asked there."""
    assert sandbox is not None
    return list(sandbox.journal.entries)


@pytest.mark.parametrize("endpoint", [IMAGES, RESPONSES])
async def test_a_lane_that_was_picked_draws_and_is_named_on_everything(tmp_path: Path, endpoint: str) -> None:
    """Announcement, receipt, books; at the price its provider states; the official host hears nothing."""
    async with served(tmp_path / "home", endpoint=endpoint) as here:
        await judge(here, now_ms(), allowed=MANUAL)
        asked = await here.say(ASK)
        answer = await here.answer(asked)
        assert answer.files
        assert VIA in answer.all_text
        assert "*$0.040* as the provider states: picture $0.040" in answer.all_text
        trace = await here.trace(asked)
        assert [(row["lane"], row["base_host"]) for row in trace["attempts"]] == [
            ("fallback:acme", here.policy.fallbacks["acme"].lane.host)
        ]
        assert (kinds(trace), basis(trace), settled(trace)) == (
            ["reservation", "settlement"],
            ["provider-stated"],
            40_000_000,
        )
        assert requests(here.openai) == []
        assert [entry.path for entry in requests(here.provider)] == [f"/v1/{endpoint}"]
        assert (await here.verified()).findings == ()
