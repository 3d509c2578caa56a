"""Files of people arrive whole; Slack's login page is never taken for one, nor one of them for a login page."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import PersonError
from bot.domain.message import FileRef
from bot.providers.slack.attachments import Attachments
from bot.providers.slack.hosts import FileHosts
from bot.providers.slack.sender import Sender
from bot.sandbox.slack.file import Attachment
from bot.sandbox.slack.server import SlackSandbox

PAGE = b"<!doctype html><title>Sign in</title><h1>Terms</h1><p>Timeouts are billed.</p>"
LOGIN = "Slack sent a login page instead of {}; an admin needs to give this bot the scope files:read."


@dataclass(frozen=True, slots=True)
class Workspace:
    """A running workspace and the bot's way to its files."""

    sandbox: SlackSandbox
    attachments: Attachments
    spool: Path

    async def posted(self, attachment: Attachment) -> FileRef:
        """Post a file as Ada; return it as an event describes it."""
        message = await self.sandbox.post(user="ada", channel="#social", text="see", files=[attachment])
        file = message.files[0].wire()
        return FileRef(file["id"], file["name"], file["url_private_download"], file["size"], file["mimetype"])


@pytest.fixture(name="place")
async def make_place(tmp_path: Path) -> AsyncIterator[Workspace]:
    """One workspace a test."""
    async with SlackSandbox() as sandbox, aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-sandbox", base_url=sandbox.api_url, session=session, retry_handlers=[])
        attachments = Attachments(
            session=session,
            sender=Sender(client),
            token="xoxb-sandbox",
            hosts=FileHosts(sandbox.api_url),
            spool=tmp_path,
        )
        yield Workspace(sandbox, attachments, tmp_path)


FORMS: list[tuple[str, Callable[[FileRef], FileRef]]] = [
    ("whole", lambda file: file),
    ("without a size", lambda file: replace(file, size_bytes=None)),
    ("by its id alone", lambda file: FileRef(file.id, file.name, None, None, None)),
]


@pytest.mark.parametrize(("how", "form"), FORMS)
@pytest.mark.parametrize("name", ["terms.html", "terms.txt"])
async def test_a_page_that_somebody_sent_is_a_document(
    place: Workspace, how: str, form: Callable[[FileRef], FileRef], name: str
) -> None:
    """However Slack describes it, and though it talks of signing in."""
    file = await place.posted(Attachment(name, PAGE, mimetype="text/html" if name.endswith("html") else None))
    path = await place.attachments.fetch(form(file), most_bytes=10_000_000)
    assert Path(path).read_bytes() == PAGE, how


@pytest.mark.parametrize("name", ["terms.html", "cat.png", "terms.pdf"])
async def test_a_login_page_is_never_taken_for_the_file(place: Workspace, name: str) -> None:
    """Not even where the file is a page itself; nothing of it stays."""
    file = await place.posted(Attachment(name, PAGE))
    place.sandbox.faults.add("download", "login_page")
    with pytest.raises(PersonError) as caught:
        await place.attachments.fetch(file)
    assert caught.value.sentence == LOGIN.format(name)
    assert list(place.spool.iterdir()) == []


@pytest.mark.parametrize("claimed", [10_000_001, 5])
async def test_a_file_over_the_caller_s_limit_is_not_kept(place: Workspace, claimed: int) -> None:
    """By what Slack says, or by what arrives."""
    file = await place.posted(Attachment("large.txt", b"a" * 10_000_001, claimed_size=claimed))
    with pytest.raises(PersonError) as caught:
        await place.attachments.fetch(file, most_bytes=10_000_000)
    assert caught.value.sentence == "large.txt is larger than 10 MB; it cannot be used."
    assert list(place.spool.iterdir()) == []


async def test_a_redirect_is_not_followed(place: Workspace) -> None:
    """The token goes nowhere else."""
    file = await place.posted(Attachment("terms.txt", b"Terms"))
    place.sandbox.faults.add("download", "redirect")
    with pytest.raises(PersonError):
        await place.attachments.fetch(file)
    assert place.sandbox.calls_to("redirected") == []
