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

PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".home", ".corp", ".localdomain", ".intranet", ".home.arpa", ".test")
CREDENTIALS = "That address holds credentials. I did not keep it: revoke them, and give me the address without them."
LABEL = re.compile(r"^(?!-)[a-z0-9-]{1,63}(?<!-)$")
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
    """Return the host that an address names, nothing where it names none."""
    try:
        return (urlsplit(address if "://" in address else f"https://{address}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def normalized(base_url: str) -> str:
    """Return an address in the one form in which routes are compared: `https://host[:port]/path`, nothing behind."""
    parts = urlsplit(base_url if "://" in base_url else f"https://{base_url}")
    port = f":{parts.port}" if parts.port not in {None, 443 if parts.scheme.lower() == "https" else 80} else ""
    host = (parts.hostname or "").rstrip(".")
    return f"{parts.scheme.lower()}://{host}{port}{parts.path.rstrip('/')}"


def check(said: str, official_hosts: frozenset[str]) -> str:
    """Return *said* as a route's base URL, or raise PersonError with the sentence for whoever said it.

    An official host passes: whoever calls decides that it needs no review.
    """
    try:
        parts = urlsplit(said if "://" in said else f"https://{said}")
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise PersonError(
            "address", "I cannot read that as a web address. Write it like https://api.example.ai/v1."
        ) from None
    _check_parts(parts, host)
    _check_name(host, official_hosts)
    return normalized(said)


def _check_parts(parts: SplitResult, host: str) -> None:
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise PersonError("address_credentials", CREDENTIALS)
    if parts.scheme.lower() != "https":
        raise PersonError("address_scheme", "A route is reached over https. Give me its https address.")
    if not host:
        raise PersonError("address", "That address names no host. Write it like https://api.example.ai/v1.")


def _check_name(host: str, official_hosts: frozenset[str]) -> None:
    if _is_ip(host):
        raise PersonError(
            "address_ip",
            "That is a bare IP address: nobody owns it by name, so no gate can be answered. Which host name is it?",
        )
    if is_loopback(host) or host.endswith(PRIVATE_ENDINGS) or "." not in host:
        raise PersonError(
            "address_private",
            f"{host} is a host of your own network, which I cannot judge. Which provider does it pass requests on to? "
            "Ask me about that one.",
        )
    if host not in official_hosts and (official := lookalike(host, official_hosts)):
        raise PersonError(
            "address_lookalike",
            f"{_ascii(host)} only looks like {official}: it is another host. Do not use it, and do not give it a key.",
        )
    if not all(LABEL.match(label) for label in _ascii(host).split(".")):
        raise PersonError("address", "That is not a host name. Write it like https://api.example.ai/v1.")


def lookalike(host: str, official_hosts: frozenset[str]) -> str | None:
    """Return the official host that *host* is made to look like, letter by letter; None where it does not."""
    shape = skeleton(_unicode(host))
    return next((one for one in sorted(official_hosts) if one != host and skeleton(one) == shape), None)


def skeleton(host: str) -> str:
    """Return what a name looks like to a hurried eye: accents gone, letters of other scripts as the Latin they resemble."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", host.lower()) if not unicodedata.combining(sign))
    return plain.translate(SKELETON).replace("rn", "m")


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
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "?"
