"""A picture on disk as a data URL: what the wire wants of an input image."""

from pathlib import Path

import pybase64


def data_url(path: Path, media_type: str) -> str:
    """Return the file's bytes as `data:MEDIA_TYPE;base64,…`."""
    return f"data:{media_type};base64,{pybase64.b64encode(path.read_bytes()).decode('ascii')}"
