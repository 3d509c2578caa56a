"""Logs: one JSON object a line in the home, masked; on the terminal only what matters."""

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

from bot.domain.secrets import mask

LOUD = ("slack_bolt", "slack_sdk", "aiohttp", "openai", "httpx2", "asyncio")


def masked(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask every text of an event: no secret rests in a log."""
    return {key: mask(value).text if isinstance(value, str) else value for key, value in event.items()}


def configure(folder: Path | None, level: int = logging.INFO) -> None:
    """Write events to *folder*/darkroom.log, or to standard error where there is none."""
    handler = logging.FileHandler(folder / "darkroom.log") if folder else logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            masked,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
