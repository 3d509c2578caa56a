"""The door of the Web API: verbs, parameters, tokens, scopes, rate limits and scripted faults."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox

SOCIAL = "C0SOCIAL"
BOT_TOKEN = {"Authorization": "Bearer xoxb-sandbox"}


@pytest.mark.parametrize(
    ("verb", "request_"),
    [
        ("GET", {"params": {"channel": SOCIAL, "text": "hi"}, "headers": BOT_TOKEN}),
        ("POST", {"params": {"channel": SOCIAL, "text": "hi"}, "headers": BOT_TOKEN}),
        ("POST", {"data": {"channel": SOCIAL, "text": "hi"}, "headers": BOT_TOKEN}),
        ("POST", {"json": {"channel": SOCIAL, "text": "hi"}, "headers": BOT_TOKEN}),
        ("POST", {"data": {"channel": SOCIAL, "text": "hi", "token": "xoxb-sandbox"}}),
        (
            "POST",
            {
                "params": {"channel": SOCIAL},
                "data": {"text": "hi", "blocks": '[{"type":"divider"}]'},
                "headers": BOT_TOKEN,
            },
        ),
    ],
)
async def test_parameters_come_by_query_form_and_json(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, verb: str, request_: dict[str, Any]
) -> None:
    """With either verb, and the token in the header or among them."""
    async with session.request(verb, f"{sandbox.api_url}chat.postMessage", **request_) as answer:
        assert (await answer.json())["ok"] is True
    assert [m.text for m in sandbox.workspace.messages("#social")] == ["hi"]


@pytest.mark.parametrize(
    ("method", "headers", "error"),
    [
        ("auth.test", {}, "not_authed"),
        ("auth.test", {"Authorization": "Bearer xoxb-other"}, "invalid_auth"),
        ("auth.test", {"Authorization": "Bearer xapp-sandbox"}, "not_allowed_token_type"),
        ("apps.connections.open", BOT_TOKEN, "not_allowed_token_type"),
        ("chat.shout", BOT_TOKEN, "unknown_method"),
    ],
)
async def test_a_call_needs_a_known_method_and_the_right_token(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, method: str, headers: dict[str, str], error: str
) -> None:
    """Otherwise it is told which of the two is wrong."""
    async with session.post(sandbox.api_url + method, headers=headers) as answer:
        assert (answer.status, (await answer.json())["error"]) == (200, error)


async def test_a_missing_scope_names_itself(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """And every answer lists what the token has."""
    sandbox.settings.scopes = frozenset({"chat:write", "groups:history"})
    assert (await client.auth_test()).headers["x-oauth-scopes"] == "chat:write,groups:history"
    with pytest.raises(SlackApiError) as raised:
        await client.conversations_history(channel=SOCIAL)
    assert (raised.value.response["error"], raised.value.response["needed"]) == ("missing_scope", "channels:history")
    with pytest.raises(SlackApiError, match="missing_scope"):
        await client.users_info(user="U0ADA")


async def test_every_wrong_argument_is_named(client: AsyncWebClient) -> None:
    """Missing, unknown, not JSON."""
    with pytest.raises(SlackApiError) as raised:
        await client.api_call("chat.postMessage", json={"colour": "red", "blocks": "[", "text": 5})
    assert raised.value.response["error"] == "invalid_arguments"
    complaints = " ".join(raised.value.response["response_metadata"]["messages"])
    for part in ("missing required field: channel", "unknown argument: colour", "must be JSON: blocks", "/text"):
        assert part in complaints
    with pytest.raises(SlackApiError, match="no_text"):
        await client.api_call("chat.postMessage", json={"channel": SOCIAL, "text": ""})


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
async def test_a_body_must_be_a_json_object(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, body: bytes, error: str
) -> None:
    """If it says that it is JSON."""
    headers = BOT_TOKEN | {"Content-Type": "application/json"}
    async with session.post(f"{sandbox.api_url}auth.test", data=body, headers=headers) as answer:
        assert (await answer.json())["error"] == error


async def test_calls_are_recorded_with_their_outcome(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """What went over the wire can be read afterwards, without the token."""
    await client.chat_postMessage(channel=SOCIAL, text="hi")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C0NOWHERE", text="hi")
    calls = sandbox.calls_to("chat.postMessage")
    assert [(call.arguments["channel"], call.outcome) for call in calls] == [
        (SOCIAL, "ok"),
        ("C0NOWHERE", "channel_not_found"),
    ]
    assert all("token" not in call.arguments for call in calls)


async def test_a_scripted_429_says_when_to_come_back(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """As often as asked for; the SDK's handler then gets through."""
    sandbox.faults.add("chat.update", "ratelimited", times=2, retry_after=7)
    posted = await client.chat_postMessage(channel=SOCIAL, text="hi")
    for _ in range(2):
        with pytest.raises(SlackApiError) as raised:
            await client.chat_update(channel=SOCIAL, ts=posted["ts"], text="ho")
        assert (raised.value.response.status_code, raised.value.response.headers["Retry-After"]) == (429, "7")
    sandbox.faults.add("chat.update", "ratelimited", retry_after=0)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    assert (await client.chat_update(channel=SOCIAL, ts=posted["ts"], text="ho"))["ok"]


async def test_a_fault_may_wait_for_its_subject(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Other calls of the same method pass."""
    sandbox.faults.add("chat.postMessage", "refused", error="is_archived", containing="receipt")
    await client.chat_postMessage(channel=SOCIAL, text="hello")
    with pytest.raises(SlackApiError, match="is_archived"):
        await client.chat_postMessage(channel=SOCIAL, text="the receipt")


@pytest.mark.parametrize("status", [500, 503])
async def test_a_server_error_does_nothing(sandbox: SlackSandbox, client: AsyncWebClient, status: int) -> None:
    """Nothing was posted."""
    sandbox.faults.add("chat.postMessage", "server_error", status=status)
    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel=SOCIAL, text="hi")
    assert raised.value.response.status_code == status
    assert sandbox.workspace.messages("#social") == []


@pytest.mark.parametrize(("kind", "posted"), [("cut_before", 0), ("cut_after", 1)])
async def test_a_cut_call_may_or_may_not_have_happened(
    sandbox: SlackSandbox, client: AsyncWebClient, kind: Any, posted: int
) -> None:
    """The caller cannot know; the workspace can."""
    sandbox.faults.add("chat.postMessage", kind)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=SOCIAL, text="hi")
    assert len(sandbox.workspace.messages("#social")) == posted
    assert sandbox.calls_to("chat.postMessage")[0].outcome == ("cut after ok" if posted else "cut")


async def test_a_delayed_answer_still_comes(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """After a while."""
    sandbox.faults.add("auth.test", "delayed", seconds=0.05)
    assert (await client.auth_test())["user_id"] == "U0DARKROOM"


@pytest.mark.parametrize(
    ("on", "kind"), [("chat.update", "never_ready"), ("download", "cut_after"), ("chat.update", "hiccup")]
)
async def test_faults_belong_somewhere(sandbox: SlackSandbox, on: str, kind: Any) -> None:
    """Nonsense is refused when it is scripted, not when it fails to happen."""
    with pytest.raises(ValueError, match=r"does not happen|Input should be"):
        sandbox.faults.add(on, kind)


async def test_enforced_limits_refuse_the_fifty_first_update_of_a_minute(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """Windows slide: after a minute there is room again."""
    sandbox.settings.change({"enforce_limits": True, "limit_minute": 60.0})
    posted = await client.chat_postMessage(channel=SOCIAL, text="0")
    for number in range(50):
        await client.chat_update(channel=SOCIAL, ts=posted["ts"], text=str(number))
    with pytest.raises(SlackApiError, match="ratelimited") as raised:
        await client.chat_update(channel=SOCIAL, ts=posted["ts"], text="50")
    assert 1 <= int(raised.value.response.headers["Retry-After"]) <= 60
    sandbox.settings.limit_minute = 0.001
    await client.chat_update(channel=SOCIAL, ts=posted["ts"], text="50")


async def test_enforced_limits_hold_one_post_a_second_and_channel(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """After a short burst; other channels have their own."""
    sandbox.settings.enforce_limits = True
    for number in range(5):
        await client.chat_postMessage(channel=SOCIAL, text=str(number))
    with pytest.raises(SlackApiError, match="ratelimited"):
        await client.chat_postMessage(channel=SOCIAL, text="5")
    await client.chat_postMessage(channel="C0GENERAL", text="6")
