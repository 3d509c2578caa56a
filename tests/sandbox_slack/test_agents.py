"""Agent sessions, statuses under threads, suggested prompts."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox

SOCIAL = "C0SOCIAL"


async def test_a_session_keeps_every_status_it_had(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Made by its first status, named by its last title."""
    root = await sandbox.post(user="ada", channel="#social", text="draw")
    where = {"channel_id": SOCIAL, "thread_ts": root.ts}
    await client.agents_sessions_setStatus(**where, status="processing", title="A lighthouse")
    await client.agents_sessions_setStatus(**where, status="active")
    await client.agents_sessions_rename(**where, title="Two lighthouses")
    session = sandbox.workspace.session("#social", root.ts)
    assert session is not None
    assert (session.status, session.history, session.title) == ("active", ["processing", "active"], "Two lighthouses")


async def test_without_the_stop_event_there_is_a_warning(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """People would see a spinner that they cannot press."""
    root = await sandbox.post(user="ada", channel="#social", text="draw")
    sandbox.settings.events = sandbox.settings.events - {"agent_session_stopped"}
    answer = await client.agents_sessions_setStatus(channel_id=SOCIAL, thread_ts=root.ts, status="processing")
    assert answer["warning"] == "missing_agent_session_stopped_event_subscription"


@pytest.mark.parametrize(
    ("change", "more", "error"),
    [
        ({"agent_sessions": "not_authorized"}, {}, "not_authorized"),
        ({}, {"status": "dreaming"}, "invalid_arguments"),
        ({}, {"thread_ts": "1.000001"}, "thread_not_found"),
        ({}, {"channel_id": "C0PRIVATELAB"}, "not_in_channel"),
    ],
)
async def test_a_session_can_be_refused(
    sandbox: SlackSandbox, client: AsyncWebClient, change: dict[str, Any], more: dict[str, str], error: str
) -> None:
    """An app that is no agent, a status that is none, a thread that is not there."""
    root = await sandbox.post(user="ada", channel="#social", text="draw")
    sandbox.settings.change(change)
    asked = {"channel_id": SOCIAL, "thread_ts": root.ts, "status": "processing"} | more
    with pytest.raises(SlackApiError, match=error):
        await client.agents_sessions_setStatus(**asked)


async def test_a_thread_says_what_the_bot_is_doing(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Until it says nothing."""
    root = await sandbox.post(user="ada", channel="#social", text="draw")
    await client.assistant_threads_setStatus(channel_id=SOCIAL, thread_ts=root.ts, status="drawing…")
    assert sandbox.workspace.statuses[SOCIAL, root.ts] == "drawing…"
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.assistant_threads_setStatus(
            channel_id=SOCIAL, thread_ts=root.ts, status="x", loading_messages=["…"] * 11
        )


async def test_at_most_four_prompts_are_suggested(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Each with a title and a message."""
    prompt = {"title": "Draw", "message": "Draw a lighthouse"}
    await client.assistant_threads_setSuggestedPrompts(channel_id="D0ADA", prompts=[prompt])
    assert sandbox.workspace.suggested_prompts["D0ADA"] == [prompt]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.assistant_threads_setSuggestedPrompts(channel_id="D0ADA", prompts=[prompt] * 5)
