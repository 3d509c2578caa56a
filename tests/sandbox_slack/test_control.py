"""The workspace over plain HTTP: acts, looks, faults, settings, the page and its pictures."""

import base64
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox
from tests.sandbox_slack.pictures import picture, upload

FILE = {"name": "a.png", "data": base64.b64encode(picture()).decode()}


class Control:
    """The control addresses of one sandbox."""

    def __init__(self, sandbox: SlackSandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox, self.session = sandbox, session

    async def post(self, act: str, status: int = 200, **body: Any) -> dict[str, Any]:
        """Do something."""
        async with self.session.post(f"{self.sandbox.origin}/sandbox/{act}", json=body) as answer:
            assert answer.status == status, await answer.text()
            said: dict[str, Any] = await answer.json()
            return said

    async def get(self, look: str, status: int = 200, **query: str) -> dict[str, Any]:
        """Look at something."""
        async with self.session.get(f"{self.sandbox.origin}/sandbox/{look}", params=query) as answer:
            assert answer.status == status, await answer.text()
            said: dict[str, Any] = await answer.json()
            return said


@pytest.fixture
def control(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> Control:
    """Driving the sandbox from outside."""
    return Control(sandbox, session)


async def test_a_post_with_a_file_is_seen_with_its_picture(control: Control) -> None:
    """The picture's address needs no token."""
    posted = await control.post("post", user="ada", channel="#social", text="@darkroom edit", files=[FILE])
    [seen] = (await control.get("messages", channel="#social"))["messages"]
    assert seen == posted["message"]
    assert seen["files"][0]["width"] == 64
    async with control.session.get(control.sandbox.origin + seen["files"][0]["picture"]) as answer:
        assert await answer.read() == picture()


async def test_messages_show_buttons_reactions_ephemerals_and_alt_texts(
    control: Control, client: AsyncWebClient, sandbox: SlackSandbox
) -> None:
    """Everything that a person could see."""
    file_id = await upload(client)
    await sandbox.wait_for(lambda w: w.files[file_id].ready)
    root = await sandbox.post(user="ada", channel="#social", text="draw")
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "1"}
    blocks: list[dict[str, Any]] = [
        {"type": "image", "alt_text": "a lighthouse", "slack_file": {"id": file_id}},
        {"type": "actions", "elements": [button]},
    ]
    await client.chat_postMessage(channel="C0SOCIAL", text="here", blocks=blocks, thread_ts=root.ts)
    await client.chat_postEphemeral(channel="C0SOCIAL", user="U0MO", text="psst", thread_ts=root.ts)
    await client.reactions_add(channel="C0SOCIAL", timestamp=root.ts, name="eyes")
    seen = (await control.get("messages", channel="C0SOCIAL", thread_ts=root.ts))["messages"]
    assert [message["text"] for message in seen] == ["draw", "here", "psst"]
    assert (seen[0]["reactions"], seen[0]["reply_count"]) == ({"eyes": ["U0DARKROOM"]}, 1)
    assert seen[1]["buttons"] == [{"action_id": "go", "value": "1", "label": "Go"}]
    assert (seen[1]["alt_texts"], seen[1]["pictures"]) == (["a lighthouse"], {file_id: f"/sandbox/picture/{file_id}"})
    assert seen[2]["only_for"] == "U0MO"


async def test_acts_that_need_the_bot_say_whether_it_answered(
    control: Control, client: AsyncWebClient, sandbox: SlackSandbox
) -> None:
    """Here nobody is connected."""
    sandbox.settings.ack_timeout = 0.01
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    posted = await client.chat_postMessage(
        channel="C0SOCIAL", text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    click = {"user": "mo", "channel": "#social", "message_ts": posted["ts"], "action_id": "go"}
    assert await control.post("click", **click) == {"acked": False, "answer": None}
    assert (await control.post("command", user="mo", channel="#social", command="/image", text="x"))["acked"] is False
    assert (await control.post("shortcut", user="mo", callback_id="create"))["acked"] is False
    assert "no 'stop' to click" in (await control.post("click", 409, **(click | {"action_id": "stop"})))["error"]


async def test_a_modal_is_filled_in_from_outside(
    control: Control, client: AsyncWebClient, sandbox: SlackSandbox
) -> None:
    """Files as base64."""
    sandbox.settings.ack_timeout = 0.01
    trigger = (await sandbox.shortcut(user="mo", callback_id="create")).payload["trigger_id"]
    source = {"type": "file_input", "action_id": "source"}
    block = {"type": "input", "label": {"type": "plain_text", "text": "From"}, "element": source}
    title = {"type": "plain_text", "text": "Edit"}
    await client.views_open(
        trigger_id=trigger, view={"type": "modal", "title": title, "submit": title, "blocks": [block]}
    )
    [modal] = (await control.get("views", user="mo"))["modals"]
    said = await control.post("submit", user="mo", view_id=modal["id"], values={"source": [FILE]})
    assert (said["acked"], list(said["view"]["errors"])) == (False, [""])
    await control.post("close", user="mo", view_id=modal["id"])
    assert (await control.get("views", user="mo"))["modals"] == []


async def test_smaller_acts(control: Control, sandbox: SlackSandbox) -> None:
    """Editing, deleting, joining, looking at the Home tab, pressing Stop."""
    message = (await control.post("post", user="ada", channel="#social", text="one"))["message"]
    await control.post("edit", user="ada", channel="#social", ts=message["ts"], text="two")
    await control.post("stop_session", user="ada", channel="#social", thread_ts=message["ts"])
    await control.post("delete", user="ada", channel="#social", ts=message["ts"])
    await control.post("join", user="gus", channel="#campaigns")
    await control.post("home", user="gus")
    types = [e.payload["event"].get("subtype") or e.payload["event"]["type"] for e in sandbox.sockets.log]
    assert types == [
        "message",
        "message_changed",
        "agent_session_stopped",
        "message_deleted",
        "member_joined_channel",
        "app_home_opened",
    ]


async def test_faults_and_settings_are_set_from_outside(control: Control, sandbox: SlackSandbox) -> None:
    """With the same checks."""
    await control.post("faults", on="chat.update", kind="ratelimited", times=3, retry_after=2)
    assert (await control.get("faults"))["faults"][0]["times"] == 3
    await control.post("faults", 400, on="chat.update", kind="never_ready")
    async with control.session.delete(f"{sandbox.origin}/sandbox/faults") as answer:
        assert await answer.json() == {"faults": []}
    await control.post("settings", ready_delay=0.5)
    assert sandbox.settings.ready_delay == (await control.get("settings"))["settings"]["ready_delay"] == 0.5
    await control.post("settings", 400, ready_delay="soon")
    assert (await control.post("disconnect", reason="warning")) == {"sockets": 0}


async def test_calls_and_state_can_be_read(control: Control, client: AsyncWebClient) -> None:
    """For scripts that hold no Python."""
    await client.auth_test()
    assert [call["outcome"] for call in (await control.get("calls", method="auth.test"))["calls"]] == ["ok"]
    state = await control.get("state")
    assert {person["name"] for person in state["people"]} >= {"ada", "mo", "rae", "gus", "xen", "del", "darkroom"}
    assert {channel["name"] for channel in state["channels"]} >= {"general", "campaigns", "social", "private-lab"}


async def test_waiting_ends_with_the_message_or_with_a_story(control: Control, client: AsyncWebClient) -> None:
    """The story is what did happen."""
    await client.chat_postMessage(channel="C0SOCIAL", text="a lighthouse")
    found = await control.get("wait", channel="#social", text="lighthouse")
    assert [message["text"] for message in found["messages"]] == ["a lighthouse"]
    story = (await control.get("wait", 504, channel="#social", files="1", timeout="0.01"))["error"]
    assert "darkroom: a lighthouse" in story


@pytest.mark.parametrize(("act", "status"), [("post", 400), ("dance", 404)])
async def test_what_cannot_be_read_is_said_so(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, act: str, status: int
) -> None:
    """A body with a field missing, an act that is none."""
    async with session.post(f"{sandbox.origin}/sandbox/{act}", json={"user": "ada"}) as answer:
        assert answer.status == status


async def test_only_json_is_taken(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> None:
    """So that no other page can post here."""
    body = '{"user": "ada", "channel": "#social", "text": "x"}'
    async with session.post(
        f"{sandbox.origin}/sandbox/post", data=body, headers={"Content-Type": "text/plain"}
    ) as answer:
        assert answer.status == 409
    assert sandbox.workspace.messages() == []


@pytest.mark.parametrize(
    ("path", "content_type", "says"),
    [
        ("/", "text/html", "<strong>SANDBOX</strong>"),
        ("/page/app.js", "text/javascript", "EventSource"),
        ("/page/look.css", "text/css", "--lamp"),
        ("/page/mrkdwn.js", "text/javascript", "Slack's text as nodes"),
    ],
)
async def test_the_page_is_served_and_says_what_it_is(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, path: str, content_type: str, says: str
) -> None:
    """HTML, modules, sheets, nothing from elsewhere."""
    async with session.get(sandbox.origin + path) as answer:
        assert (answer.status, answer.content_type) == (200, content_type)
        text = await answer.text()
    assert says in text
    assert "https://" not in text


async def test_the_page_is_told_of_changes(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> None:
    """A line at once and one per change; stopping ends the stream."""
    async with session.get(f"{sandbox.origin}/sandbox/changes") as stream:
        first = await stream.content.readuntil(b"\n\n")
        await sandbox.post(user="ada", channel="#social", text="hello")
        second = await stream.content.readuntil(b"\n\n")
        assert first.startswith(b"data: ")
        assert first != second
