"""What Slack's image blocks can show: PNG, JPEG and GIF as they are, WebP as PNG.

Source: https://docs.slack.dev/reference/block-kit/blocks/image-block
"""

from pathlib import Path
from typing import Final

from bot.providers.pictures.signatures import HEADER_BYTES, format_of
from bot.providers.pictures.worker import ReferenceWorker

UNSCALED: Final = 65_535


async def preview_for_slack(path: Path, folder: Path, worker: ReferenceWorker) -> Path:
    """Return *path* itself where Slack can show it, else a PNG of the same size in *folder*, the caller's to remove.

    Raises `PictureProblem` where a WebP cannot be decoded.
    """
    with path.open("rb") as file:  # half a kilobyte
        known = format_of(file.read(HEADER_BYTES))
    if known is None or known.pillow != "WEBP":
        return path
    return (await worker.prepare(path, folder, longest_edge=UNSCALED)).path
