"""A route's address: what a reviewer may ask about, and what they are told where they may not.

An address is https to a public name. No credentials, no bare IP, no host of one's own network, no name that only looks
like an official one. Nothing here opens a connection.
"""

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from bot.domain.errors import PersonError
from bot.domain.lanes import is_loopback

PRIVATE_ENDINGS = (
    ".local", ".localhost", ".internal", ".lan", ".home", ".corp", ".localdomain", ".intranet", ".home.arpa", ".test",
    ".invalid",
)  # fmt: skip
UNREADABLE = "I cannot read that as a web address. Write it like https://api.example.ai/v1."
CREDENTIALS = "That address holds credentials. I did not keep it: revoke them, and give me the address without them."
SPACE, BEHIND_PATH = re.compile(r"\s"), re.compile(r"[/\s]+\Z")
LONGEST_NAME = 253
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
WEB_ADDRESS = re.compile(r"https?://[^\s<>|\"'`]+", re.IGNORECASE)
BARE_HOST = re.compile(
    r"(?<![\w@./-])((?:[\w-]+\.)+(?:ai|com|net|org|io|dev|app|cn|co|xyz|top|cloud|site|pro|vip|me|de|fr|jp|uk|eu|us|ru|in|"
    r"tech|online|cc|tv|info|shop|store|link|sh|so|gg|one|world|fun|hk|tw|kr|br|ca|au|ch|at|nl|se|no|es|it|pl)"
    r"(?::\d+)?(?:/[\w./~-]*)?)(?![\w@])",
    re.IGNORECASE,
)
SKELETON = str.maketrans(
    {
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "і": "i", "ӏ": "l", "ո": "n", "ν": "v", "ρ": "p", "ο": "o",
        "α": "a", "ι": "i", "ı": "i", "ɩ": "i", "ⅼ": "l", "ѕ": "s", "х": "x", "у": "y", "ɑ": "a", "1": "l", "0": "o",
        "ƿ": "p", "գ": "q", "ԛ": "q", "һ": "h", "ԁ": "d", "ḷ": "l", "ŀ": "l", "|": "l",
    }
)  # fmt: skip


def addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses in *text*, in their order, without what punctuation leaves on them."""
    found = [match[0] for match in WEB_ADDRESS.finditer(text)]
    rest = WEB_ADDRESS.sub(" ", text)
    bare = [f"https://{match[1]}" for match in BARE_HOST.finditer(rest)]
    return tuple(dict.fromkeys(address.rstrip(".,;:!?)]}*_…") for address in (*found, *bare)))


def host_of(address: str) -> str:
    """Return the host that an address names, in the form in which routes are compared; nothing where it names none."""
    try:
        return _ascii(_host(_split(address)))
    except ValueError:
        return ""


def normalized(base_url: str) -> str:
    """Return an address in the one form in which routes are compared: `https://host[:port]/path`, nothing behind.

    A name has one form too, the one that goes over the wire. Raises ValueError where there is nothing to read.
    """
    parts = _split(base_url)
    if not (parts.scheme and _host(parts)):
        raise ValueError("no address")
    port = f":{parts.port}" if parts.port not in {None, 443 if parts.scheme.lower() == "https" else 80} else ""
    return f"{parts.scheme.lower()}://{_ascii(_host(parts))}{port}{BEHIND_PATH.sub('', parts.path)}"


def check(said: str, official_hosts: frozenset[str]) -> str:
    """Return *said* as a route's base URL, or raise PersonError with the sentence for whoever said it.

    An official host passes: whoever calls decides that it needs no review.
    """
    try:
        parts = _split(said)
        host, _ = _host(parts), parts.port
    except ValueError:
        raise PersonError("address", UNREADABLE) from None
    _check_parts(parts, host)
    _check_name(host, official_hosts)
    return normalized(said)


def _split(address: str) -> SplitResult:
    address = address.strip()
    parts = urlsplit(address if "://" in address else f"https://{address}")
    if SPACE.search(parts.netloc):
        raise ValueError("a host holds no space")
    return parts


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".。．｡")


def _check_parts(parts: SplitResult, host: str) -> None:
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise PersonError("address_credentials", CREDENTIALS)
    if parts.scheme.lower() != "https":
        raise PersonError("address_scheme", "A route is reached over https. Give me its https address.")
    if not host:
        raise PersonError("address", "That address names no host. Write it like https://api.example.ai/v1.")


def _check_name(host: str, official_hosts: frozenset[str]) -> None:
    name = _ascii(host)
    if _is_ip(name) or _is_ip(host):
        raise PersonError(
            "address_ip",
            "That is a bare IP address: nobody owns it by name, so no gate can be answered. Which host name is it?",
        )
    if name not in official_hosts and (official := lookalike(host, official_hosts)):
        raise PersonError(
            "address_lookalike",
            f"{name} only looks like {official}: it is another host. Do not use it, and do not give it a key.",
        )
    if len(name) > LONGEST_NAME or not all(LABEL.match(label) for label in name.split(".")):
        raise PersonError("address", "That is not a host name. Write it like https://api.example.ai/v1.")
    if is_loopback(name) or name.endswith(PRIVATE_ENDINGS) or "." not in name:
        raise PersonError(
            "address_private",
            f"{name} is a host of your own network, which I cannot judge. Which provider does it pass requests on to? "
            "Ask me about that one.",
        )


def lookalike(host: str, official_hosts: frozenset[str]) -> str | None:
    """Return the official host that *host* is made to look like, letter by letter; None where it does not."""
    shape = skeleton(_unicode(host))
    others = (one for one in sorted(official_hosts) if one != _ascii(host))
    return next((one for one in others if skeleton(one) == shape), None)


def skeleton(host: str) -> str:
    """Return what a name looks like to a hurried eye: no accents, one script, i and l and 1 the same."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", host.lower()) if not unicodedata.combining(sign))
    return plain.translate(SKELETON).replace("i", "l").replace("rn", "m")


def _is_ip(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return bool(re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", host))
    return True


def _unicode(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _ascii(host: str) -> str:
    """Return a name as it goes over the wire; what cannot go there is left as it is, and no label matches it."""
    try:
        return host.encode("idna").decode().lower().rstrip(".")
    except UnicodeError:
        return host
