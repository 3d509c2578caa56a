"""The app's manifest: what Slack is asked to make of it. `manifest.yml` is the one source; all else is made from it.

In a checkout it stands at the top, in an installed package beside the dated data.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import yaml

from bot.domain.lanes import is_loopback

TOP = Path(__file__).parents[3] / "manifest.yml"
PACKAGED = Path(__file__).parents[2] / "data" / "manifest.yml"
EVENTS_PATH = "/slack/events"
GIVE = "Give the public address, such as https://bot.example.com."


class ManifestError(ValueError):
    """What is wrong, in a sentence for whoever asked."""


def load() -> dict[str, Any]:
    """Return the manifest as it ships: for Socket Mode."""
    path = TOP if TOP.is_file() else PACKAGED
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)  # noqa: S101 - our own file, held by a test
    return loaded


def for_http(manifest: dict[str, Any], url: str) -> dict[str, Any]:
    """Return *manifest* for an app that Slack reaches at *url* over HTTPS; raises ManifestError for any other address."""
    address = f"{_origin(url)}{EVENTS_PATH}"
    settings, features = manifest["settings"], manifest["features"]
    commands = [{**command, "url": address} for command in features.get("slash_commands", [])]
    return {
        **manifest,
        "features": {**features, "slash_commands": commands},
        "settings": {
            **settings,
            "socket_mode_enabled": False,
            "event_subscriptions": {"request_url": address, **settings["event_subscriptions"]},
            "interactivity": {**settings["interactivity"], "request_url": address},
        },
    }


def _origin(url: str) -> str:
    """Return scheme and host of *url*, and the path in front of ours if it names one."""
    parts = _parts(url)
    if parts is None or (why := _why_not(url, parts)):
        said = url if url and "@" not in url else "This address"
        raise ManifestError(f"{said} cannot be used: {why if parts else 'it is not an address'}. {GIVE}")
    return f"https://{parts.netloc}{parts.path.rstrip('/').removesuffix(EVENTS_PATH)}"


def _parts(url: str) -> SplitResult | None:
    """Return *url* in its parts, or None where it, or its port, cannot be read."""
    with suppress(ValueError):
        parts = urlsplit(url if "://" in url else f"https://{url}")
        return parts if parts.port != 0 else None
    return None


def _why_not(url: str, parts: SplitResult) -> str | None:
    """Return the first reason why Slack would not call *url*."""
    wrong = (
        (any(it.isspace() for it in url), "it must not hold spaces"),
        (parts.scheme != "https", "Slack sends to https addresses only"),
        (not parts.hostname, "it names no host"),
        (parts.username is not None, "it must not carry a name or password"),
        (bool(parts.query or parts.fragment), "it must not carry a query"),
        (is_loopback(parts.hostname or ""), "Slack cannot reach this machine by that name"),
    )
    return next((why for applies, why in wrong if applies), None)
