"""Logs: one JSON object a line in the home, whoever speaks, masked; kept small by rotation."""

import logging
import sys
from collections.abc import MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

from bot.domain.secrets import mask

QUIET = ("slack_bolt", "slack_sdk", "aiohttp", "openai", "httpx2", "asyncio")
FILE_BYTES = 10_000_000
FILES = 5
SHARED: tuple[structlog.typing.Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


def masked(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask every text of an event: no secret rests in a log."""
    return {key: mask(value).text if isinstance(value, str) else value for key, value in event.items()}


def configure(folder: Path | None, level: int = logging.INFO) -> None:
    """Write events to *folder*/darkroom.log, or to standard error where there is none."""
    handler = _handler(folder)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                masked,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _handler(folder: Path | None) -> logging.Handler:
    if folder is None:
        return logging.StreamHandler(sys.stderr)
    return RotatingFileHandler(folder / "darkroom.log", maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8")
