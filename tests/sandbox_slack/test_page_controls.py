"""What the page alone asks for: a glance at everything, small gestures, the app's manifest, the other sandbox."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox
from tests.sandbox_slack.pictures import picture
from tests.sandbox_slack.test_control import Control

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Darkroom", "description": "Draws"},
    "features": {"slash_commands": [{"command": "/image"}], "agent_view": {"suggested_prompts": [{"title": "Draw"}]}},
}


@pytest.fixture
def control(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> Control:
    """Driving the sandbox as the page does."""
    return Control(sandbox, session)


async def test_a_reaction_is_put_on_and_taken_away_again(control: Control, sandbox: SlackSandbox) -> None:
    """By each person for themselves."""
    message = await sandbox.post(user="ada", channel="#social", text="one")
    gesture: dict[str, Any] = {"channel": "#social", "ts": message.ts, "name": "heart"}
    await control.post("react", user="mo", **gesture)
    await control.post("react", user="ada", **gesture)
    assert message.reactions == {"heart": ["U0MO", "U0ADA"]}
    await control.post("react", user="mo", **gesture)
    await control.post("react", user="ada", **gesture)
    assert message.reactions == {}
    await control.post("react", 409, user="mo", **{**gesture, "name": "No emoji!"})


async def test_a_note_is_seen_and_waved_away_by_its_reader_alone(control: Control, client: AsyncWebClient) -> None:
    """Nobody else gets it in their glance, nor can send it away."""
    sent = await client.chat_postEphemeral(channel="C0SOCIAL", user="U0GUS", text="only you")
    seen = {user: (await control.get("glance", user=user, channel="#social"))["messages"] for user in ("mo", "gus")}
    assert (len(seen["mo"]), [it["text"] for it in seen["gus"]]) == (0, ["only you"])
    note: dict[str, Any] = {"channel": "#social", "ts": sent["message_ts"]}
    await control.post("dismiss", 409, user="mo", **note)
    await control.post("dismiss", user="gus", **note)
    assert (await control.get("glance", user="gus", channel="#social"))["messages"] == []


async def test_the_manifest_tells_the_page_about_the_app(session: aiohttp.ClientSession) -> None:
    """Commands, shortcuts and first sentences are the manifest's; without one there are none."""
    async with SlackSandbox(manifest=MANIFEST) as sandbox:
        told = await Control(sandbox, session).get("app")
    assert (told["name"], told["commands"], told["upstream"]) == ("Darkroom", [{"command": "/image"}], False)
    assert (told["shortcuts"], told["prompts"]) == ([], [{"title": "Draw"}])


async def test_what_the_bot_was_told_is_listed_with_its_fate(control: Control, sandbox: SlackSandbox) -> None:
    """The newest, as many as were asked for."""
    for text in ("one", "two"):
        await sandbox.post(user="ada", channel="#social", text=text)
    [last] = (await control.get("envelopes", last="1"))["envelopes"]
    assert (last["what"], last["payload"]["event"]["text"], last["state"]) == ("message", "two", "waiting")


@pytest.fixture
async def upstream() -> AsyncIterator[str]:
    """Another server on this machine, which would lead elsewhere if one let it."""

    async def answer(request: web.Request) -> web.Response:
        if request.match_info["what"] == "requests":
            raise web.HTTPFound("/elsewhere")
        return web.json_response({"method": request.method, "body": (await request.read()).decode()})

    app = web.Application()
    app.router.add_route("*", "/sandbox/{what}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_the_other_sandboxs_controls_are_passed_on(upstream: str, session: aiohttp.ClientSession) -> None:
    """With their body, and only the controls that the page needs."""
    async with SlackSandbox(upstream=upstream) as sandbox:
        control = Control(sandbox, session)
        assert await control.get("upstream/settings") == {"method": "GET", "body": ""}
        assert await control.post("upstream/faults", kind="slow") == {"method": "POST", "body": '{"kind": "slow"}'}
        async with session.get(f"{sandbox.origin}/sandbox/upstream/script") as refused:
            assert refused.status == 404


async def test_the_other_sandbox_leads_nowhere_else(upstream: str, session: aiohttp.ClientSession) -> None:
    """What it redirects to is not fetched."""
    async with (
        SlackSandbox(upstream=upstream) as sandbox,
        session.get(f"{sandbox.origin}/sandbox/upstream/requests", allow_redirects=False) as answer,
    ):
        assert answer.status == 302


@pytest.mark.parametrize(("address", "status"), [("http://192.0.2.1:9", 404), ("", 404), ("http://127.0.0.1:1", 502)])
async def test_what_is_not_there_or_not_here_is_not_asked(
    session: aiohttp.ClientSession, address: str, status: int
) -> None:
    """Only this machine is, and its silence is said."""
    async with (
        SlackSandbox(upstream=address) as sandbox,
        session.get(f"{sandbox.origin}/sandbox/upstream/faults") as answer,
    ):
        assert answer.status == status


async def test_a_page_of_somebody_elses_cannot_arm_anything(upstream: str, session: aiohttp.ClientSession) -> None:
    """Only JSON is passed on, which it cannot send here without being asked first."""
    async with (
        SlackSandbox(upstream=upstream) as sandbox,
        session.post(f"{sandbox.origin}/sandbox/upstream/faults", data="kind=slow") as answer,
    ):
        assert answer.status == 409


async def test_a_deleted_file_has_no_bytes_but_is_no_error(
    sandbox: SlackSandbox, session: aiohttp.ClientSession
) -> None:
    """The page may ask for a preview that has just gone; what never was is not found."""
    message = await sandbox.post(user="ada", channel="#social", files=[("a.png", picture())], text="look")
    [file] = message.files
    for deleted, status, size in ((False, 200, len(file.data)), (True, 204, 0)):
        file.deleted = deleted
        async with session.get(f"{sandbox.origin}/sandbox/picture/{file.id}") as answer:
            assert (answer.status, len(await answer.read())) == (status, size)
    async with session.get(f"{sandbox.origin}/sandbox/picture/F0NEVER") as answer:
        assert answer.status == 404


async def test_the_page_may_load_nothing_from_elsewhere(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> None:
    """Its policy says so, and names outside the folder are not served."""
    async with session.get(sandbox.origin) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    async with session.get(f"{sandbox.origin}/page/..%2Fserver.py") as answer:
        assert answer.status == 404
