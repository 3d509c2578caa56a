"""Events: what Slack tells the bot of each thing that people do, and in which shape."""

from typing import Any

import pytest

from bot.sandbox.slack.acts.posting import Order
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.server import SlackSandbox
from tests.sandbox_slack.pictures import picture

BOT = "<@U0DARKROOM>"


def told(sandbox: SlackSandbox) -> list[dict[str, Any]]:
    """Every payload so far."""
    return [envelope.payload for envelope in sandbox.sockets.log]


def events(sandbox: SlackSandbox) -> list[dict[str, Any]]:
    """The events inside them."""
    return [payload["event"] for payload in told(sandbox)]


@pytest.mark.parametrize(
    ("order", "types"),
    [
        ("mention_first", ["app_mention", "message"]),
        ("message_first", ["message", "app_mention"]),
        ("mention_only", ["app_mention"]),
        ("message_only", ["message"]),
    ],
)
async def test_a_mention_is_told_twice_under_two_event_ids(
    sandbox: SlackSandbox, order: Order, types: list[str]
) -> None:
    """In either order, about one and the same message."""
    message = await sandbox.post(user="ada", channel="#social", text="@darkroom draw", order=order)
    assert [event["type"] for event in events(sandbox)] == types
    assert {event["ts"] for event in events(sandbox)} == {message.ts}
    assert len({payload["event_id"] for payload in told(sandbox)}) == len(types)


async def test_typed_text_arrives_as_slack_stores_it(sandbox: SlackSandbox) -> None:
    """Names become ids, markup is escaped; raw text is left alone."""
    typed = await sandbox.post(user="ada", channel="#social", text="@darkroom ask @mo & <me> at a@b.c, @here")
    assert typed.text == f"{BOT} ask <@U0MO> &amp; &lt;me&gt; at a@b.c, @here"
    raw = await sandbox.post(user="ada", channel="#social", text=f"{BOT} <!channel>", raw=True)
    assert raw.text == f"{BOT} <!channel>"
    [_, body, *_] = told(sandbox)
    assert body["event"]["blocks"][0]["elements"][0]["elements"][0] == {"type": "user", "user_id": "U0DARKROOM"}


async def test_an_event_has_the_whole_envelope(sandbox: SlackSandbox) -> None:
    """Everything that Bolt and an authorisation read."""
    await sandbox.post(user="ada", channel="#social", text="hello")
    [payload] = told(sandbox)
    assert payload["type"] == "event_callback"
    assert payload["authorizations"][0]["user_id"] == "U0DARKROOM"
    assert {"token", "team_id", "api_app_id", "event_id", "event_time", "event_context"} <= payload.keys()
    assert payload["is_ext_shared_channel"] is False
    event = payload["event"]
    assert (event["channel_type"], event["event_ts"], event["team"]) == ("channel", event["ts"], "T0SANDBOX")


async def test_a_direct_message_is_a_message_of_an_im(sandbox: SlackSandbox) -> None:
    """Without app_mention, even if the bot is named."""
    await sandbox.post(user="mo", channel="D0MO", text="@darkroom draw")
    assert [(e["type"], e["channel_type"]) for e in events(sandbox)] == [("message", "im")]


async def test_files_come_with_the_message_and_with_the_mention_only_if_set(sandbox: SlackSandbox) -> None:
    """As file_share, with addresses."""
    await sandbox.post(user="ada", channel="#social", text="@darkroom edit", files=[("a.png", picture())])
    mention, message = events(sandbox)
    assert "files" not in mention
    assert (message["subtype"], message["files"][0]["mimetype"]) == ("file_share", "image/png")
    assert message["files"][0]["url_private_download"].startswith(sandbox.origin)
    sandbox.settings.mention_files = True
    await sandbox.post(user="ada", channel="#social", text="@darkroom edit", files=[("a.png", picture())])
    assert len(events(sandbox)[2]["files"]) == 1


async def test_a_reply_names_its_thread_and_the_roots_author(sandbox: SlackSandbox) -> None:
    """As Slack does."""
    root = await sandbox.post(user="ada", channel="#social", text="root")
    await sandbox.post(user="mo", channel="#social", text="reply", thread_ts=root.ts)
    reply = events(sandbox)[1]
    assert (reply["thread_ts"], reply["parent_user_id"]) == (root.ts, "U0ADA")


async def test_a_strangers_message_says_where_it_comes_from(sandbox: SlackSandbox) -> None:
    """A shared channel and a foreign team."""
    await sandbox.post(user="xen", channel="#partners", text="hello")
    [payload] = told(sandbox)
    assert payload["is_ext_shared_channel"] is True
    assert (payload["team_id"], payload["event"]["user_team"]) == ("T0SANDBOX", "T0OTHER")


async def test_the_bot_hears_itself_in_its_channels(sandbox: SlackSandbox, client: Any) -> None:
    """With its bot_id, so that it can ignore itself; changes and deletions too."""
    posted = await client.chat_postMessage(channel="C0SOCIAL", text="one")
    await client.chat_update(channel="C0SOCIAL", ts=posted["ts"], text="two")
    await client.chat_delete(channel="C0SOCIAL", ts=posted["ts"])
    own, changed, deleted = events(sandbox)
    assert (own["bot_id"], own["user"], "subtype" in own) == ("B0DARKROOM", "U0DARKROOM", False)
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "two",
        "one",
    )
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", posted["ts"])
    assert changed["hidden"] is deleted["hidden"] is True


async def test_people_edit_and_delete_their_own_messages(sandbox: SlackSandbox) -> None:
    """And nobody else's."""
    message = await sandbox.post(user="ada", channel="#social", text="draw a cat")
    await sandbox.edit(user="ada", channel="#social", ts=message.ts, text="draw a dog")
    with pytest.raises(NotPossible):
        await sandbox.delete(user="mo", channel="#social", ts=message.ts)
    await sandbox.delete(user="ada", channel="#social", ts=message.ts)
    assert [event.get("subtype") for event in events(sandbox)] == [None, "message_changed", "message_deleted"]


async def test_where_the_bot_is_not_it_hears_nothing_until_it_joins(sandbox: SlackSandbox) -> None:
    """An invitation is an event of its own."""
    await sandbox.post(user="ada", channel="#private-lab", text="@darkroom secret")
    assert told(sandbox) == []
    await sandbox.join(user="darkroom", channel="#private-lab")
    await sandbox.post(user="ada", channel="#private-lab", text="hello")
    joined, message = events(sandbox)
    assert (joined["type"], joined["user"]) == ("member_joined_channel", "U0DARKROOM")
    assert message["channel_type"] == "group"


async def test_only_subscribed_events_are_told(sandbox: SlackSandbox) -> None:
    """As the manifest says."""
    sandbox.settings.events = frozenset({"app_mention"})
    await sandbox.post(user="ada", channel="#social", text="@darkroom draw")
    assert [event["type"] for event in events(sandbox)] == ["app_mention"]


async def test_the_home_tab_and_the_stop_button_are_events(sandbox: SlackSandbox) -> None:
    """Each with who did it."""
    root = await sandbox.post(user="ada", channel="#social", text="root")
    await sandbox.open_home(user="ada")
    await sandbox.stop_session(user="mo", channel="#social", thread_ts=root.ts)
    _, home, stopped = events(sandbox)
    assert (home["type"], home["user"], home["tab"]) == ("app_home_opened", "U0ADA", "home")
    assert (stopped["type"], stopped["user"], stopped["thread_ts"]) == ("agent_session_stopped", "U0MO", root.ts)


@pytest.mark.parametrize(
    ("user", "channel"),
    [("del", "#general"), ("xen", "#social"), ("mo", "D0ADA"), ("nobody", "#social"), ("mo", "#nowhere")],
)
async def test_people_can_only_do_what_slack_lets_them(sandbox: SlackSandbox, user: str, channel: str) -> None:
    """Deactivated, not a member, unknown: not possible."""
    with pytest.raises(NotPossible):
        await sandbox.post(user=user, channel=channel, text="hello")
