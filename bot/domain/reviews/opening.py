"""Whether somebody asks to have a route judged, and which: rules, sure only where an address and such a question meet."""

import re
from dataclasses import dataclass

from bot.domain.gates.address import addresses
from bot.domain.gates.route import Purpose
from bot.domain.refusing.volume import volume as monthly
from bot.domain.reviews.volume import purpose_in

ASKS = re.compile(
    r"\b(?:can|may|could|should|are) (?:i|we|my team|our team|us)\b[^.?!\n]{0,40}\b(?:use|using|try|switch|move|rely|"
    r"go (?:with|through)|allowed|send|trust|buy|sign)\b"
    r"|\bis (?:it|this|that|there)\b[^?\n]{0,80}\b(?:ok|okay|safe|allowed|fine|legit|official|trustworthy|usable|alright)\b"
    r"|\bis\b[^?\n]{0,80}\b(?:ok|okay|safe|allowed|fine|legit|usable|trustworthy)(?: to use| for (?:us|me)|\b)"
    r"|\b(?:review|judge|assess|evaluate|check|vet|audit)\b[^?\n]{0,60}(?:\bgateway|\broute|\bprovider|\bproxy|\bendpoint|"
    r"\bapi\b|\brelay|https?://|\w\.\w)"
    r"|\b(?:what (?:do you|about)|thoughts on|any (?:issue|problem)s? with|have you (?:heard|checked))\b"
    r"|\b(?:dürfen|darf|können|kann|sollen) (?:ich|wir|man)\b|\bprüf(?:e|t|en)?\b"
    r"|\b(?:puis-je|peut-on|pouvons-nous|est-ce qu)|\b(?:puedo|podemos|se puede)\b|\b(?:posso|podemos)\b"
    r"|可以用|能用|能不能用|使って(?:も)?(?:いい|よい|大丈夫)|使えますか",
    re.IGNORECASE,
)
ENDPOINTS = ("images/generations", "images/edits", "responses", "chat/completions")
MODEL = re.compile(
    r"\b(?:gpt-image-[\w.-]*\w|gpt-4o-image\w*|sora[\w.-]*image\w*|dall-e-\d|chatgpt-image[\w.-]*)", re.IGNORECASE
)
GROUP = re.compile(r"\b(?:key|token|billing)?[ -]?group[ :=]+[\"'“]?([\w.-]{1,40})", re.IGNORECASE)
DEFAULT_MODEL, DEFAULT_GROUP = "gpt-image-2", "default"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants judged, as far as their words tell. `address` is as they wrote it."""

    address: str
    endpoint: str
    model: str
    key_group: str
    purpose: Purpose | None
    volume: int | None


def asks(text: str) -> bool:
    """Whether *text* asks to have an address judged."""
    return bool(addresses(text)) and ASKS.search(text) is not None


def read(text: str) -> Asked | None:
    """Return what *text* names, or None where it holds no address."""
    found = addresses(text)
    if not found:
        return None
    address, endpoint = split_endpoint(found[0])
    rest = text.replace(found[0], " ").replace(found[0].removeprefix("https://"), " ")
    model, group = MODEL.search(rest), GROUP.search(rest)
    return Asked(
        address=address,
        endpoint=endpoint,
        model=model[0].lower() if model else DEFAULT_MODEL,
        key_group=group[1].lower() if group else DEFAULT_GROUP,
        purpose=purpose_in(rest),
        volume=monthly(rest),
    )


def split_endpoint(address: str) -> tuple[str, str]:
    """Return a base URL and the endpoint that stood behind it, if one of the known ones did."""
    bare = address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].rstrip("/")
    for endpoint in ENDPOINTS:
        if bare.lower().endswith(f"/{endpoint}"):
            return bare[: -len(endpoint) - 1], endpoint
    return address, ""
