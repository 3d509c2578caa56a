"""What a picture's file is called in Slack: version, then the first words of what it shows."""

import re

from bot.domain.telling import Shown

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
WORDS = 6


def file_name(shown: Shown) -> str:
    """Return a file name that is safe everywhere and still says something, in any script."""
    words = re.findall(r"\w+", shown.alt_text.lower())[:WORDS]
    stem = "-".join([shown.label, *words])[:80]
    return f"{stem}.{ENDINGS.get(shown.media_type, 'png')}"
