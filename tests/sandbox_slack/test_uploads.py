"""The upload flow: three steps, then everything that Slack does a little later."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackSandbox
from tests.sandbox_slack.pictures import picture, upload

SOCIAL = "C0SOCIAL"


def image(file_id: str) -> dict[str, Any]:
    """An image block that shows a file."""
    return {"type": "image", "alt_text": "a lighthouse", "slack_file": {"id": file_id}}


async def test_an_upload_is_nothing_at_first_and_then_a_picture_in_the_thread(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """Type, size and shares come after the answer, and with them the message."""
    root = await sandbox.post(user="ada", channel="#social", text="draw")
    file_id = await upload(client, channel=SOCIAL, thread_ts=root.ts, initial_comment="here", alt_txt="a lighthouse")
    early = (await client.files_info(file=file_id))["file"]
    assert (early["mimetype"], early["shares"], "original_w" in early) == ("", {}, False)
    [message] = await sandbox.wait_for(lambda w: w.bot_messages("#social", root.ts))
    late = (await client.files_info(file=file_id))["file"]
    assert (late["mimetype"], late["original_w"], late["original_h"]) == ("image/png", 64, 32)
    assert late["shares"]["public"][SOCIAL][0]["ts"] == message.ts
    assert late["shares"]["public"][SOCIAL][0]["thread_ts"] == root.ts
    assert (message.text, message.subtype, message.alt_texts) == ("here", "file_share", ["a lighthouse"])


async def test_without_a_channel_a_file_stays_with_the_bot(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Ready, shared nowhere, and usable in a block of a first message."""
    file_id = await upload(client)
    file = await sandbox.wait_for(lambda w: f if (f := w.files[file_id]).ready else None)
    assert file.shares == {}
    posted = await client.chat_postMessage(channel=SOCIAL, text="preview", blocks=[image(file_id)])
    assert sandbox.workspace.message(SOCIAL, posted["ts"]).not_found_images == []


async def test_a_block_cannot_show_a_file_that_is_not_ready(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Slack says where the bad reference is."""
    sandbox.faults.add("file", "never_ready")
    file_id = await upload(client)
    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel=SOCIAL, text="x", blocks=[{"type": "divider"}, image(file_id)])
    assert raised.value.response["error"] == "invalid_blocks"
    assert raised.value.response["errors"] == ["invalid slack file [json-pointer:/blocks/1/slack_file]"]


@pytest.mark.parametrize(
    ("name", "kind", "shown"), [("a.webp", "WEBP", False), ("a.gif", "GIF", True), ("a.jpg", "JPEG", True)]
)
async def test_blocks_show_png_jpeg_and_gif_only(
    sandbox: SlackSandbox, client: AsyncWebClient, name: str, kind: str, shown: bool
) -> None:
    """WebP is a picture that a block cannot show."""
    file_id = await upload(client, name, picture(kind))
    await sandbox.wait_for(lambda w: w.files[file_id].ready)
    post = client.chat_postMessage(channel=SOCIAL, text="x", blocks=[image(file_id)])
    if shown:
        await post
    else:
        with pytest.raises(SlackApiError, match="invalid_blocks"):
            await post


async def test_a_never_posted_file_is_not_found_when_an_update_puts_it_in(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """The update is accepted; readers see no picture. Once posted anywhere, the file shows in updates too."""
    file_id = await upload(client)
    await sandbox.wait_for(lambda w: w.files[file_id].ready)
    status = await client.chat_postMessage(channel=SOCIAL, text="drawing")
    await client.chat_update(channel=SOCIAL, ts=status["ts"], text="drawing", blocks=[image(file_id)])
    assert sandbox.workspace.message(SOCIAL, status["ts"]).not_found_images == [file_id]
    await client.chat_postMessage(channel=SOCIAL, text="preview", blocks=[image(file_id)])
    await client.chat_update(channel=SOCIAL, ts=status["ts"], text="drawing", blocks=[image(file_id)])
    assert sandbox.workspace.message(SOCIAL, status["ts"]).not_found_images == []


async def test_a_deleted_file_leaves_a_tombstone_and_blank_blocks(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """The message stays, the picture does not."""
    file_id = await upload(client, channel=SOCIAL)
    [message] = await sandbox.wait_for(lambda w: w.bot_messages("#social"))
    await client.files_delete(file=file_id)
    assert message.wire()["files"] == [{"id": file_id, "mode": "tombstone"}]
    with pytest.raises(SlackApiError, match="file_deleted"):
        await client.files_info(file=file_id)
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel=SOCIAL, text="x", blocks=[image(file_id)])


async def test_blocks_may_come_with_an_upload_unless_slack_says_otherwise(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """Accepted by default; refused by setting; a markdown block is always Slack's internal error."""
    section = '[{"type":"section","text":{"type":"mrkdwn","text":"receipt"}}]'
    await upload(client, channel=SOCIAL, blocks=section)
    [message] = await sandbox.wait_for(lambda w: w.bot_messages("#social"))
    assert message.block_texts == ["receipt"]
    sandbox.settings.upload_blocks = "invalid_blocks"
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await upload(client, channel=SOCIAL, blocks=section)
    sandbox.settings.upload_blocks = "accepted"
    with pytest.raises(SlackApiError, match="internal_error"):
        await upload(client, channel=SOCIAL, blocks='[{"type":"markdown","text":"x"}]')


async def test_an_upload_may_never_be_shared_though_slack_said_ok(
    sandbox: SlackSandbox, client: AsyncWebClient
) -> None:
    """Only files.info tells."""
    sandbox.faults.add("file", "never_shared", containing="lost")
    lost = await upload(client, "lost.png", channel=SOCIAL)
    await upload(client, "kept.png", channel=SOCIAL)
    await sandbox.wait_for(lambda w: w.bot_messages("#social"))
    info = (await client.files_info(file=lost))["file"]
    assert (info["mimetype"], info["shares"]) == ("image/png", {})
    assert [f.name for m in sandbox.workspace.bot_messages("#social") for f in m.files] == ["kept.png"]


async def test_as_many_bytes_must_come_as_were_announced(
    client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    """Raw or as multipart; otherwise there is nothing to complete."""
    data = picture()
    promise = await client.files_getUploadURLExternal(filename="a.png", length=len(data))
    async with session.post(promise["upload_url"], data=data[:-1]) as answer:
        assert answer.status == 400
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_completeUploadExternal(files=[{"id": promise["file_id"]}])
    form = aiohttp.FormData()
    form.add_field("file", data, filename="a.png")
    async with session.post(promise["upload_url"], data=form) as answer:
        assert (answer.status, await answer.text()) == (200, f"OK - {len(data)}")
    await client.files_completeUploadExternal(files=[{"id": promise["file_id"], "title": "A"}])


async def test_files_cannot_be_shared_where_the_bot_is_not(client: AsyncWebClient) -> None:
    """Nor twice."""
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await upload(client, channel="C0PRIVATELAB")
    file_id = await upload(client)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_completeUploadExternal(files=[{"id": file_id}])


async def test_a_slow_share_comes_after_readiness(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Both delays are counted from the completion."""
    sandbox.settings.change({"ready_delay": 0.0, "share_delay": 0.1})
    file_id = await upload(client, channel=SOCIAL)
    started = asyncio.get_running_loop().time()
    await sandbox.wait_for(lambda w: w.files[file_id].ready)
    assert sandbox.workspace.files[file_id].shares == {}
    await sandbox.wait_for(lambda w: w.files[file_id].shares)
    assert asyncio.get_running_loop().time() - started > 0.05
