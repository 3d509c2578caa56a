"""Which lane a base URL is: official is https to a host on the dated list, and nothing else.

A loopback host is the sandbox; any other host is a provider's, which needs a verdict in force.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

OFFICIAL = "official-responses"
SANDBOX = "sandbox"


@dataclass(frozen=True, slots=True)
class Lane:
    """A configured way to reach an image model."""

    name: str
    base_url: str
    host: str


def host_of(base_url: str) -> str:
    """Return the host of an address, with its port where it names one; nothing where it cannot be read."""
    try:
        parts = urlsplit(base_url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    return f"{host}:{port}" if port not in {None, 443 if parts.scheme == "https" else 80} else host


def is_loopback(host: str) -> bool:
    """Whether *host* is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def lane_of(base_url: str, official_hosts: frozenset[str]) -> Lane | None:
    """Return the lane of *base_url*, or None for a provider's host or an address that is not https."""
    try:
        parts, port = urlsplit(base_url), urlsplit(base_url).port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if is_loopback(host):
        return Lane(SANDBOX, base_url, f"{host}:{port}" if port else host)
    official = parts.scheme == "https" and host in official_hosts and port in {None, 443}
    return Lane(OFFICIAL, base_url, host) if official and parts.username is None else None
