"""Fetching what people attach: from Slack's file hosts only, capped while it arrives, never through a redirect.

Without the scope `files:read` Slack answers 200 with a login page, so what arrives is looked at before it is believed.
"""

import secrets
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
TIMEOUT = aiohttp.ClientTimeout(total=120, connect=10)


class Attachments:
    """Downloads files into the spool."""

    def __init__(
        self, *, session: aiohttp.ClientSession, sender: Sender, token: str, hosts: FileHosts, spool: Path
    ) -> None:
        self._session, self._sender, self._token, self._hosts, self._spool = session, sender, token, hosts, spool

    async def fetch(self, file: FileRef) -> PurePath:
        """Return the downloaded file; raises PersonError naming what was wrong with it."""
        url = file.url or await self._url(file)
        if url is None or not self._hosts.may_have_token(url):
            raise _unavailable(file)
        try:
            return await self._download(file, url)
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("attachment not fetched", file=file.id, kind=type(error).__name__)
            raise _unavailable(file) from error

    async def _url(self, file: FileRef) -> str | None:
        """Ask for the address of a file that came without one, as files from shared channels do."""
        try:
            answer = await self._sender.call("files.info", Priority.NOTICE, file=file.id)
        except ProviderError:
            return None
        found = answer.get("file") or {}
        url = found.get("url_private_download") or found.get("url_private")
        return url if isinstance(url, str) else None

    async def _download(self, file: FileRef, url: str) -> PurePath:
        headers = {"Authorization": f"Bearer {self._token}"}
        async with self._session.get(url, headers=headers, allow_redirects=False, timeout=TIMEOUT) as answer:
            if answer.status != 200:
                raise _unavailable(file)
            if answer.content_type == "text/html":
                raise PersonError(
                    "login_page",
                    f"Slack sent a login page instead of {file.name}; an admin needs to give this bot the scope files:read.",
                )
            return await self._save(file, answer)

    async def _save(self, file: FileRef, answer: aiohttp.ClientResponse) -> PurePath:
        path = self._spool / f"attachment-{secrets.token_hex(8)}"
        size = 0
        try:
            with path.open("wb") as out:
                async for piece in answer.content.iter_chunked(PIECE):
                    size += len(piece)
                    if size >= MAX_BYTES:
                        raise PersonError(
                            "reference_too_large", f"{file.name} is larger than 50 MB; it cannot be used."
                        )
                    out.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path


def _unavailable(file: FileRef) -> PersonError:
    return PersonError("reference_unavailable", f"{file.name} could not be fetched from Slack. Attach it again.")
