"""Clicks, modals, commands, shortcuts and what may be answered to them."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.server import SlackSandbox
from tests.sandbox_slack.conftest import Bot
from tests.sandbox_slack.pictures import picture

SOCIAL = "C0SOCIAL"


def plain(text: str) -> dict[str, Any]:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    """An option."""
    return {"text": plain(value.title()), "value": value}


BUTTONS = {
    "type": "actions",
    "block_id": "choices",
    "elements": [
        {"type": "button", "action_id": "go", "text": plain("Draw it"), "value": "turn-1", "style": "primary"},
        {"type": "static_select", "action_id": "size", "options": [option("small"), option("large")]},
    ],
}
MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "draw",
    "title": plain("Draw"),
    "submit": plain("Go"),
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": plain("What"),
            "element": {"type": "plain_text_input", "action_id": "prompt", "initial_value": "a cat"},
        },
        {
            "type": "input",
            "block_id": "how",
            "optional": True,
            "label": plain("How"),
            "element": {"type": "static_select", "action_id": "size", "options": [option("small"), option("large")]},
        },
        {
            "type": "input",
            "block_id": "from",
            "optional": True,
            "label": plain("From"),
            "element": {"type": "file_input", "action_id": "source"},
        },
    ],
}


async def test_a_click_carries_the_button_the_message_and_the_clicker(
    sandbox: SlackSandbox, client: AsyncWebClient, bot: Bot
) -> None:
    """And returns once the bot has acknowledged it."""
    clicks: list[dict[str, Any]] = []

    @bot.app.action("go")
    async def go(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        clicks.append(body)
        await respond(text="on it", replace_original=True)

    await bot.connect()
    posted = await client.chat_postMessage(channel=SOCIAL, text="about $0.05", blocks=[BUTTONS])
    envelope = await sandbox.click(user="mo", channel=SOCIAL, message_ts=posted["ts"], action_id="go")
    assert envelope.acked
    await sandbox.wait_for(lambda w: w.message(SOCIAL, posted["ts"]).text == "on it")
    [body] = clicks
    assert (body["user"]["id"], body["message"]["ts"]) == ("U0MO", posted["ts"])
    assert body["actions"][0] | {"action_ts": ""} == {
        "type": "button",
        "action_id": "go",
        "block_id": "choices",
        "value": "turn-1",
        "style": "primary",
        "text": plain("Draw it"),
        "action_ts": "",
    }


async def test_a_choice_carries_its_option(sandbox: SlackSandbox, client: AsyncWebClient, bot: Bot) -> None:
    """One value among those offered."""
    chosen: list[str] = []

    @bot.app.action("size")
    async def size(ack: Any, action: dict[str, Any]) -> None:
        chosen.append(action["selected_option"]["value"])
        await ack()

    await bot.connect()
    posted = await client.chat_postMessage(channel=SOCIAL, text="which?", blocks=[BUTTONS])
    where = {"user": "mo", "channel": SOCIAL, "message_ts": posted["ts"], "action_id": "size"}
    await sandbox.click(**where, value="large")
    assert chosen == ["large"]
    with pytest.raises(NotPossible, match="say which"):
        await sandbox.click(**where)


@pytest.mark.parametrize(
    ("user", "action_id", "value"),
    [("mo", "stop", None), ("mo", "go", "turn-2"), ("xen", "go", None), ("del", "go", None)],
)
async def test_what_is_not_there_cannot_be_clicked(
    sandbox: SlackSandbox, client: AsyncWebClient, user: str, action_id: str, value: str | None
) -> None:
    """No such button, no such value, not a member, gone."""
    posted = await client.chat_postMessage(channel=SOCIAL, text="x", blocks=[BUTTONS])
    with pytest.raises(NotPossible):
        await sandbox.click(user=user, channel=SOCIAL, message_ts=posted["ts"], action_id=action_id, value=value)


async def test_an_ephemeral_button_is_for_its_reader_alone(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """And a click without a bot fails when its time is over; it is never told again."""
    sandbox.settings.ack_timeout = 0.05
    posted = await client.chat_postEphemeral(channel=SOCIAL, user="U0MO", text="x", blocks=[BUTTONS])
    where = {"channel": SOCIAL, "message_ts": posted["message_ts"], "action_id": "go"}
    with pytest.raises(NotPossible, match="cannot see"):
        await sandbox.click(user="ada", **where)
    envelope = await sandbox.click(user="mo", **where)
    assert (envelope.state, envelope.ids) == ("failed", [])
    assert envelope.payload["container"]["is_ephemeral"] is True


async def test_a_modal_opens_is_refused_and_then_taken(sandbox: SlackSandbox, bot: Bot) -> None:
    """From the command that opens it to the values that the bot reads."""
    states: list[dict[str, Any]] = []

    @bot.app.command("/image")
    async def image(ack: Any, client: AsyncWebClient, body: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @bot.app.view("draw")
    async def draw(ack: Any, view: dict[str, Any]) -> None:
        states.append(view["state"]["values"])
        prompt = view["state"]["values"]["what"]["prompt"]["value"]
        await (ack() if prompt != "a cat" else ack(response_action="errors", errors={"what": "no cats"}))

    await bot.connect()
    await sandbox.command(user="mo", channel="#social", command="/image")
    [view] = await sandbox.wait_for(lambda w: w.open_views("mo"))
    await sandbox.submit(user="mo", view_id=view.id, values={})
    assert (view.open, view.errors) == (True, {"what": "no cats"})
    values = {"prompt": "a dog", "size": "large", "source": [("a.png", picture())]}
    await sandbox.submit(user="mo", view_id=view.id, values=values)
    assert view.open is False
    assert states[-1]["how"]["size"]["selected_option"] == option("large")
    assert states[-1]["from"]["source"]["files"][0]["mimetype"] == "image/png"


@pytest.mark.parametrize("values", [{"prompt": ""}, {"size": "huge"}, {"colour": "red"}])
async def test_a_form_takes_only_what_its_fields_allow(sandbox: SlackSandbox, bot: Bot, values: dict[str, str]) -> None:
    """An empty required field, an option that is not offered, a field that is not there."""

    @bot.app.shortcut("create")
    async def create(ack: Any, client: AsyncWebClient, shortcut: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)

    await bot.connect()
    await sandbox.shortcut(user="mo", callback_id="create")
    [view] = await sandbox.wait_for(lambda w: w.open_views("mo"))
    with pytest.raises(NotPossible):
        await sandbox.submit(user="mo", view_id=view.id, values=values)


async def test_a_submission_may_update_push_and_clear(sandbox: SlackSandbox, bot: Bot) -> None:
    """The ack's answer decides; closing is told only where the view asks for it."""
    answers: list[dict[str, Any]] = [
        {"response_action": "update", "view": MODAL | {"title": plain("Again")}},
        {"response_action": "push", "view": MODAL | {"title": plain("On top"), "notify_on_close": True}},
        {"response_action": "clear"},
    ]
    closed: list[str] = []

    @bot.app.command("/image")
    async def image(ack: Any, client: AsyncWebClient, body: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @bot.app.view("draw")
    async def draw(ack: Any) -> None:
        await ack(**answers.pop(0))

    @bot.app.view_closed("draw")
    async def gone(ack: Any, view: dict[str, Any]) -> None:
        closed.append(view["id"])
        await ack()

    await bot.connect()
    await sandbox.command(user="mo", channel="#social", command="/image")
    [view] = await sandbox.wait_for(lambda w: w.open_views("mo"))
    await sandbox.submit(user="mo", view_id=view.id, values={})
    assert view.content["title"]["text"] == "Again"
    await sandbox.submit(user="mo", view_id=view.id, values={})
    [_, top] = sandbox.workspace.open_views("mo")
    assert (top.content["title"]["text"], top.previous) == ("On top", view.id)
    await sandbox.close_view(user="mo", view_id=top.id)
    assert closed == [top.id]
    await sandbox.submit(user="mo", view_id=view.id, values={})
    assert sandbox.workspace.open_views("mo") == []


async def test_a_trigger_opens_one_view_and_soon(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Unknown, used up, too late: three errors."""
    sandbox.settings.ack_timeout = 0.01
    first = await sandbox.shortcut(user="mo", callback_id="create")
    await client.views_open(trigger_id=first.payload["trigger_id"], view=MODAL)
    sandbox.settings.trigger_ttl = 0.0
    late = await sandbox.shortcut(user="mo", callback_id="create")
    for trigger_id, error in [
        (first.payload["trigger_id"], "exchanged_trigger_id"),
        (late.payload["trigger_id"], "expired_trigger_id"),
        ("1.2.3", "invalid_trigger_id"),
    ]:
        with pytest.raises(SlackApiError, match=error):
            await client.views_open(trigger_id=trigger_id, view=MODAL)


async def test_a_view_is_updated_only_as_it_was_read(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """The hash tells."""
    sandbox.settings.ack_timeout = 0.01
    trigger = (await sandbox.shortcut(user="mo", callback_id="create")).payload["trigger_id"]
    view = (await client.views_open(trigger_id=trigger, view=MODAL))["view"]
    await client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL | {"title": plain("Two")})
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)


async def test_home_tabs_are_published_and_their_buttons_clicked(
    sandbox: SlackSandbox, client: AsyncWebClient, bot: Bot
) -> None:
    """One per person."""
    clicked: list[str] = []

    @bot.app.action("go")
    async def go(ack: Any, body: dict[str, Any]) -> None:
        clicked.append(body["view"]["type"])
        await ack()

    await bot.connect()
    await client.views_publish(user_id="U0MO", view={"type": "home", "blocks": [BUTTONS]})
    home = sandbox.workspace.homes["U0MO"]
    await sandbox.click(user="mo", view_id=home.id, action_id="go")
    assert clicked == ["home"]
    with pytest.raises(NotPossible):
        await sandbox.click(user="ada", view_id=home.id, action_id="go")


async def test_a_command_may_be_answered_in_its_ack(sandbox: SlackSandbox, bot: Bot) -> None:
    """To the one who typed it; text arrives plain or escaped as set."""
    texts: list[str] = []

    @bot.app.command("/image-usage")
    async def usage(ack: Any, command: dict[str, Any]) -> None:
        texts.append(command["text"])
        await ack("nothing yet")

    await bot.connect()
    await sandbox.command(user="mo", channel="#social", command="/image-usage", text="month @ada #social")
    sandbox.settings.escaped_commands = frozenset({"/image-usage"})
    await sandbox.command(user="mo", channel="#social", command="/image-usage", text="month @ada #social")
    assert texts == ["month @ada #social", "month <@U0ADA|ada> <#C0SOCIAL|social>"]
    assert [m.text for m in sandbox.workspace.ephemerals_for("mo")] == ["nothing yet", "nothing yet"]


async def test_a_command_that_nobody_takes_fails_before_the_person(sandbox: SlackSandbox) -> None:
    """Slackbot says so, once: commands are not told again."""
    sandbox.settings.ack_timeout = 0.05
    envelope = await sandbox.command(user="mo", channel="#social", command="/image", text="a cat")
    assert (envelope.acked, len(envelope.ids)) == (False, 0)
    [told] = sandbox.workspace.ephemerals_for("mo")
    assert "dispatch_failed" in told.text


async def test_a_response_url_serves_five_times(sandbox: SlackSandbox, session: Any) -> None:
    """To the person, to the channel; where a block is wrong, in Slack's words."""
    sandbox.settings.ack_timeout = 0.01
    envelope = await sandbox.command(user="mo", channel="#social", command="/image")
    webhook = AsyncWebhookClient(envelope.payload["response_url"], session=session)
    answers = [
        await webhook.send(text="to you"),
        await webhook.send(text="to all", response_type="in_channel"),
        await webhook.send(text="x", blocks=[{"type": "section"}]),
        await webhook.send(text="four"),
        await webhook.send(text="five"),
        await webhook.send(text="six"),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 400, 200, 200, 404]
    assert [m.text for m in sandbox.workspace.messages("#social")] == ["to all"]
    assert [m.text for m in sandbox.workspace.ephemerals_for("mo")][1:] == ["to you", "four", "five"]


async def test_a_response_can_take_the_original_away(
    sandbox: SlackSandbox, client: AsyncWebClient, session: Any
) -> None:
    """An ephemeral one too, which no method could."""
    sandbox.settings.ack_timeout = 0.01
    posted = await client.chat_postEphemeral(channel=SOCIAL, user="U0MO", text="sure?", blocks=[BUTTONS])
    envelope = await sandbox.click(user="mo", channel=SOCIAL, message_ts=posted["message_ts"], action_id="go")
    answer = await AsyncWebhookClient(envelope.payload["response_url"], session=session).send(delete_original=True)
    assert (answer.status_code, sandbox.workspace.ephemerals) == (200, [])
