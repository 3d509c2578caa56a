"""Whether somebody asks to have a route judged, and which: rules, sure only where an address and such a question meet."""

import re
from dataclasses import dataclass

from bot.domain.gates.address import addresses
from bot.domain.gates.route import Purpose
from bot.domain.reviews.volume import monthly, purpose_in

ASKS = re.compile(
    r"\b(?:can|may|could|should|are) (?:i|we|my team|our team|us)\b[^.?!\n]{0,40}\b(?:use|using|try|switch|move|rely|"
    r"go (?:with|through)|allowed|send|trust|buy|sign)\b"
    r"|\bis (?:it|this|that|there)\b[^?\n]{0,80}\b(?:ok|okay|safe|allowed|fine|legit|official|trustworthy|usable|alright)\b"
    r"|\b(?:is|are|would)\b[^?\n]{0,80}\b(?:ok|okay|safe|allowed|fine|legit|usable|trustworthy)(?: to use| for (?:us|me)|\b)"
    r"|\b(?:can|may|could|should) (?:i|we)\s*\?|\b(?:do|can|should) (?:you|we) trust\b|\bverdict on\b"
    r"|\b(?:review|judge|assess|evaluate|check|vet|audit)\b[^?\n]{0,60}(?:\bgateway|\broute|\bprovider|\bproxy|\bendpoint|"
    r"\bapi\b|\brelay|https?://|\w\.\w)"
    r"|\b(?:what (?:do you|about)|thoughts on|(?:any (?:issue|problem)s?|anything wrong) with|have you (?:heard|checked))\b"
    r"|\b(?:dürfen|darf|können|kann|sollen) (?:ich|wir|man)\b|\bprüf(?:e|t|en)?\b"
    r"|\b(?:puis-je|peut-on|pouvons-nous|est-ce qu)|\b(?:puedo|podemos|se puede)\b|\b(?:posso|podemos)\b"
    r"|可以用|能用|能不能用|使って(?:も)?(?:いい|よい|大丈夫)|使えますか",
    re.IGNORECASE,
)
DRAWS_FIRST = re.compile(
    r"^\W*(?:(?:please|now|then|and|can you|could you|would you|kannst du|könntest du|peux-tu|puedes)\W+)*"
    r"(?:draw|paint|sketch|render|illustrate|create|generate|design|make|edit|change|add|remove|put|zeichne|male|mach\w*|"
    r"dessine\w*|dibuja\w*|crea|画|描)",
    re.IGNORECASE,
)
PICTURE = re.compile(
    r"\b(?:draw\w*|paint\w*|sketch\w*|illustrat\w*|posters?|banners?|logos?|headlines?|captions?|fonts?|lettering|mascots?|"
    r"colou?rs?|blue|red|green|yellow|black|white|backgrounds?|foreground|sky|looks? like|"
    r"(?:at|to|on) the (?:top|bottom|left|right)|(?:the|this|that) (?:picture|image|photo|text|sign|wording)|"
    r"plakat\w*|schild\w*|schrift\w*|affiche|dessin\w*|cartel|dibuj\w*)\b|海报|标志|ポスター|ロゴ",
    re.IGNORECASE,
)
ROUTE = re.compile(
    r"\b(?:api|gateways?|proxy|proxies|relays?|endpoints?|providers?|resellers?|key group|token group|base.?url|"
    r"gpt-image[\w.-]*|images/(?:generations|edits))\b|/v\d",
    re.IGNORECASE,
)
HERE = "⌖"
USES_IT = re.compile(
    rf"\b(?:use|using|try|trust|buy|sign|switch|move|rely|go|send)\b(?: \w+){{0,2}} {HERE}"
    rf"|{HERE}[^.?!\n]{{0,60}}\b(?:nutzen|verwenden|benutzen)\b|\b(?:utiliser|usar) {HERE}",
    re.IGNORECASE,
)
"""Where pictures are spoken of as well, the address itself must be what is to be used, or the words be about a route."""
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
    """Whether *text* asks to have an address judged, and not for a picture that has to do with one."""
    found = addresses(text)
    if not found or ASKS.search(text) is None or DRAWS_FIRST.match(text):
        return False
    return (
        PICTURE.search(text) is None
        or ROUTE.search(text) is not None
        or USES_IT.search(_marked(text, found)) is not None
    )


def _marked(text: str, found: tuple[str, ...]) -> str:
    """Return *text* with a sign in place of each address."""
    for address in found:
        text = text.replace(address, HERE).replace(address.removeprefix("https://"), HERE)
    return text


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
