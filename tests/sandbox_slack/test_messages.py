"""Messages: posting, replying, changing, deleting, reading back, and what a reader sees of them."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox

SOCIAL = "C0SOCIAL"


async def test_a_posted_message_stands_in_its_channel_as_it_was_sent(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """What the bot sends is what is stored, metadata included."""
    metadata = {"event_type": "drawn", "event_payload": {"turn": "t1"}}
    answer = await client.chat_postMessage(channel=SOCIAL, text="&lt;!channel&gt; *done*", metadata=metadata)
    message = sandbox.workspace.message(SOCIAL, answer["ts"])
    assert (message.text, message.metadata, message.by_bot) == ("&lt;!channel&gt; *done*", metadata, True)
    assert answer["message"]["bot_id"] == "B0DARKROOM"


async def test_a_reply_to_a_reply_lands_in_the_same_thread(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Threads are one level deep."""
    root = await sandbox.post(user="ada", channel="#social", text="hello")
    first = await client.chat_postMessage(channel=SOCIAL, text="one", thread_ts=root.ts)
    await client.chat_postMessage(channel=SOCIAL, text="two", thread_ts=first["ts"])
    assert [m.text for m in sandbox.workspace.messages("#social", root.ts)] == ["hello", "one", "two"]


async def test_an_update_without_blocks_keeps_the_blocks(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Only what is given changes, and what was there before is remembered."""
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": "Drawing"}}]
    posted = await client.chat_postMessage(channel=SOCIAL, text="drawing", blocks=blocks)
    await client.chat_update(channel=SOCIAL, ts=posted["ts"], text="done")
    message = sandbox.workspace.message(SOCIAL, posted["ts"])
    assert (message.text, message.block_texts) == ("done", ["Drawing"])
    assert [revision.text for revision in message.revisions] == ["drawing"]
    await client.chat_update(channel=SOCIAL, ts=posted["ts"], text="done", blocks=[])
    assert message.blocks == []


async def test_a_deleted_message_is_gone_and_remembered(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Tests may still look at what was taken away."""
    posted = await client.chat_postMessage(channel=SOCIAL, text="a preview")
    await client.chat_delete(channel=SOCIAL, ts=posted["ts"])
    assert sandbox.workspace.messages("#social") == []
    assert [message.text for message in sandbox.workspace.deleted] == ["a preview"]


async def test_an_ephemeral_message_is_for_one_person(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """It stands in no channel, and nobody else is shown it."""
    await client.chat_postEphemeral(channel=SOCIAL, user="U0MO", text="psst")
    assert [message.text for message in sandbox.workspace.ephemerals_for("mo")] == ["psst"]
    assert sandbox.workspace.ephemerals_for("ada") == sandbox.workspace.messages("#social") == []


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat_postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat_postMessage", {"channel": "C0PRIVATELAB", "text": "x"}, "not_in_channel"),
        ("chat_postMessage", {"channel": SOCIAL, "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ("chat_postMessage", {"channel": SOCIAL, "text": "x" * 40_001}, "msg_too_long"),
        (
            "chat_postMessage",
            {"channel": SOCIAL, "text": "x", "metadata": {"event_type": "t"}},
            "invalid_metadata_format",
        ),
        ("chat_postMessage", {"channel": SOCIAL, "text": "x", "colour": "red"}, "invalid_arguments"),
        ("chat_postEphemeral", {"channel": SOCIAL, "user": "U0XEN", "text": "x"}, "user_not_in_channel"),
        ("chat_update", {"channel": SOCIAL, "ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat_delete", {"channel": SOCIAL, "ts": "1.000001"}, "message_not_found"),
        ("chat_getPermalink", {"channel": SOCIAL, "message_ts": "1.000001"}, "message_not_found"),
        ("conversations_info", {"channel": "C0PRIVATELAB"}, "channel_not_found"),
        ("conversations_replies", {"channel": SOCIAL, "ts": "1.000001"}, "thread_not_found"),
        ("conversations_history", {"channel": "C0PRIVATELAB"}, "not_in_channel"),
        ("users_info", {"user": "U0NOBODY"}, "user_not_found"),
    ],
)
async def test_what_slack_would_refuse_is_refused(
    client: AsyncWebClient, method: str, arguments: dict[str, Any], error: str
) -> None:
    """Each mistake has Slack's name."""
    with pytest.raises(SlackApiError) as raised:
        await getattr(client, method)(**arguments)
    assert raised.value.response["error"] == error


async def test_only_its_own_messages_can_be_changed_by_the_bot(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """A person's words stay a person's."""
    theirs = await sandbox.post(user="ada", channel="#social", text="mine")
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await client.chat_update(channel=SOCIAL, ts=theirs.ts, text="ours")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await client.chat_delete(channel=SOCIAL, ts=theirs.ts)


@pytest.mark.parametrize(
    ("text", "broadcasts", "mentions"),
    [
        ("&lt;!channel&gt; and @here", [], []),
        ("<!channel> look", ["<!channel>"], []),
        ("<!here|here> <!everyone> <!subteam^S1>", ["<!here|here>", "<!everyone>", "<!subteam^S1>"], []),
        ("for <@U0ADA> and <@U0MO|mo>", [], ["U0ADA", "U0MO"]),
    ],
)
async def test_live_calls_are_told_from_text_about_them(
    sandbox: SlackSandbox, client: AsyncWebClient, text: str, broadcasts: list[str], mentions: list[str]
) -> None:
    """In the text and in the blocks alike; plain_text calls nobody."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    quiet = {"type": "header", "text": {"type": "plain_text", "text": text}}
    for content in ({"text": text}, {"text": "see below", "blocks": [section]}):
        posted = await client.chat_postMessage(channel=SOCIAL, **content)
        message = sandbox.workspace.message(SOCIAL, posted["ts"])
        assert (message.broadcasts, message.mentions) == (broadcasts, mentions)
    posted = await client.chat_postMessage(channel=SOCIAL, text="quiet", blocks=[quiet])
    assert sandbox.workspace.message(SOCIAL, posted["ts"]).broadcasts == []


async def test_a_thread_reads_back_in_pages_with_metadata_on_request(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """Oldest first, the root counting its replies; the payload only when asked for."""
    root = await sandbox.post(user="ada", channel="#social", text="root")
    metadata = {"event_type": "drawn", "event_payload": {"turn": "t1"}}
    for text in ("one", "two", "three"):
        await client.chat_postMessage(channel=SOCIAL, text=text, thread_ts=root.ts, metadata=metadata)
    page = await client.conversations_replies(channel=SOCIAL, ts=root.ts, limit=3)
    assert [m["text"] for m in page["messages"]] == ["root", "one", "two"]
    assert (page["messages"][0]["reply_count"], page["has_more"]) == (3, True)
    assert page["messages"][1]["metadata"] == {"event_type": "drawn"}
    cursor = page["response_metadata"]["next_cursor"]
    rest = await client.conversations_replies(channel=SOCIAL, ts=root.ts, cursor=cursor, include_all_metadata=True)
    assert [m["metadata"] for m in rest["messages"]] == [metadata]


async def test_history_is_newest_first_and_bounded_by_time(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """oldest and latest are exclusive unless inclusive is asked for; replies are not in it."""
    posts = [await sandbox.post(user="ada", channel="#social", text=text) for text in "abc"]
    await client.chat_postMessage(channel=SOCIAL, text="a reply", thread_ts=posts[0].ts)
    everything = await client.conversations_history(channel=SOCIAL)
    assert [m["text"] for m in everything["messages"]] == ["c", "b", "a"]
    between = await client.conversations_history(channel=SOCIAL, oldest=posts[0].ts, latest=posts[2].ts)
    assert [m["text"] for m in between["messages"]] == ["b"]
    inclusive = await client.conversations_history(channel=SOCIAL, oldest=posts[1].ts, inclusive=True)
    assert [m["text"] for m in inclusive["messages"]] == ["c", "b"]


async def test_posting_to_a_person_lands_in_the_direct_message(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """By the person's id, or by the channel that conversations.open names."""
    opened = await client.conversations_open(users=["U0RAE"])
    await client.chat_postMessage(channel="U0RAE", text="hello Rae")
    assert opened["channel"]["id"] == sandbox.workspace.dm("rae").id
    assert [m.text for m in sandbox.workspace.messages(opened["channel"]["id"])] == ["hello Rae"]


async def test_reactions_are_added_once_and_taken_back(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """A second time is an error, as in Slack."""
    message = await sandbox.post(user="ada", channel="#social", text="nice")
    reaction = {"channel": SOCIAL, "timestamp": message.ts, "name": "eyes"}
    await client.reactions_add(**reaction)
    assert message.reactions == {"eyes": ["U0DARKROOM"]}
    with pytest.raises(SlackApiError, match="already_reacted"):
        await client.reactions_add(**reaction)
    await client.reactions_remove(**reaction)
    with pytest.raises(SlackApiError, match="no_reaction"):
        await client.reactions_remove(**reaction)


async def test_people_are_who_they_are(client: AsyncWebClient) -> None:
    """Admin, guest, stranger and deactivated are told by users.info."""
    seen = {name: (await client.users_info(user=f"U0{name}"))["user"] for name in ("ADA", "MO", "GUS", "XEN", "DEL")}
    assert seen["ADA"]["is_admin"] is True
    assert seen["MO"]["is_admin"] is seen["MO"]["deleted"] is False
    assert seen["GUS"]["is_ultra_restricted"] is True
    assert (seen["XEN"]["is_stranger"], seen["XEN"]["team_id"]) == (True, "T0OTHER")
    assert seen["DEL"]["deleted"] is True


async def test_a_permalink_names_the_thread_of_a_reply(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Channel and ts can be read out of it again."""
    root = await sandbox.post(user="ada", channel="#social", text="root")
    reply = await client.chat_postMessage(channel=SOCIAL, text="reply", thread_ts=root.ts)
    link = (await client.chat_getPermalink(channel=SOCIAL, message_ts=reply["ts"]))["permalink"]
    assert link.endswith(f"/archives/{SOCIAL}/p{reply['ts'].replace('.', '')}?thread_ts={root.ts}&cid={SOCIAL}")


async def test_channels_are_listed_by_type(client: AsyncWebClient) -> None:
    """Private ones only where the bot is in, direct messages on request."""
    listed = await client.conversations_list(types=["public_channel", "private_channel"])
    assert [c["name"] for c in listed["channels"]] == ["general", "campaigns", "social", "partners"]
    direct = await client.conversations_list(types="im", limit=2)
    assert [c["is_im"] for c in direct["channels"]] == [True, True]
    assert (await client.conversations_info(channel="C0PARTNERS"))["channel"]["is_ext_shared"] is True
