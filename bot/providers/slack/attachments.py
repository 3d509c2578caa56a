"""Fetching what people attach: from Slack's file hosts only, capped while it arrives, never through a redirect.

Without the scope `files:read` Slack answers 200 with a login page. A page is believed to be the file itself only where it
is as long as Slack says the file is; where Slack names no length, where the file is HTML and the page comes as a download.
"""

import secrets
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path, PurePath

import aiohttp
import structlog

from bot.domain.errors import PersonError, ProviderError
from bot.domain.message import FileRef
from bot.providers.slack.hosts import FileHosts
from bot.providers.slack.limits import Priority
from bot.providers.slack.sender import Sender

log = structlog.get_logger(__name__)
MAX_BYTES = 50_000_000
PIECE = 1 << 16
HTML = "text/html"
TIMEOUT = aiohttp.ClientTimeout(total=120, connect=10)


class Attachments:
    """Downloads files into the spool."""

    def __init__(
        self, *, session: aiohttp.ClientSession, sender: Sender, token: str, hosts: FileHosts, spool: Path
    ) -> None:
        self._session, self._sender, self._token, self._hosts, self._spool = session, sender, token, hosts, spool

    async def fetch(self, file: FileRef, *, most_bytes: int = MAX_BYTES) -> PurePath:
        """Return the downloaded file, at most *most_bytes* long; raises PersonError naming what was wrong with it."""
        if file.url is None or file.size_bytes is None:
            file = await self._described(file)
        if file.size_bytes is not None and file.size_bytes > most_bytes:
            raise _too_large(file, most_bytes)
        if file.url is None or not self._hosts.may_have_token(file.url):
            raise _unavailable(file)
        try:
            return await self._download(file, file.url, most_bytes)
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("attachment not fetched", file=file.id, kind=type(error).__name__)
            raise _unavailable(file) from error

    async def _described(self, file: FileRef) -> FileRef:
        """Ask for what a file came without, as files from shared channels do."""
        try:
            answer = await self._sender.call("files.info", Priority.NOTICE, file=file.id)
        except ProviderError:
            return file
        found = answer.get("file") or {}
        url, size, media_type = found.get("url_private_download"), found.get("size"), found.get("mimetype")
        url = url or found.get("url_private")
        return replace(
            file,
            url=file.url or (url if isinstance(url, str) else None),
            size_bytes=size if isinstance(size, int) else file.size_bytes,
            media_type=file.media_type or (media_type if isinstance(media_type, str) else None),
        )

    async def _download(self, file: FileRef, url: str, most_bytes: int) -> PurePath:
        headers = {"Authorization": f"Bearer {self._token}"}
        async with self._session.get(url, headers=headers, allow_redirects=False, timeout=TIMEOUT) as answer:
            if answer.status != HTTPStatus.OK:
                raise _unavailable(file)
            path = await self._save(file, answer, most_bytes)
        if answer.content_type == HTML and not _is_the_file(file, answer, path.stat().st_size):
            path.unlink()
            raise _login_page(file)
        return path

    async def _save(self, file: FileRef, answer: aiohttp.ClientResponse, most_bytes: int) -> Path:
        path = self._spool / f"attachment-{secrets.token_hex(8)}"
        size = 0
        try:
            with path.open("wb") as out:
                async for piece in answer.content.iter_chunked(PIECE):
                    size += len(piece)
                    if size > most_bytes:
                        raise _too_large(file, most_bytes)
                    out.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path


def _is_the_file(file: FileRef, answer: aiohttp.ClientResponse, size: int) -> bool:
    if file.size_bytes is not None:
        return size == file.size_bytes
    disposition = answer.content_disposition
    return file.media_type == HTML and disposition is not None and disposition.type == "attachment"


def _login_page(file: FileRef) -> PersonError:
    return PersonError(
        "login_page",
        f"Slack sent a login page instead of {file.name}; an admin needs to give this bot the scope files:read.",
    )


def _too_large(file: FileRef, most_bytes: int) -> PersonError:
    most = most_bytes // 1_000_000
    return PersonError("reference_too_large", f"{file.name} is larger than {most} MB; it cannot be used.")


def _unavailable(file: FileRef) -> PersonError:
    return PersonError("reference_unavailable", f"{file.name} could not be fetched from Slack. Attach it again.")
