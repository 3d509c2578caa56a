"""Reading people's files: the token, the login page, and everything that can go wrong on the way."""

import zlib

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.file import Attachment
from bot.sandbox.slack.server import SlackSandbox
from tests.sandbox_slack.pictures import picture

TOKEN = {"Authorization": "Bearer xoxb-sandbox"}


async def attached(sandbox: SlackSandbox, attachment: Attachment, channel: str = "#social") -> str:
    """Where the bot would read a file that Ada posted."""
    message = await sandbox.post(user="ada", channel=channel, text="see", files=[attachment])
    return message.files[0].url_download


async def test_with_the_token_the_bytes_come_whole(sandbox: SlackSandbox, session: aiohttp.ClientSession) -> None:
    """From both addresses."""
    url = await attached(sandbox, Attachment("a.png", picture()))
    for address in (url, url.replace("/download/", "/")):
        async with session.get(address, headers=TOKEN) as answer:
            assert (answer.status, answer.content_type, await answer.read()) == (200, "image/png", picture())


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer xoxb-wrong"}])
async def test_without_the_token_a_login_page_comes_under_200(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    """The failure that looks like success."""
    url = await attached(sandbox, Attachment("a.png", picture()))
    async with session.get(url, headers=headers) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        assert "Sign in" in await answer.text()


async def test_without_files_read_and_outside_its_channels_the_bot_reads_nothing(
    sandbox: SlackSandbox, session: aiohttp.ClientSession
) -> None:
    """A token alone is not enough."""
    private = await attached(sandbox, Attachment("a.png", picture()), "#private-lab")
    public = await attached(sandbox, Attachment("a.png", picture()))
    sandbox.settings.scopes = sandbox.settings.scopes - {"files:read"}
    for url in (private, public):
        async with session.get(url, headers=TOKEN) as answer:
            assert answer.content_type == "text/html"


@pytest.mark.parametrize(
    ("kind", "status", "length"),
    [
        ("missing", 404, None),
        ("server_error", 500, None),
        ("truncated", 200, len(picture()) // 2),
        ("login_page", 200, None),
    ],
)
async def test_downloads_fail_as_scripted_and_then_work(
    sandbox: SlackSandbox, session: aiohttp.ClientSession, kind: str, status: int, length: int | None
) -> None:
    """Each fault happens as often as it was asked for."""
    url = await attached(sandbox, Attachment("a.png", picture()))
    sandbox.faults.add("download", kind, containing="a.png")  # type: ignore[arg-type]
    async with session.get(url, headers=TOKEN) as answer:
        assert answer.status == status
        assert length is None or len(await answer.read()) == length
    async with session.get(url, headers=TOKEN) as answer:
        assert await answer.read() == picture()


async def test_a_redirect_shows_whether_the_token_went_along(
    sandbox: SlackSandbox, session: aiohttp.ClientSession
) -> None:
    """The place it leads to keeps a record."""
    url = await attached(sandbox, Attachment("a.png", picture()))
    sandbox.faults.add("download", "redirect", times=2)
    async with session.get(url, headers=TOKEN, allow_redirects=False) as answer:
        location = answer.headers["Location"].replace("localhost", "127.0.0.1")
    async with session.get(location, headers=TOKEN):
        pass
    assert [call.arguments for call in sandbox.calls_to("redirected")] == [{"authorization": True}]


async def test_a_file_is_what_its_name_says_until_somebody_looks(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Type from the name, size as claimed."""
    lie = Attachment("cat.png", b"not a picture at all", claimed_size=5_000_000_000)
    message = await sandbox.post(user="ada", channel="#social", text="see", files=[lie, ("a.txt", b"hello")])
    told = [(await client.files_info(file=file.id))["file"] for file in message.files]
    assert [(f["mimetype"], f["size"]) for f in told] == [("image/png", 5_000_000_000), ("text/plain", 5)]
    assert "original_w" not in told[0]


async def test_an_absurdly_large_picture_has_no_dimensions(sandbox: SlackSandbox) -> None:
    """Nothing here opens it to see."""
    data = bytearray(picture())
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    message = await sandbox.post(user="ada", channel="#social", text="see", files=[("huge.png", bytes(data))])
    assert (message.files[0].mimetype, message.files[0].width) == ("image/png", None)


async def test_a_strangers_file_must_be_asked_for(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """In a shared channel the event holds no address; files.info does."""
    message = await sandbox.post(user="xen", channel="#partners", text="@darkroom see", files=[("a.png", picture())])
    [file] = message.wire(in_event=True)["files"]
    assert (file["file_access"], "url_private" in file) == ("check_file_info", False)
    assert "url_private" in (await client.files_info(file=file["id"]))["file"]


async def test_the_bot_cannot_see_files_of_channels_it_is_not_in(sandbox: SlackSandbox, client: AsyncWebClient) -> None:
    """Nor delete anybody's."""
    secret = await sandbox.post(user="ada", channel="#private-lab", text="x", files=[("a.png", picture())])
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_info(file=secret.files[0].id)
    shared = await sandbox.post(user="ada", channel="#social", text="x", files=[("a.png", picture())])
    with pytest.raises(SlackApiError, match="cant_delete_file"):
        await client.files_delete(file=shared.files[0].id)
