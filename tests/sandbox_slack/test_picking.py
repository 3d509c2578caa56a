"""Pickers and grouped choices outside forms: what is picked reaches the bot as Slack sends it."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.server import SlackSandbox

SOCIAL = "C0SOCIAL"
SMALL = {"text": {"type": "plain_text", "text": "Small"}, "value": "small"}
GROUPS = [{"label": {"type": "plain_text", "text": "Sizes"}, "options": [SMALL]}]


async def posted(client: AsyncWebClient, element: dict[str, Any]) -> str:
    """A message of the bot with one element to act on."""
    blocks = [{"type": "actions", "elements": [{"action_id": "pick", **element}]}]
    return str((await client.chat_postMessage(channel=SOCIAL, text="pick", blocks=blocks))["ts"])


async def action(sandbox: SlackSandbox, ts: str, value: str) -> dict[str, Any]:
    """What the bot is told of a pick."""
    envelope = await sandbox.click(user="mo", channel=SOCIAL, message_ts=ts, action_id="pick", value=value)
    told: dict[str, Any] = envelope.payload["actions"][0]
    return told


@pytest.mark.parametrize(
    ("element", "value", "told"),
    [
        ({"type": "users_select"}, "ada", {"selected_user": "U0ADA"}),
        ({"type": "conversations_select"}, "#general", {"selected_conversation": "C0GENERAL"}),
        ({"type": "channels_select"}, "C0GENERAL", {"selected_channel": "C0GENERAL"}),
        ({"type": "datepicker"}, "2026-02-28", {"selected_date": "2026-02-28"}),
        ({"type": "static_select", "option_groups": GROUPS}, "small", {"selected_option": SMALL}),
    ],
)
async def test_what_is_picked_is_told_by_its_id(
    sandbox: SlackSandbox, client: AsyncWebClient, element: dict[str, Any], value: str, told: dict[str, Any]
) -> None:
    """Under the name that Slack has for each kind."""
    sandbox.settings.ack_timeout = 0.05
    got = await action(sandbox, await posted(client, element), value)
    assert {name: got[name] for name in told} == told
    assert got["type"] == element["type"]


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("users_select", "nobody", "nobody here is called"),
        ("conversations_select", "#nowhere", "no channel is called"),
        ("channels_select", "D0MO", "is no public channel"),
        ("datepicker", "2026-02-30", "is no day"),
    ],
)
async def test_what_does_not_exist_cannot_be_picked(
    sandbox: SlackSandbox, client: AsyncWebClient, kind: str, value: str, why: str
) -> None:
    """And it is said why."""
    ts = await posted(client, {"type": kind})
    value = sandbox.workspace.dm("mo").id if value == "D0MO" else value
    with pytest.raises(NotPossible, match=why):
        await action(sandbox, ts, value)


async def test_a_picker_is_told_what_to_pick(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """A click alone picks nothing."""
    ts = await posted(client, {"type": "users_select"})
    with pytest.raises(NotPossible, match="say what to pick"):
        await sandbox.click(user="mo", channel=SOCIAL, message_ts=ts, action_id="pick")
