"""Sharing the pictures of a turn as one message, once, whatever is lost on the way.

    hand over each file ─ remembered ─▶ complete ─ remembered before ─▶ look until it is shared ─▶ its ts
A file that was handed over is looked for before it is shared again. What Slack completed but never shows is taken away
and done once more.
"""

from bot.domain.errors import ProviderError
from bot.domain.telling import Shown, Told
from bot.domain.turn import Turn
from bot.ports import Blobs, Parcel, Remember
from bot.providers.slack.errors import BLOCKS_REFUSED, NEVER_SHARED, STALE, slack_code, slack_error
from bot.providers.slack.limits import Priority
from bot.providers.slack.uploads import Uploads
from handlers.blocks import outcome
from handlers.file_names import file_name


class Sharing:
    """Shares pictures."""

    def __init__(self, uploads: Uploads, blobs: Blobs) -> None:
        self._uploads, self._blobs = uploads, blobs

    async def share(self, turn: Turn, told: Told, parcel: Parcel, remember: Remember) -> str:
        """Share all pictures of *told* and return the message's ts; `parcel.progress["plain"]` says: without its words."""
        files = await self._hand_over(told, parcel, remember)
        first = files[told.shown[0].version_id]
        if parcel.progress.get("sharing") and (ts := await self._uploads.shared_now(first, turn.channel)):
            return ts
        await remember({"sharing": True})
        await self._complete(turn, told, files, parcel, remember)
        return await self._seen(first, turn, remember)

    async def _hand_over(self, told: Told, parcel: Parcel, remember: Remember) -> dict[str, str]:
        files: dict[str, str] = dict(parcel.progress.get("files", {}))
        for shown in told.shown:
            if shown.version_id not in files:
                path = self._blobs.path(shown.sha256)
                files[shown.version_id] = await self._uploads.upload(path, file_name(shown), Priority.FINAL)
                await remember({"files": dict(files)})
        return files

    async def _complete(
        self, turn: Turn, told: Told, files: dict[str, str], parcel: Parcel, remember: Remember
    ) -> None:
        """Complete the upload with its words; where Slack refuses blocks here, without them, and the words follow."""
        titles = {files[shown.version_id]: _title(shown) for shown in told.shown}
        blocks = None if parcel.progress.get("plain") else outcome.blocks(told)
        try:
            await self._uploads.share(titles, turn.channel, turn.root, blocks)
        except ProviderError as error:
            if slack_code(error) in STALE:  # handed over too long ago: once more from the start
                await remember({"files": {}, "sharing": False})
                raise slack_error(NEVER_SHARED) from error
            if blocks is None or slack_code(error) not in BLOCKS_REFUSED:
                raise
            await remember({"plain": True})
            await self._uploads.share(titles, turn.channel, turn.root, None)

    async def _seen(self, file_id: str, turn: Turn, remember: Remember) -> str:
        try:
            return await self._uploads.shared(file_id, turn.channel)
        except ProviderError as error:
            if slack_code(error) == NEVER_SHARED:
                await self._uploads.delete(file_id)
                await remember({"files": {}, "sharing": False})
            raise


def _title(shown: Shown) -> str:
    return f"{shown.label}: {shown.alt_text}"
